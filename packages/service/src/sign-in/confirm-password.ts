import { Problem, type ProblemCode } from '@kartoteka/kernel';
import type { Session } from '../http/session.ts';
import {
  type Caller,
  inSignIn,
  type SignInEvent,
  type SignInFrame,
  type SignInTransaction,
} from './frame.ts';
import { type LoginRow, lockLogin } from './login-store.ts';
import { confirmKey, reserveAttempt, settleAttempt } from './throttle.ts';

/**
 * Asks for the password again before something is changed that one signs in with (ASVS 7.5.1), then
 * does the work on the locked login.
 *
 * @param work runs in one transaction, with the login held
 * @throws Problem `service.password-not-confirmed` at the field `password`,
 *   `service.too-many-attempts`, `service.sign-in-closed`, `service.signed-out`
 */
export async function withConfirmedPassword<Result>(
  frame: SignInFrame,
  session: Session,
  password: string,
  work: (trx: SignInTransaction, login: LoginRow) => Promise<Result>,
): Promise<Result> {
  const keys = [confirmKey(frame, session.loginId)];
  const before = await inSignIn(frame, async (trx) => {
    await reserveAttempt(trx, keys, frame.clock.now());
    return lockedLogin(trx, frame, session);
  });
  const right = await frame.hasher.verify(before.password_hash, password);
  await inSignIn(frame, async (trx) => {
    if (right) await settleAttempt(trx, keys, frame.clock.now());
    else
      await frame.audit(
        trx,
        eventOf(frame, before, 'password-not-confirmed', 'service.password-not-confirmed'),
      );
  });
  if (!right) throw notConfirmed();
  // A transaction of its own: what the work refuses is no wrong password and must not count as one.
  return inSignIn(frame, async (trx) => {
    const login = await lockedLogin(trx, frame, session);
    if (login.password_hash !== before.password_hash) throw notConfirmed();
    return work(trx, login);
  });
}

function notConfirmed(): Problem {
  return new Problem('service.password-not-confirmed', { place: 'password' });
}

/** The login of a session, held; a login disabled meanwhile is signed out. */
export async function lockedLogin(
  trx: SignInTransaction,
  frame: SignInFrame,
  session: { readonly loginId: string },
): Promise<LoginRow> {
  const login = await lockLogin(trx, frame.area, session.loginId);
  if (!login || login.disabled_at) throw new Problem('service.signed-out');
  return login;
}

/** An event about one login. */
export function eventOf(
  frame: SignInFrame,
  login: LoginRow,
  kind: SignInEvent['kind'],
  outcome: SignInEvent['outcome'] = 'success',
): SignInEvent {
  return {
    kind,
    outcome,
    area: frame.area,
    tenant: login.tenant,
    loginId: login.id,
    subject: login.subject,
    name: login.display_name,
  };
}

/** Somebody was not let in, and no login is known that it was about. */
export function refusalOf(
  frame: SignInFrame,
  caller: Caller,
  facts: { readonly method: string; readonly outcome: ProblemCode },
): SignInEvent {
  const { tenant, sourceAddress, userAgent } = caller;
  return { kind: 'refused', area: frame.area, tenant, sourceAddress, userAgent, ...facts };
}
