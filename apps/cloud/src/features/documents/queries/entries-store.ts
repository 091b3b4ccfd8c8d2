import { prepared } from '@kartoteka/service';
import { type DocumentEntry, documentEntry, offline, showsVersions } from '@kartoteka/xds';
import { sql } from 'kysely';
import { entryId } from '../stored-id.ts';
import {
  type Asked,
  type Condition,
  hasId,
  isAmong,
  uuidsOf,
  whereAll,
} from './conditions-store.ts';

interface EntryRow {
  readonly id: string;
  readonly status: DocumentEntry['status'];
  readonly patient_id: string;
  readonly metadata: DocumentEntry;
}

/** The entries that all conditions hold for, the newest first. */
export async function readEntries(
  asked: Asked,
  conditions: readonly Condition[],
): Promise<DocumentEntry[]> {
  const { rows } = await sql<EntryRow>`${prepared}
    SELECT id${asked.whole ? sql`, status, patient_id, metadata` : sql``}
    FROM cloud.document_entry ${whereAll(asked, conditions)}
    ORDER BY creation_time DESC, id LIMIT ${asked.max}`.execute(asked.trx);
  if (!asked.whole) return rows.map(({ id }) => documentEntry({ id: entryId(id) }));
  return rows.map(({ id, status, patient_id, metadata }) => ({
    ...metadata,
    id: entryId(id),
    status,
    // The column is what a change of patient identifiers writes.
    ...(patient_id !== '' && { patientId: patient_id as DocumentEntry['patientId'] }),
  }));
}

/** What `$MetadataLevel` leaves of entries. */
export function showsEntry(query: {
  readonly metadataLevel?: number | undefined;
  readonly documentAvailabilities?: readonly string[];
}): Condition[] {
  if (showsVersions(query)) return [];
  const latest: Condition = sql`NOT superseded`;
  if ((query.documentAvailabilities ?? []).length > 0) return [latest];
  return [latest, sql`availability IS DISTINCT FROM ${offline}`];
}

/** By the ids that a query names; a first version has its logical id as its own. */
export function entryNamed({
  by,
  ids,
}: {
  readonly by: 'entryUuid' | 'uniqueId' | 'logicalId';
  readonly ids: readonly string[];
}): Condition {
  if (by === 'uniqueId') return isAmong('unique_id', ids);
  if (by === 'entryUuid') return hasId('id', ids);
  const uuids = uuidsOf(ids);
  return sql`((version = 1 AND id = ANY(${uuids}::uuid[]))
    OR (version > 1 AND logical_id = ANY(${uuids}::uuid[])))`;
}
