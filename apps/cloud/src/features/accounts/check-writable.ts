import { type AccountId, type Clock, Problem } from '@kartoteka/kernel';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { stateOf } from './account.ts';
import { findAccount } from './store.ts';

/** Whether an account is written to: expired and suspended ones are read, and nothing more. */
export type WritingState = 'active' | 'suspended' | 'expired' | 'closed';

/**
 * The state as decisions on writing know it, read in their own transaction: what a caller was judged
 * by may be half a second old. One that has not opened yet is closed to them.
 */
export async function readWritingState(
  trx: Transaction<CloudSchema>,
  id: AccountId,
  clock: Clock,
): Promise<WritingState> {
  const account = await findAccount(trx, id);
  const state = account && stateOf(account, clock);
  return state === 'active' || state === 'suspended' || state === 'expired' ? state : 'closed';
}

/** @throws Problem `account.read-only` */
export async function checkWritable(
  trx: Transaction<CloudSchema>,
  id: AccountId,
  clock: Clock,
): Promise<void> {
  const state = await readWritingState(trx, id, clock);
  if (state !== 'active') throw new Problem('account.read-only', { params: { state } });
}
