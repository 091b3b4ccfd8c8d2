import type { Random } from '@kartoteka/kernel';
import { defaultWorld } from '../frame/worlds/world-name.ts';
import { openMailAccounts } from './account-secret.ts';
import { testMailboxes } from './test-mailboxes.ts';

/** An account of SMTP and POP3 in the default world. */
export interface TestMailAccount {
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

/**
 * The mail accounts that every world begins with, for scripts; without asking the running sandbox.
 *
 * @param folder the sandbox's own, as `startSandbox` is given it
 */
export function testMailAccounts(folder: string, random: Random): readonly TestMailAccount[] {
  const passwordOf = openMailAccounts(folder, random);
  return testMailboxes.map(({ address }) => ({
    address,
    user: address,
    password: passwordOf(defaultWorld, address),
  }));
}
