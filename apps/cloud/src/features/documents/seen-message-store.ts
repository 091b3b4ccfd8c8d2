import { createHash } from 'node:crypto';
import { prepared } from '@kartoteka/service';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/**
 * Keeps what names a message for as long as its time stamp is accepted.
 *
 * @returns `false` when one of them was seen before: a replay
 */
export async function keepMessageIds(
  trx: Trx,
  ids: readonly string[],
  expiresAt: Date,
): Promise<boolean> {
  const hashes = ids.map((id) => createHash('sha256').update(id).digest());
  const { numAffectedRows } = await sql`${prepared}
    INSERT INTO cloud.seen_message (message_hash, expires_at)
    SELECT hash, ${expiresAt}::timestamptz FROM unnest(${hashes}::bytea[]) AS seen(hash)
    ON CONFLICT DO NOTHING`.execute(trx);
  return numAffectedRows === BigInt(hashes.length);
}

/** Forgets what can no longer be replayed, for all accounts; in the system's scope. */
export async function forgetExpiredMessages(trx: Trx, now: Date): Promise<void> {
  await trx.deleteFrom('cloud.seen_message').where('expires_at', '<', now).execute();
}
