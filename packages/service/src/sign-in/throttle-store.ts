import type { SignInTransaction } from './frame.ts';
import type { ThrottleState } from './throttle.ts';

/** Reads a counter and holds it until the transaction ends, so that attempts are counted in turn. */
export async function lockThrottle(
  trx: SignInTransaction,
  key: string,
  now: Date,
): Promise<ThrottleState> {
  await trx
    .insertInto('kartoteka.throttle')
    .values({ key, failures: 0, last_at: now, blocked_until: null })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await trx
    .selectFrom('kartoteka.throttle')
    .select(['failures', 'last_at', 'blocked_until'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { failures: row.failures, lastAt: row.last_at, blockedUntil: row.blocked_until };
}

export async function saveThrottle(
  trx: SignInTransaction,
  key: string,
  state: ThrottleState,
): Promise<void> {
  const { failures, lastAt, blockedUntil } = state;
  await trx
    .updateTable('kartoteka.throttle')
    .set({ failures, last_at: lastAt, blocked_until: blockedUntil })
    .where('key', '=', key)
    .execute();
}

export async function removeThrottle(trx: SignInTransaction, key: string): Promise<void> {
  await trx.deleteFrom('kartoteka.throttle').where('key', '=', key).execute();
}

/** Forgets counters that nobody touched for long; those of closed logins stay. */
export async function sweepThrottles(
  trx: SignInTransaction,
  before: Date,
  failuresMax: number,
): Promise<void> {
  await trx
    .deleteFrom('kartoteka.throttle')
    .where('last_at', '<', before)
    .where('failures', '<', failuresMax)
    .execute();
}
