import type { StoredIds } from '@kartoteka/fhir';
import type { AccountId } from '@kartoteka/kernel';
import type { ObjectId, Submission } from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../../schema.ts';
import { entryId } from '../stored-id.ts';

interface Row {
  readonly set: string | null;
  readonly documents: Record<string, string>;
  readonly folders: Record<string, string>;
}

/** The logical ids under which the objects of a submission are registered already, by unique ids. */
export async function findStoredIds(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  { submissionSet, documents, folders }: Submission,
): Promise<StoredIds> {
  const uniqueIds = (objects: readonly { readonly uniqueId?: string | undefined }[]) =>
    objects.map(({ uniqueId = '' }) => uniqueId);
  const { rows } = await sql<Row>`
    SELECT
      (SELECT id FROM cloud.submission_set
        WHERE tenant = ${account} AND unique_id = ${submissionSet.uniqueId ?? ''}) AS set,
      (SELECT coalesce(json_object_agg(unique_id, logical_id), '{}') FROM cloud.document_entry
        WHERE tenant = ${account} AND NOT superseded
          AND unique_id = ANY(${uniqueIds(documents)}::text[])) AS documents,
      (SELECT coalesce(json_object_agg(unique_id, logical_id), '{}') FROM cloud.folder
        WHERE tenant = ${account} AND NOT superseded
          AND unique_id = ANY(${uniqueIds(folders)}::text[])) AS folders`.execute(trx);
  const [found] = rows;
  const idOf = (held: Record<string, string> | undefined, uniqueId = ''): ObjectId[] => {
    const id = held?.[uniqueId];
    return id === undefined ? [] : [entryId(id)];
  };
  return {
    submissionSet: entryId(found?.set ?? ''),
    documents: documents.flatMap(({ uniqueId }) => idOf(found?.documents, uniqueId)),
    folders: folders.flatMap(({ uniqueId }) => idOf(found?.folders, uniqueId)),
  };
}
