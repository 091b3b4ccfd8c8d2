import type { AccountId } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { CloudSchema } from '../../schema.ts';
import type { Account } from './account.ts';
import { findAccount } from './store.ts';

/** How long an account is believed without asking again; a revocation works within a second. */
export const accountBelievedMs = 500;
const accountsKeptMax = 10_000;

/** Accounts as machine calls need them: asked for on every call, read from the database when stale. */
export interface KnownAccounts {
  find(account: AccountId): Promise<Account | undefined>;
}

/**
 * Keeps accounts for half a second, so that a burst of calls reads the certificates once. Calls that
 * come while one is being read wait for that one.
 */
export function knownAccounts(database: Database<CloudSchema>): KnownAccounts {
  const kept = new Map<
    AccountId,
    { readonly until: number; readonly account: Promise<Account | undefined> }
  >();
  return {
    find: (id) => {
      // Not the application's clock: a demo may stop that one, and revoking must work all the same.
      const now = performance.now();
      const known = kept.get(id);
      if (known && known.until > now) return known.account;
      if (kept.size >= accountsKeptMax) kept.clear();
      const account = database.inScope({ kind: 'account', account: id }, (trx) =>
        findAccount(trx, id),
      );
      kept.set(id, { until: now + accountBelievedMs, account });
      account.catch(() => kept.delete(id));
      return account;
    },
  };
}
