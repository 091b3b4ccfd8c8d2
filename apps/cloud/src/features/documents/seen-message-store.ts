import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/**
 * Keeps a MessageID for as long as its time stamp is accepted.
 *
 * @returns `false` when it was seen before: a replay
 */
export async function keepMessageId(
  trx: Trx,
  messageId: string,
  expiresAt: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('cloud.seen_message')
    .values({
      message_hash: createHash('sha256').update(messageId).digest(),
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Forgets what can no longer be replayed, for all accounts; in the system's scope. */
export async function forgetExpiredMessages(trx: Trx, now: Date): Promise<void> {
  await trx.deleteFrom('cloud.seen_message').where('expires_at', '<', now).execute();
}
