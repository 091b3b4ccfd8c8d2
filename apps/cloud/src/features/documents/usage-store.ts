import type { AccountId } from '@kartoteka/kernel';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { type Account, bytesPerMb } from '../accounts/account.ts';

type Trx = Transaction<CloudSchema>;

/** A submission up to this size may run beside others as long as the account is far from its limits. */
const sharedBytesMax = 1_000_000;
/**
 * What must be free for that. Whoever decides has figures that are at most half a second old; what
 * all connections can store in that time in pieces of `sharedBytesMax` fits in.
 */
const freeBytesMin = 2_000_000_000;
const freeDocumentsMin = 2_000;
const slots = 64;

/**
 * Whether a submission has to run alone in its account for the limits to hold to the byte: near a
 * limit, or when it is large. Far from the limits, submissions run at once.
 */
export function mustRunAlone(
  account: Pick<Account, 'sizeMbMax' | 'bytesUsed' | 'documentsMax' | 'documentsUsed'>,
  bytes: number,
): boolean {
  const freeBytes = account.sizeMbMax * bytesPerMb - account.bytesUsed;
  const freeDocuments = account.documentsMax - account.documentsUsed;
  return bytes > sharedBytesMax || freeBytes < freeBytesMin || freeDocuments < freeDocumentsMin;
}

/** Waits for the submissions that run and keeps others out until the transaction ends. */
export async function lockUsageAlone(trx: Trx, account: AccountId): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${lockKey(account)})`.execute(trx);
}

/** As a part of the statement that reads the usage: lets others run, but none alone. */
export function sharedUsageLock(account: AccountId) {
  return sql`(SELECT count(*) FROM (SELECT pg_advisory_xact_lock_shared(${lockKey(account)})) taken)`;
}

function lockKey(account: AccountId) {
  return sql`hashtextextended(${`kartoteka.usage ${account}`}::text, 0)`;
}

/** The statement that adds to what the account uses, in the slot of this connection. */
export function addUsage(
  account: AccountId,
  added: { readonly bytes: number; readonly documents: number },
) {
  return sql`
    INSERT INTO cloud.account_usage (tenant, slot, bytes_used, documents_used)
    VALUES (${account}, pg_backend_pid() % ${slots}, ${added.bytes}, ${added.documents})
    ON CONFLICT (tenant, slot) DO UPDATE SET
      bytes_used = account_usage.bytes_used + excluded.bytes_used,
      documents_used = account_usage.documents_used + excluded.documents_used`;
}
