import type { Branded } from '@kartoteka/kernel';

/** Name of a world: small letters, digits and hyphens, 1 to 48 of them. */
export type WorldName = Branded<'WorldName'>;

/** The world of every call that names no other. */
export const defaultWorld = 'default' as WorldName;

/**
 * Reads the name of a world.
 *
 * @example parseWorldName('ci-4711') // 'ci-4711'
 * @example parseWorldName('CI 4711') // undefined
 */
export function parseWorldName(text: string): WorldName | undefined {
  return /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/.test(text) ? (text as WorldName) : undefined;
}

/** A test account as it was typed, split into the account itself and the world that it names. */
export interface WorldAccount {
  readonly account: string;
  readonly world: WorldName | undefined;
}

/**
 * Reads the world out of a test account: `user+world@host`, `user+world`, or `user@world` where the
 * part behind `@` has no dot and is not `localhost`. The account comes back without it.
 *
 * @example splitAccount('praktyka+ci-4711@poczta.example') // { account: 'praktyka@poczta.example', world: 'ci-4711' }
 * @example splitAccount('praktyka@ci-4711') // { account: 'praktyka', world: 'ci-4711' }
 */
export function splitAccount(typed: string): WorldAccount {
  const [, user = typed, tag, host] = /^([^@+]*)(?:\+([^@]*))?(?:@([^@]*))?$/.exec(typed) ?? [];
  const tagged = tag === undefined ? undefined : parseWorldName(tag);
  if (tagged) return { account: host === undefined ? user : `${user}@${host}`, world: tagged };
  const named = host === undefined || host === 'localhost' ? undefined : parseWorldName(host);
  if (tag === undefined && named) return { account: user, world: named };
  return { account: typed, world: undefined };
}
