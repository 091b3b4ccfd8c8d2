import { type AccountId, type Clock, Problem } from '@kartoteka/kernel';
import { createSecurityVerifier, type EnvelopeVerifier } from '@kartoteka/soap';
import { judgeSigner } from '../features/accounts/judge-caller.ts';
import type { KnownAccounts } from '../features/accounts/known-accounts.ts';

const verifiersKeptMax = 1_000;

/**
 * One verifier of signatures for each account, kept because it remembers the keys of certificates.
 * Whether the account still stands by a certificate is asked with every message.
 */
export function accountVerifiers(options: {
  readonly accounts: KnownAccounts;
  readonly clock: Clock;
}): (account: AccountId) => EnvelopeVerifier {
  const { accounts, clock } = options;
  const kept = new Map<AccountId, EnvelopeVerifier>();
  return (id) => {
    const known = kept.get(id);
    if (known) return known;
    const verifier = createSecurityVerifier({
      clock,
      trust: async (certificateDer) => {
        const account = await accounts.find(id);
        if (!account) throw new Problem('pki.unknown-account', { params: { account: id } });
        judgeSigner(account, certificateDer, clock);
      },
    });
    if (kept.size >= verifiersKeptMax) kept.clear();
    kept.set(id, verifier);
    return verifier;
  };
}
