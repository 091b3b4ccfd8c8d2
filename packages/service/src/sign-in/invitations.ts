import { Problem } from '@kartoteka/kernel';
import { passwordColumns } from './change-password.ts';
import { eventOf, refusalOf } from './confirm-password.ts';
import {
  findInvitation,
  type InvitationRow,
  replaceInvitation,
  useInvitation,
} from './factor-store.ts';
import {
  type Caller,
  inSignIn,
  type SignInActor,
  type SignInFrame,
  type SignInTransaction,
} from './frame.ts';
import { parseLoginName } from './login-name.ts';
import { findLoginByName, type LoginRow, lockLogin, updateLogin } from './login-store.ts';
import { checkNewPassword, passwordLength } from './password-rules.ts';
import { deleteSessions } from './session-store.ts';
import { admit, type SignedIn } from './sign-in-with-password.ts';
import { addressKey, reserveAttempt, settleAttempt } from './throttle.ts';
import { makeTypedCode, readTypedCode } from './typed-codes.ts';

/** 16 signs: four to find the row by, twelve (60 random bits) that are hashed like a password. */
const codeLength = 16;
const selectorLength = 4;
/** Selectors collide rarely: one in a million for each open invitation. */
const drawsMax = 10;

/** A code to hand over on paper; it is shown this once. */
export interface Invitation {
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Makes an invitation for a login; earlier ones that are still open end.
 *
 * @throws Problem `service.not-found` for an unknown login
 */
export async function makeInvitation(
  frame: SignInFrame,
  asked: { readonly loginId: string; readonly validForMs?: number; readonly by?: SignInActor },
): Promise<Invitation> {
  for (let draw = 0; draw < drawsMax; draw += 1) {
    const code = makeTypedCode(frame.random, codeLength);
    const plain = code.replaceAll('-', '');
    const hash = await frame.hasher.hash(plain.slice(selectorLength));
    const made = await inSignIn(frame, (trx) =>
      storeInvitation(trx, frame, asked, { plain, hash }),
    );
    if (made) return { code, expiresAt: made };
  }
  throw new Error('every drawn selector was taken');
}

async function storeInvitation(
  trx: SignInTransaction,
  frame: SignInFrame,
  asked: { readonly loginId: string; readonly validForMs?: number; readonly by?: SignInActor },
  { plain, hash }: { readonly plain: string; readonly hash: string },
): Promise<Date | undefined> {
  const login = await lockLogin(trx, frame.area, asked.loginId);
  if (!login || login.disabled_at) throw new Problem('service.not-found');
  const now = frame.clock.now();
  const expiresAt = new Date(now.getTime() + (asked.validForMs ?? frame.limits.invitationMs));
  const stored = await replaceInvitation(trx, {
    tenant: login.tenant,
    id: frame.random.uuid(),
    area: frame.area,
    selector: plain.slice(0, selectorLength),
    code_hash: hash,
    login_id: login.id,
    created_at: now,
    expires_at: expiresAt,
    used_at: null,
  });
  if (!stored) return undefined;
  const event = eventOf(frame, login, 'invitation-made');
  await frame.audit(trx, asked.by ? { ...event, by: asked.by } : event);
  return expiresAt;
}

/** What the page shows before the password is chosen. Throws `service.invitation-refused` and as below. */
export async function checkInvitation(
  frame: SignInFrame,
  caller: Caller,
  code: string,
): Promise<{ name: string; loginName: string | null; expiresAt: Date; passwordLengthMin: number }> {
  const invitation = await openInvitation(frame, caller, code);
  const login = await inSignIn(frame, (trx) => lockLogin(trx, frame.area, invitation.login_id));
  if (!login || login.disabled_at) throw refused();
  return {
    name: login.display_name,
    loginName: login.login_name,
    expiresAt: invitation.expires_at,
    passwordLengthMin: login.totp_secret ? passwordLength.withCode : passwordLength.alone,
  };
}

/**
 * Sets the first password (and the login name, where none was given) and signs in. An invitation of
 * a login that has a password already serves as a reset: its other sessions end. A login with
 * one-time codes is not signed in by the invitation alone.
 *
 * @throws Problem `service.invitation-refused`, `service.login-name`, `service.login-taken`,
 *   `service.password-*`, `service.too-many-attempts`, `service.code-needed`
 */
export async function redeemInvitation(
  frame: SignInFrame,
  caller: Caller,
  typed: { readonly code: string; readonly login?: string | undefined; readonly password: string },
): Promise<SignedIn> {
  const invitation = await openInvitation(frame, caller, typed.code);
  const hash = await frame.hasher.hash(typed.password);
  const signedIn = await inSignIn(frame, async (trx) => {
    const login = await lockLogin(trx, frame.area, invitation.login_id);
    if (!login || login.disabled_at) throw refused();
    const loginName = await chooseName(trx, frame, login, typed.login);
    const codeEnrolled = login.totp_secret !== null;
    checkNewPassword(typed.password, { loginName, codeEnrolled, field: 'password' });
    if (!(await useInvitation(trx, invitation.id, frame.clock.now()))) throw refused();
    const columns = { ...passwordColumns(frame, typed.password, hash), login_name: loginName };
    await updateLogin(trx, login.id, columns);
    await deleteSessions(trx, login.id);
    await frame.audit(trx, eventOf(frame, login, 'invitation-redeemed'));
    if (codeEnrolled) return undefined;
    return admit(trx, frame, { ...login, ...columns }, { caller, method: 'invitation' });
  });
  if (!signedIn) throw new Problem('service.code-needed');
  return signedIn;
}

async function chooseName(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
  typed: string | undefined,
): Promise<string> {
  if (login.login_name !== null) return login.login_name;
  const name = parseLoginName(typed ?? '');
  const taken = await findLoginByName(trx, { area: frame.area, tenant: login.tenant }, name);
  if (taken) throw new Problem('service.login-taken', { place: 'login' });
  return name;
}

/** Finds the invitation of a code; every try counts against the address until it succeeds. */
async function openInvitation(
  frame: SignInFrame,
  caller: Caller,
  typed: string,
): Promise<InvitationRow> {
  const keys = [addressKey(frame, caller)];
  const code = readTypedCode(typed, codeLength) ?? '';
  const row = await inSignIn(frame, async (trx) => {
    await reserveAttempt(trx, keys, frame.clock.now());
    const place = { area: frame.area, tenant: caller.tenant };
    return findInvitation(trx, place, code.slice(0, selectorLength));
  });
  const right = await frame.hasher.verify(row?.code_hash, code.slice(selectorLength));
  if (!right || !row || row.used_at || row.expires_at <= frame.clock.now()) {
    await inSignIn(frame, (trx) =>
      frame.audit(
        trx,
        refusalOf(frame, caller, { method: 'invitation', outcome: 'service.invitation-refused' }),
      ),
    );
    throw refused();
  }
  await inSignIn(frame, (trx) => settleAttempt(trx, keys, frame.clock.now()));
  return row;
}

function refused(): Problem {
  return new Problem('service.invitation-refused', { place: 'code' });
}
