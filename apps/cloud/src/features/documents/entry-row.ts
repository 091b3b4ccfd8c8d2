import { type CodeValue, type DocumentEntry, dtmStart } from '@kartoteka/xds';
import { storedId } from './stored-id.ts';

/** A code as queries compare it: `code^^scheme` (ITI TF-2: 3.18.4.1.2.3.4). */
export function codeText(code: CodeValue | undefined): string {
  return code ? `${code.code}^^${code.codingScheme}` : '';
}

/**
 * The row of a new DocumentEntry: what queries filter by in columns of its own, and the whole
 * metadata as they came, so that nothing that a sender wrote is lost.
 *
 * @param contentId `null` where the document lies in another repository (ITI-42)
 */
export function entryRow(entry: DocumentEntry, contentId: string | null, createdAt: Date) {
  return {
    id: storedId(entry.id),
    logical_id: storedId(entry.lid ?? entry.id),
    version: Number(entry.version?.versionName ?? 1),
    unique_id: entry.uniqueId ?? '',
    patient_id: entry.patientId ?? '',
    status: 'Approved' as const,
    object_type: entry.type ?? 'stable',
    hash: (entry.hash ?? '').toLowerCase(),
    size: entry.size ?? 0,
    mime_type: entry.mimeType ?? '',
    repository_unique_id: entry.repositoryUniqueId ?? '',
    class_code: codeText(entry.classCode),
    type_code: codeText(entry.typeCode),
    format_code: codeText(entry.formatCode),
    facility_type_code: codeText(entry.healthcareFacilityTypeCode),
    practice_setting_code: codeText(entry.practiceSettingCode),
    confidentiality_codes: entry.confidentialityCodes.map(codeText),
    event_codes: entry.eventCodes.map(codeText),
    author_persons: entry.authors.flatMap((author) => (author.person ? [author.person] : [])),
    reference_ids: [...entry.referenceIds],
    // Fourteen digits each, so that ranges compare as text (ITI TF-2: 3.18.4.1.2.3.3).
    creation_time: entry.creationTime ? dtmStart(entry.creationTime) : '',
    service_start_time: entry.serviceStartTime ? dtmStart(entry.serviceStartTime) : null,
    service_stop_time: entry.serviceStopTime ? dtmStart(entry.serviceStopTime) : null,
    availability: entry.documentAvailability ?? null,
    title: entry.title[0]?.value ?? '',
    metadata: entry,
    content_id: contentId,
    created_at: createdAt,
  };
}

export type EntryRow = ReturnType<typeof entryRow>;

export const entryColumns: readonly (keyof EntryRow)[] = [
  'id',
  'logical_id',
  'version',
  'unique_id',
  'patient_id',
  'status',
  'object_type',
  'hash',
  'size',
  'mime_type',
  'repository_unique_id',
  'class_code',
  'type_code',
  'format_code',
  'facility_type_code',
  'practice_setting_code',
  'confidentiality_codes',
  'event_codes',
  'author_persons',
  'reference_ids',
  'creation_time',
  'service_start_time',
  'service_stop_time',
  'availability',
  'title',
  'metadata',
  'content_id',
  'created_at',
];
