import {
  type DocumentConditions,
  type FindQuery,
  noObjects,
  type RegistryObjects,
} from '@kartoteka/xds';
import { sql } from 'kysely';
import {
  type Asked,
  type Condition,
  firstSecond,
  hasCode,
  isAmong,
  isWithin,
  matchesLike,
  meetsCodes,
  meetsTexts,
} from './conditions-store.ts';
import { readEntries, showsEntry } from './entries-store.ts';
import { readFolders, readSets, showsFolder } from './packages-store.ts';

/** The queries that look for objects by their attributes; one statement each. */
export async function findByAttributes(asked: Asked, query: FindQuery): Promise<RegistryObjects> {
  switch (query.name) {
    case 'FindSubmissionSets':
      return {
        ...noObjects,
        submissionSets: await readSets(asked, [
          ...ofPatients(query),
          isAmong('status', query.statuses),
          ...(query.sourceIds.length > 0 ? [isAmong('source_id', query.sourceIds)] : []),
          ...isWithin(firstSecond('submitted_at'), query.submissionTime),
          ...hasContentType(query.contentTypes),
          ...matchesLike(
            sql`SELECT listed.author->>'person'
              FROM jsonb_array_elements(metadata->'authors') AS listed(author)`,
            query.authorPerson === undefined ? [] : [query.authorPerson],
          ),
        ]),
      };
    case 'FindFolders':
    case 'FindFoldersForMultiplePatients':
      return {
        ...noObjects,
        folders: await readFolders(asked, [
          ...ofPatients(query),
          isAmong('status', query.statuses),
          ...isWithin(firstSecond('last_update_time'), query.lastUpdateTime),
          ...meetsCodes('codes', query.codes),
          ...showsFolder(query),
        ]),
      };
    default:
      return {
        ...noObjects,
        documents: await readEntries(asked, [
          ...ofPatients(query),
          ...matchesDocument(query),
          ...meetsTexts('reference_ids', 'referenceIds' in query ? query.referenceIds : []),
          ...(query.name === 'FindDocumentsByTitle' ? matchesTitle(query) : []),
          ...showsEntry(query),
        ]),
      };
  }
}

function ofPatients(query: FindQuery): Condition[] {
  if ('patientId' in query) return [sql`patient_id = ${query.patientId}`];
  return query.patientIds.length === 0 ? [] : [isAmong('patient_id', query.patientIds)];
}

function matchesDocument(query: DocumentConditions): Condition[] {
  const { documentAvailabilities } = query;
  return [
    isAmong('status', query.statuses),
    isAmong('object_type', query.types),
    ...hasCode('class_code', query.classCodes),
    ...hasCode('type_code', query.typeCodes),
    ...hasCode('format_code', query.formatCodes),
    ...hasCode('practice_setting_code', query.practiceSettingCodes),
    ...hasCode('facility_type_code', query.healthcareFacilityTypeCodes),
    ...meetsCodes('event_codes', query.eventCodes),
    ...meetsCodes('confidentiality_codes', query.confidentialityCodes),
    ...matchesLike(sql`SELECT unnest(author_persons)`, query.authorPersons),
    ...(documentAvailabilities.length > 0 ? [isAmong('availability', documentAvailabilities)] : []),
    // An entry without creationTime has an empty one here.
    ...isWithin(sql`nullif(creation_time, '')`, query.creationTime),
    ...isWithin(sql`service_start_time`, query.serviceStartTime),
    ...isWithin(sql`service_stop_time`, query.serviceStopTime),
  ];
}

function matchesTitle(query: FindQuery & { readonly name: 'FindDocumentsByTitle' }): Condition[] {
  return [
    ...matchesLike(
      sql`SELECT listed.text->>'value' FROM jsonb_array_elements(metadata->'title') AS listed(text)`,
      query.titles,
    ),
    ...matchesLike(
      sql`SELECT jsonb_array_elements_text(listed.author->'institutions')
        FROM jsonb_array_elements(metadata->'authors') AS listed(author)`,
      query.authorInstitutions,
    ),
  ];
}

function hasContentType(
  codes: (FindQuery & { readonly name: 'FindSubmissionSets' })['contentTypes'],
): Condition[] {
  if (codes.length === 0) return [];
  const pairs = codes.map(({ code, codingScheme }) => sql`(${code}::text, ${codingScheme}::text)`);
  return [
    sql`(metadata->'contentTypeCode'->>'code', metadata->'contentTypeCode'->>'codingScheme')
      IN (${sql.join(pairs)})`,
  ];
}
