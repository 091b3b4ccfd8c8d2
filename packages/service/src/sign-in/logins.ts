import { type Language, Problem } from '@kartoteka/kernel';
import { passwordColumns } from './change-password.ts';
import { eventOf } from './confirm-password.ts';
import { clearCode } from './enrol-code.ts';
import { deleteDevices, deletePasskeys } from './factor-store.ts';
import {
  inSignIn,
  type SignInActor,
  type SignInEvent,
  type SignInFrame,
  type SignInTransaction,
} from './frame.ts';
import { parseLoginName } from './login-name.ts';
import {
  findLoginBySubject,
  insertLogin,
  type LoginRow,
  listLoginRows,
  lockLogin,
  updateLogin,
} from './login-store.ts';
import { makeOneTimeKey } from './one-time-code.ts';
import { checkNewPassword } from './password-rules.ts';
import { deleteSessions } from './session-store.ts';
import { confirmKey, loginKey, settleAttempt } from './throttle.ts';

/** Somebody who shall be able to sign in. */
export interface NewLogin {
  readonly tenant: string;
  /** Left out: the person chooses one with the invitation. */
  readonly loginName?: string;
  /** Left out: an invitation sets it. */
  readonly password?: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly language?: Language;
  /** Enrols one-time codes at once, for installations that set themselves up. */
  readonly withCode?: boolean;
  readonly by?: SignInActor;
}

export interface MadeLogin {
  readonly loginId: string;
  /** Base32, only with `withCode`; it is not to be had again. */
  readonly totpSecret?: string;
}

/** A login as administrators see it. */
export interface LoginSummary {
  readonly loginId: string;
  readonly tenant: string;
  readonly loginName: string | undefined;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** A password was set, so that the person can sign in. */
  readonly ready: boolean;
  readonly codeEnrolled: boolean;
  readonly disabled: boolean;
}

/**
 * Makes a login.
 *
 * @throws Problem `service.login-name`, `service.password-*`; `service.login-taken` when the name, or
 *   the subject, has one already
 */
export async function createLogin(frame: SignInFrame, asked: NewLogin): Promise<MadeLogin> {
  const { password, withCode = false } = asked;
  const id = frame.random.uuid();
  const loginName = asked.loginName === undefined ? null : parseLoginName(asked.loginName);
  if (password !== undefined) {
    const facts = { loginName: loginName ?? '', codeEnrolled: withCode, field: 'password' };
    checkNewPassword(password, facts);
  }
  const hash = password === undefined ? undefined : await frame.hasher.hash(password);
  const key = withCode ? makeOneTimeKey(frame, { id, login_name: loginName }) : undefined;
  await inSignIn(frame, async (trx) => {
    const row = {
      tenant: asked.tenant,
      id,
      area: frame.area,
      login_name: loginName,
      subject: asked.subject,
      display_name: asked.name,
      roles: [...asked.roles],
      language: asked.language ?? null,
      password_hash: null,
      password_alone: false,
      password_changed_at: null,
      totp_secret: key?.sealed ?? null,
      totp_step: null,
      totp_pending: null,
      totp_pending_until: null,
      disabled_at: null,
      created_at: frame.clock.now(),
      ...(password !== undefined && hash !== undefined && passwordColumns(frame, password, hash)),
    };
    const made = await insertLogin(trx, row);
    if (!made) throw new Problem('service.login-taken', { place: 'login' });
    await report(trx, frame, row, { kind: 'login-made', by: asked.by });
  });
  return key ? { loginId: id, totpSecret: key.secret } : { loginId: id };
}

/** Ends every session at once and lets nobody in until it is enabled again. Throws `service.not-found`. */
export function disableLogin(frame: SignInFrame, loginId: string, by?: SignInActor): Promise<void> {
  return change(frame, loginId, { kind: 'login-disabled', by }, async (trx, login) => {
    await updateLogin(trx, login.id, { disabled_at: frame.clock.now() });
    await endEverything(trx, login);
  });
}

