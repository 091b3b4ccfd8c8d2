import type { AccountId } from '@kartoteka/kernel';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/**
 * For a submission that names registered objects of a patient. Whether they are Approved, what hangs on
 * them and which folders hold them must not change between the question and the writing: an APND that
 * comes while its document is replaced would stay Approved below a Deprecated one. Submissions for one
 * patient take turns, those for others run at once, and a submission that names nothing waits for nobody.
 *
 * Taken before the lock of the usage and in a statement of its own: the next one sees what the holder
 * before committed.
 */
export async function lockReferences(
  trx: Trx,
  account: AccountId,
  patientId: string,
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${accountKey(account)}),
    pg_advisory_xact_lock(${keyOf(`kartoteka.references ${account} ${patientId}`)})`.execute(trx);
}

/**
 * For what may touch registered objects of several patients (ITI-57, removal, changes of patient
 * identifiers): nobody else of the account changes or names registered objects until the transaction ends.
 */
export async function lockReferencesAlone(trx: Trx, account: AccountId): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${accountKey(account)})`.execute(trx);
}

function accountKey(account: AccountId) {
  return keyOf(`kartoteka.references ${account}`);
}

function keyOf(text: string) {
  return sql`hashtextextended(${text}::text, 0)`;
}
