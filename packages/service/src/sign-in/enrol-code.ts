import { Problem } from '@kartoteka/kernel';
import type { Session } from '../http/session.ts';
import { eventOf, lockedLogin, withConfirmedPassword } from './confirm-password.ts';
import { replaceRecoveryCodes } from './factor-store.ts';
import { inSignIn, type SignInFrame, type SignInTransaction } from './frame.ts';
import { type LoginRow, updateLogin } from './login-store.ts';
import { makeOneTimeKey, matchingStep } from './one-time-code.ts';
import { passwordLength } from './password-rules.ts';
import { makeRecoveryCodes } from './typed-codes.ts';

/**
 * First half of enrolling: a key for the authenticator app. It counts for nothing until a code made
 * with it has been confirmed; an earlier enrolment stays in force until then.
 *
 * @throws Problem like `withConfirmedPassword`
 */
export function beginCode(
  frame: SignInFrame,
  session: Session,
  password: string,
): Promise<{ secret: string; uri: string }> {
  return withConfirmedPassword(frame, session, password, async (trx, login) => {
    const { sealed, secret, uri } = makeOneTimeKey(frame, login);
    await updateLogin(trx, login.id, {
      totp_pending: sealed,
      totp_pending_until: new Date(frame.clock.now().getTime() + frame.limits.enrolmentMs),
    });
    return { secret, uri };
  });
}

/**
 * Second half: one code proves that the app has the key. Returns the recovery codes, which are shown
 * this once.
 *
 * @throws Problem `service.code-not-begun`, `service.code-refused` at the field `code`
 */
export function confirmCode(
  frame: SignInFrame,
  session: Session,
  code: string,
): Promise<readonly string[]> {
  return inSignIn(frame, async (trx) => {
    const login = await lockedLogin(trx, frame, session);
    const { totp_pending: pending, totp_pending_until: until } = login;
    if (!pending || !until || until <= frame.clock.now())
      throw new Problem('service.code-not-begun');
    const step = matchingStep(frame, login.id, pending, code);
    if (step === undefined) throw new Problem('service.code-refused', { place: 'code' });
    await updateLogin(trx, login.id, {
      totp_secret: pending,
      // The code that proved the key is used up with it.
      totp_step: step,
      totp_pending: null,
      totp_pending_until: null,
    });
    await frame.audit(trx, eventOf(frame, login, 'code-enrolled'));
    return newRecoveryCodes(trx, frame, login);
  });
}

/**
 * Switches one-time codes off.
 *
 * @throws Problem `service.password-needs-factor` when the password is too short to stand alone, and
 *   like `withConfirmedPassword`
 */
export function removeCode(frame: SignInFrame, session: Session, password: string): Promise<void> {
  return withConfirmedPassword(frame, session, password, async (trx, login) => {
    if (!login.password_alone) {
      throw new Problem('service.password-needs-factor', {
        params: { length: passwordLength.alone },
      });
    }
    await clearCode(trx, login);
    await frame.audit(trx, eventOf(frame, login, 'code-removed'));
  });
}

/** Makes new recovery codes in place of the old ones. Throws like `withConfirmedPassword`. */
export function renewRecoveryCodes(
  frame: SignInFrame,
  session: Session,
  password: string,
): Promise<readonly string[]> {
  return withConfirmedPassword(frame, session, password, (trx, login) => {
    if (!login.totp_secret) throw new Problem('service.code-not-begun');
    return newRecoveryCodes(trx, frame, login);
  });
}

/** Takes key and recovery codes of a login away. */
export async function clearCode(trx: SignInTransaction, login: LoginRow): Promise<void> {
  const { id, tenant } = login;
  await updateLogin(trx, id, {
    totp_secret: null,
    totp_step: null,
    totp_pending: null,
    totp_pending_until: null,
  });
  await replaceRecoveryCodes(trx, { tenant, loginId: id }, []);
}

async function newRecoveryCodes(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
): Promise<readonly string[]> {
  const { codes, hashes } = makeRecoveryCodes(frame.random);
  await replaceRecoveryCodes(trx, { tenant: login.tenant, loginId: login.id }, hashes);
  await frame.audit(trx, eventOf(frame, login, 'recovery-codes-made'));
  return codes;
}
