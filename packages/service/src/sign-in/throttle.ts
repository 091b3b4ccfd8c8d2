import { isIPv4, isIPv6 } from 'node:net';
import { Problem } from '@kartoteka/kernel';
import type { Caller, SignInFrame, SignInTransaction } from './frame.ts';
import { lockThrottle, removeThrottle, saveThrottle } from './throttle-store.ts';

/** How failures of one kind slow down further attempts. */
export interface ThrottleRule {
  /** Attempts before the first delay. */
  readonly free: number;
  /** Delay after the last free attempt; doubles with each further one. */
  readonly delayMsFirst: number;
  readonly delayMsMax: number;
  /** Attempts in a row after which this way is closed until somebody lifts it. */
  readonly failuresMax?: number;
  /** Failures older than this no longer count. */
  readonly forgetMs?: number;
}

/** Guessing the password of one login: at most 100 failures in a row (NIST SP 800-63B, 3.2.2). */
export const loginRule: ThrottleRule = {
  free: 5,
  delayMsFirst: 1_000,
  delayMsMax: 15 * 60_000,
  failuresMax: 100,
};

/** One address tries many logins. Generous, since a whole clinic may share an address. */
export const addressRule: ThrottleRule = {
  free: 50,
  delayMsFirst: 1_000,
  delayMsMax: 5 * 60_000,
  forgetMs: 3_600_000,
};

/** Beginnings of passkey ceremonies, each of which stores a row. */
const ceremonyRule: ThrottleRule = {
  free: 60,
  delayMsFirst: 1_000,
  delayMsMax: 60_000,
  forgetMs: 60_000,
};

export interface ThrottleState {
  readonly failures: number;
  readonly lastAt: Date;
  readonly blockedUntil: Date | null;
}

/** One counter that an attempt is weighed by. */
export interface ThrottleKey {
  readonly key: string;
  readonly rule: ThrottleRule;
}

/**
 * Weighs one attempt before it is made and counts it as failed: of guesses that arrive together none
 * slips through, and whoever succeeds takes the count back.
 *
 * @returns the state to store
 * @throws Problem `service.too-many-attempts` with `seconds`, `service.sign-in-closed`
 */
export function weighAttempt(
  state: ThrottleState | undefined,
  rule: ThrottleRule,
  now: Date,
): ThrottleState {
  const { blockedUntil } = state ?? { blockedUntil: null };
  const before = state && !isForgotten(state, rule, now) ? state.failures : 0;
  if (rule.failuresMax !== undefined && before >= rule.failuresMax) {
    throw new Problem('service.sign-in-closed', { params: { failures: rule.failuresMax } });
  }
  const waitMs = blockedUntil ? blockedUntil.getTime() - now.getTime() : 0;
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1_000);
    throw new Problem('service.too-many-attempts', { params: { seconds } });
  }
  const failures = before + 1;
  const delayMs = delayAfter(failures, rule);
  const next = delayMs > 0 ? new Date(now.getTime() + delayMs) : null;
  return { failures, lastAt: now, blockedUntil: next };
}

function isForgotten(state: ThrottleState, rule: ThrottleRule, now: Date): boolean {
  return rule.forgetMs !== undefined && now.getTime() - state.lastAt.getTime() > rule.forgetMs;
}

/** How long to wait after so many failures. */
export function delayAfter(failures: number, rule: ThrottleRule): number {
  if (failures < rule.free) return 0;
  return Math.min(rule.delayMsFirst * 2 ** Math.min(failures - rule.free, 40), rule.delayMsMax);
}

/** Counts an attempt under every key, or under none when one of them refuses. Throws like `weighAttempt`. */
export async function reserveAttempt(
  trx: SignInTransaction,
  keys: readonly ThrottleKey[],
  now: Date,
): Promise<void> {
  // Always in the same order, so that two attempts never wait for each other in a circle.
  for (const { key, rule } of keys.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const state = await lockThrottle(trx, key, now);
    await saveThrottle(trx, key, weighAttempt(state, rule, now));
  }
}

/** Takes back what `reserveAttempt` counted: the login starts anew, the address has one failure less. */
export async function settleAttempt(
  trx: SignInTransaction,
  keys: readonly ThrottleKey[],
  now: Date,
): Promise<void> {
  for (const { key, rule } of keys.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    if (rule.forgetMs === undefined) {
      await removeThrottle(trx, key);
      continue;
    }
    const { failures, lastAt } = await lockThrottle(trx, key, now);
    const fewer = Math.max(0, failures - 1);
    await saveThrottle(trx, key, { failures: fewer, lastAt, blockedUntil: null });
  }
}

/** Counter of strangers that guess the password of one login, existing or not. */
export function loginKey(frame: SignInFrame, tenant: string, loginName: string): ThrottleKey {
  return keyOf(frame, `login:${tenant}:${loginName}`, loginRule);
}

/** Counter of one browser from which the login has signed in before. */
export function deviceKey(frame: SignInFrame, deviceHash: Uint8Array): ThrottleKey {
  return keyOf(frame, `device:${Buffer.from(deviceHash).toString('hex')}`, loginRule);
}

/** Counter of wrong passwords inside a session, where a change asks for the password again. */
export function confirmKey(frame: SignInFrame, loginId: string): ThrottleKey {
  return keyOf(frame, `confirm:${loginId}`, loginRule);
}

export function addressKey(frame: SignInFrame, caller: Caller): ThrottleKey {
  return keyOf(frame, `address:${networkOf(caller.sourceAddress)}`, addressRule);
}

export function ceremonyKey(frame: SignInFrame, caller: Caller): ThrottleKey {
  return keyOf(frame, `ceremony:${networkOf(caller.sourceAddress)}`, ceremonyRule);
}

function keyOf(frame: SignInFrame, what: string, rule: ThrottleRule): ThrottleKey {
  return { key: frame.keyring.blindIndex('sign-in-throttle', frame.area, what), rule };
}

/**
 * What one caller surely holds of the address space: an IPv4 address, or the /64 of an IPv6 address.
 *
 * @example networkOf('2001:db8:1:2:3:4:5:6') // '2001:db8:1:2'
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  const groups = tail === undefined ? front : [...front, ...zeros, ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
