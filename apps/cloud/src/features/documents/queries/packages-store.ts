import { prepared } from '@kartoteka/service';
import {
  type Folder,
  folder,
  type SubmissionSet,
  showsVersions,
  submissionSet,
} from '@kartoteka/xds';
import { sql } from 'kysely';
import { entryId } from '../stored-id.ts';
import { type Asked, type Condition, hasId, isAmong, whereAll } from './conditions-store.ts';

interface PackageRow<T extends Folder | SubmissionSet> {
  readonly id: string;
  readonly status: T['status'];
  readonly patient_id: string;
  readonly metadata: T;
}

/** The SubmissionSets that all conditions hold for, the newest first. */
export async function readSets(
  asked: Asked,
  conditions: readonly Condition[],
): Promise<SubmissionSet[]> {
  const { rows } = await sql<PackageRow<SubmissionSet>>`${prepared}
    SELECT id${asked.whole ? sql`, status, patient_id, metadata` : sql``}
    FROM cloud.submission_set ${whereAll(asked, conditions)}
    ORDER BY created_at DESC, id LIMIT ${asked.max}`.execute(asked.trx);
  if (!asked.whole) return rows.map(({ id }) => submissionSet({ id: entryId(id) }));
  return rows.map(({ id, status, patient_id, metadata }) => ({
    ...metadata,
    id: entryId(id),
    status,
    ...(patient_id !== '' && { patientId: patient_id as SubmissionSet['patientId'] }),
  }));
}

/** The folders that all conditions hold for, the newest first. */
export async function readFolders(
  asked: Asked,
  conditions: readonly Condition[],
): Promise<Folder[]> {
  const { rows } = await sql<PackageRow<Folder> & { last_update_time: string }>`${prepared}
    SELECT id${asked.whole ? sql`, status, patient_id, last_update_time, metadata` : sql``}
    FROM cloud.folder ${whereAll(asked, conditions)}
    ORDER BY created_at DESC, id LIMIT ${asked.max}`.execute(asked.trx);
  if (!asked.whole) return rows.map(({ id }) => folder({ id: entryId(id) }));
  return rows.map(({ id, status, patient_id, last_update_time, metadata }) => ({
    ...metadata,
    id: entryId(id),
    status,
    lastUpdateTime: last_update_time as Folder['lastUpdateTime'],
    ...(patient_id !== '' && { patientId: patient_id as Folder['patientId'] }),
  }));
}

/** What `$MetadataLevel` leaves of folders. */
export function showsFolder(query: { readonly metadataLevel?: number | undefined }): Condition[] {
  return showsVersions(query) ? [] : [sql`status <> 'Deprecated' AND NOT superseded`];
}

/** By the ids that a query names. */
export function packageNamed({
  by,
  ids,
}: {
  readonly by: 'entryUuid' | 'uniqueId' | 'logicalId';
  readonly ids: readonly string[];
}): Condition {
  if (by === 'uniqueId') return isAmong('unique_id', ids);
  return hasId(by === 'logicalId' ? 'logical_id' : 'id', ids);
}
