import { Secret, TOTP } from 'otpauth';
import type { SignInFrame, SignInTransaction } from './frame.ts';
import { type LoginRow, useStep } from './login-store.ts';

/** What every authenticator app understands (RFC 6238): SHA-1, six digits, 30 seconds. */
const profile = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** One step to either side, for the clock of a phone (RFC 6238, 5.2). */
const stepsOff = 1;
const secretBytes = 20;
const sealPurpose = 'one-time-code';

/** A new key, as it is stored and as people see it. */
export interface OneTimeKey {
  readonly sealed: Uint8Array;
  /** Base32, for typing. */
  readonly secret: string;
  /** For the QR picture. */
  readonly uri: string;
}

/** Makes a key for a login; sealed to that login, so that it opens beside no other. */
export function makeOneTimeKey(
  frame: SignInFrame,
  login: { readonly id: string; readonly login_name: string | null },
): OneTimeKey {
  const bytes = frame.random.bytes(secretBytes);
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
  const label = login.login_name ?? login.id;
  const uri = new TOTP({ ...profile, secret, issuer: frame.issuer, label }).toString();
  const sealed = frame.keyring.sealSecret(sealPurpose, bytes, `login/${login.id}`);
  return { sealed, secret: secret.base32, uri };
}

/**
 * The time step that a typed code belongs to, if it is one of the three that count now.
 *
 * @param typed six digits; spaces do not matter
 */
export function matchingStep(
  frame: SignInFrame,
  loginId: string,
  sealed: Uint8Array,
  typed: string,
): number | undefined {
  const token = typed.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const bytes = frame.keyring.openSecret(sealPurpose, sealed, `login/${loginId}`);
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
  const timestamp = frame.clock.now().getTime();
  const off = TOTP.validate({ ...profile, secret, token, timestamp, window: stepsOff });
  return off === null ? undefined : TOTP.counter({ period: profile.period, timestamp }) + off;
}

/**
 * Checks a code and uses its step up. Only steps later than the last one count, so the window for
 * slow clocks never opens a used code again, and of two requests with one code only one passes.
 */
export async function useOneTimeCode(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
  typed: string,
): Promise<boolean> {
  if (!login.totp_secret) return false;
  const step = matchingStep(frame, login.id, login.totp_secret, typed);
  return step !== undefined && useStep(trx, login.id, step);
}
