import type { AccountId } from '@kartoteka/kernel';
import type { ObjectId, Submission } from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { lockReferences } from './reference-lock.ts';
import { entryId, storedId } from './stored-id.ts';

/**
 * A submission whose associations lead to versions of documents, where they were named by logical id:
 * to the newest one, or to the one that the same set named when it came before, so that a repeat is
 * still a repeat after an update. From here on nobody updates them until the transaction ends. An id
 * that is no document's logical id stays as it is, for the rules to judge.
 *
 * @example const named = await nameNewest(trx, account, submission, new Set([lid]));
 */
export async function nameNewest(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  submission: Submission,
  logicalIds: ReadonlySet<ObjectId>,
): Promise<Submission> {
  const { submissionSet, associations } = submission;
  if (!associations.some(({ target }) => logicalIds.has(target))) return submission;
  await lockReferences(trx, account, submissionSet.patientId ?? '');
  const ids = [...logicalIds].map(storedId);
  const { rows } = await sql<{ lid: string; id: string }>`
    SELECT logical_id AS lid, id FROM cloud.document_entry
    WHERE tenant = ${account} AND version > 1 AND NOT superseded AND logical_id = ANY(${ids}::uuid[])
    UNION ALL
    SELECT entry.logical_id, entry.id FROM cloud.submission_set AS own
    JOIN cloud.association ON association.tenant = own.tenant AND association.source = own.id
      AND association.metadata->>'submissionSetStatus' = 'Reference'
    JOIN cloud.document_entry AS entry
      ON entry.tenant = own.tenant AND entry.id = association.target
    WHERE own.tenant = ${account} AND own.unique_id = ${submissionSet.uniqueId ?? ''}
      AND entry.logical_id = ANY(${ids}::uuid[])`.execute(trx);
  // The later row counts: what the set said before.
  const versions = new Map(rows.map(({ lid, id }) => [entryId(lid), entryId(id)]));
  return {
    ...submission,
    associations: associations.map((one) => ({
      ...one,
      target: versions.get(one.target) ?? one.target,
    })),
  };
}
