import { Problem, type ProblemCode } from '@kartoteka/kernel';
import { deviceCookie } from './cookies.ts';
import { isKnownDevice, keepDevice, useRecoveryCode } from './factor-store.ts';
import {
  type Caller,
  hashToken,
  inSignIn,
  makeToken,
  type SignInFrame,
  type SignInTransaction,
} from './frame.ts';
import { normaliseLoginName } from './login-name.ts';
import { findLoginByName, type LoginRow, lockLogin } from './login-store.ts';
import { useOneTimeCode } from './one-time-code.ts';
import { type BegunSession, beginSession } from './sessions.ts';
import {
  addressKey,
  deviceKey,
  loginKey,
  reserveAttempt,
  settleAttempt,
  type ThrottleKey,
} from './throttle.ts';
import { hashRecoveryCode } from './typed-codes.ts';

export interface PasswordAttempt {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly caller: Caller;
}

/** A person who is signed in now, with what goes into the browser's cookies. */
export interface SignedIn extends BegunSession {
  readonly device: { readonly cookie: string; readonly token: string };
}

interface OpenedAttempt {
  readonly keys: readonly ThrottleKey[];
  readonly login: LoginRow | undefined;
}

type Outcome = { readonly signedIn: SignedIn } | { readonly refused: ProblemCode };

/**
 * Signs in with login name, password and, where enrolled, a code. Three steps: the attempt is counted
 * (as failed, to begin with), the password is checked outside of any transaction, and the outcome is
 * settled with its audit record. Every attempt goes the same way and costs the same, whether the login
 * exists or not.
 *
 * @throws Problem `service.sign-in-refused` whatever was wrong; `service.code-needed` where only the
 *   code is missing; `service.too-many-attempts`, `service.sign-in-closed`, `service.busy`
 */
export async function signInWithPassword(
  frame: SignInFrame,
  attempt: PasswordAttempt,
): Promise<SignedIn> {
  const opened = await inSignIn(frame, (trx) => openAttempt(trx, frame, attempt));
  const stored = opened.login?.password_hash;
  const passwordRight = await frame.hasher.verify(stored, attempt.password);
  const outcome = await inSignIn(frame, (trx) =>
    settle(trx, frame, attempt, { ...opened, passwordRight }),
  );
  // Thrown only now: inside the transaction it would take the audit record back.
  if ('refused' in outcome) throw new Problem(outcome.refused);
  return outcome.signedIn;
}

async function openAttempt(
  trx: SignInTransaction,
  frame: SignInFrame,
  { login, caller }: PasswordAttempt,
): Promise<OpenedAttempt> {
  const name = normaliseLoginName(login);
  const row = await findLoginByName(trx, { area: frame.area, tenant: caller.tenant }, name);
  const device = caller.cookies[deviceCookie(frame.area, caller.tenant, name)];
  const deviceHash = hashToken(device ?? '');
  // Asked for unknown logins too: as many questions, as much time.
  const known = await isKnownDevice(trx, row?.id ?? frame.random.uuid(), deviceHash);
  const keys = known
    ? [deviceKey(frame, deviceHash)]
    : [loginKey(frame, caller.tenant, name), addressKey(frame, caller)];
  await reserveAttempt(trx, keys, frame.clock.now());
  return { keys, login: row };
}

async function settle(
  trx: SignInTransaction,
  frame: SignInFrame,
  attempt: PasswordAttempt,
  facts: OpenedAttempt & { readonly passwordRight: boolean },
): Promise<Outcome> {
  // Read again and held: it may have been disabled or changed while the password was being checked.
  const login = await lockLogin(trx, frame.area, facts.login?.id ?? frame.random.uuid());
  const same = login !== undefined && login.password_hash === facts.login?.password_hash;
  if (!login || !same || !facts.passwordRight || login.disabled_at) {
    return refuse(trx, frame, attempt, { login, code: 'service.sign-in-refused' });
  }
  if (login.totp_secret && !attempt.code?.trim()) {
    return refuse(trx, frame, attempt, { login, code: 'service.code-needed' });
  }
  const method = await checkCode(trx, frame, login, attempt.code ?? '');
  if (method === undefined) {
    return refuse(trx, frame, attempt, { login, code: 'service.sign-in-refused' });
  }
  await settleAttempt(trx, facts.keys, frame.clock.now());
  const signedIn = await admit(trx, frame, login, { caller: attempt.caller, method });
  return { signedIn };
}

/** How the login proved itself, or `undefined` when its code does not do. */
async function checkCode(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
  code: string,
): Promise<'password' | 'password-and-code' | 'recovery-code' | undefined> {
  if (!login.totp_secret) return 'password';
  if (await useOneTimeCode(trx, frame, login, code)) return 'password-and-code';
  const hash = hashRecoveryCode(code);
  if (hash === undefined) return undefined;
  const used = await useRecoveryCode(trx, login.id, hash, frame.clock.now());
  return used ? 'recovery-code' : undefined;
}

async function refuse(
  trx: SignInTransaction,
  frame: SignInFrame,
  { caller }: PasswordAttempt,
  facts: { readonly login: LoginRow | undefined; readonly code: ProblemCode },
): Promise<Outcome> {
  const { sourceAddress, userAgent, tenant } = caller;
  await frame.audit(trx, {
    kind: 'refused',
    outcome: facts.code,
    area: frame.area,
    tenant,
    ...(facts.login && {
      loginId: facts.login.id,
      subject: facts.login.subject,
      name: facts.login.display_name,
    }),
    sourceAddress,
    userAgent,
  });
  return { refused: facts.code };
}

/** Begins the session and remembers the browser; the common end of every way in. */
export async function admit(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
  how: { readonly caller: Caller; readonly method: string },
): Promise<SignedIn> {
  const { caller, method } = how;
  const now = frame.clock.now();
  const secondFactor = method === 'passkey' ? 'passkey' : codeMethods.has(method) ? 'code' : 'none';
  const begun = await beginSession(trx, frame, login, {
    secondFactor,
    userAgent: caller.userAgent,
  });
  const cookie = deviceCookie(frame.area, login.tenant, login.login_name ?? '');
  const present = caller.cookies[cookie];
  const known = present !== undefined && (await isKnownDevice(trx, login.id, hashToken(present)));
  const token = known ? present : makeToken(frame).token;
  const device = { tenant: login.tenant, loginId: login.id, tokenHash: hashToken(token) };
  await keepDevice(trx, device, now, frame.limits.knownDevicesMax);
  await frame.audit(trx, {
    kind: 'admitted',
    outcome: 'success',
    area: frame.area,
    tenant: login.tenant,
    loginId: login.id,
    subject: login.subject,
    name: login.display_name,
    method,
    sourceAddress: caller.sourceAddress,
    userAgent: caller.userAgent,
  });
  return { ...begun, device: { cookie, token } };
}

const codeMethods: ReadonlySet<string> = new Set(['password-and-code', 'recovery-code']);