/** Throws `service.not-found`. */
export function enableLogin(frame: SignInFrame, loginId: string, by?: SignInActor): Promise<void> {
  return change(frame, loginId, { kind: 'login-enabled', by }, (trx, login) =>
    updateLogin(trx, login.id, { disabled_at: null }),
  );
}

/** Counts from the next request on, in sessions that run as well. Throws `service.not-found`. */
export function changeRoles(
  frame: SignInFrame,
  loginId: string,
  roles: readonly string[],
  by?: SignInActor,
): Promise<void> {
  return change(frame, loginId, { kind: 'roles-changed', by }, (trx, login) =>
    updateLogin(trx, login.id, { roles: [...roles] }),
  );
}

/**
 * For a lost phone: takes one-time codes, recovery codes and passkeys away and ends all sessions.
 * A password too short to stand alone goes too; an invitation sets a new one. Throws `service.not-found`.
 */
export function resetSecondFactor(
  frame: SignInFrame,
  loginId: string,
  by?: SignInActor,
): Promise<void> {
  return change(frame, loginId, { kind: 'second-factor-reset', by }, async (trx, login) => {
    await clearCode(trx, login);
    await deletePasskeys(trx, login.id);
    if (!login.password_alone) await updateLogin(trx, login.id, { password_hash: null });
    await endEverything(trx, login);
  });
}

/** Ends all sessions of a login. Throws `service.not-found`. */
export function endSessions(frame: SignInFrame, loginId: string, by?: SignInActor): Promise<void> {
  return change(frame, loginId, { kind: 'session-ended', by }, async (trx, login) => {
    await deleteSessions(trx, login.id);
  });
}

/** Opens a sign-in again that too many failures have closed. Throws `service.not-found`. */
export function liftThrottle(frame: SignInFrame, loginId: string, by?: SignInActor): Promise<void> {
  return change(frame, loginId, { kind: 'throttle-lifted', by }, (trx, login) => {
    const keys = [
      loginKey(frame, login.tenant, login.login_name ?? ''),
      confirmKey(frame, login.id),
    ];
    return settleAttempt(trx, keys, frame.clock.now());
  });
}

/** The logins of a tenant, by name. */
export async function listLogins(frame: SignInFrame, tenant: string): Promise<LoginSummary[]> {
  const rows = await inSignIn(frame, (trx) => listLoginRows(trx, { area: frame.area, tenant }));
  return rows.map(summaryOf);
}

/** The login that stands for somebody in the application's own tables. */
export async function findLogin(
  frame: SignInFrame,
  tenant: string,
  subject: string,
): Promise<LoginSummary | undefined> {
  const place = { area: frame.area, tenant };
  const row = await inSignIn(frame, (trx) => findLoginBySubject(trx, place, subject));
  return row && summaryOf(row);
}

function summaryOf(row: LoginRow): LoginSummary {
  return {
    loginId: row.id,
    tenant: row.tenant,
    loginName: row.login_name ?? undefined,
    subject: row.subject,
    name: row.display_name,
    roles: row.roles,
    ready: row.password_hash !== null,
    codeEnrolled: row.totp_secret !== null,
    disabled: row.disabled_at !== null,
  };
}

async function change(
  frame: SignInFrame,
  loginId: string,
  what: { readonly kind: SignInEvent['kind']; readonly by: SignInActor | undefined },
  work: (trx: SignInTransaction, login: LoginRow) => Promise<void>,
): Promise<void> {
  await inSignIn(frame, async (trx) => {
    const login = await lockLogin(trx, frame.area, loginId);
    if (!login) throw new Problem('service.not-found');
    await work(trx, login);
    await report(trx, frame, login, what);
  });
}

async function report(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
  what: { readonly kind: SignInEvent['kind']; readonly by: SignInActor | undefined },
): Promise<void> {
  const event = eventOf(frame, login, what.kind);
  await frame.audit(trx, what.by ? { ...event, by: what.by } : event);
}

async function endEverything(trx: SignInTransaction, login: LoginRow): Promise<void> {
  await deleteSessions(trx, login.id);
  await deleteDevices(trx, login.id);
}
