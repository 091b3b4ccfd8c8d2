import { Problem } from '@kartoteka/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bindRoute } from '../http/bind-route.ts';
import type { Session } from '../http/session.ts';
import { changePassword } from './change-password.ts';
import { eventOf, lockedLogin } from './confirm-password.ts';
import type { SignInRoutes, signInRoutes, WhoAmI } from './contract.ts';
import {
  clearSessionCookie,
  setDeviceCookie,
  setLanguageCookie,
  setSessionCookie,
} from './cookies.ts';
import { beginCode, confirmCode, removeCode, renewRecoveryCodes } from './enrol-code.ts';
import { countFactors, listPasskeyRows } from './factor-store.ts';
import { type Caller, inSignIn, type SignInFrame } from './frame.ts';
import { checkInvitation, redeemInvitation } from './invitations.ts';
import { updateLogin } from './login-store.ts';
import {
  beginPasskey,
  beginPasskeySignIn,
  finishPasskey,
  finishPasskeySignIn,
  removePasskey,
} from './passkeys.ts';
import { passwordLength } from './password-rules.ts';
import { deleteSession, listSessionRows } from './session-store.ts';
import { callerOf } from './sessions.ts';
import { type SignedIn, signInWithPassword } from './sign-in-with-password.ts';

/**
 * Binds the routes of one area's sign-in to a server whose `sessions` hold the area's reader.
 *
 * @example bindSignIn(server, frame, signInRoutes());
 */
export function bindSignIn(
  server: FastifyInstance,
  frame: SignInFrame,
  routes: SignInRoutes,
): void {
  // Both families have the same routes; only the parameters of the path differ.
  const contracts = routes as ReturnType<typeof signInRoutes>;
  bindWaysIn(server, frame, contracts);
  bindSession(server, frame, contracts);
  bindOneTimeCodes(server, frame, contracts);
  bindPasskeys(server, frame, contracts);
}

/** Signing in keeps its own record of whoever it refuses. */
const recorded = { recordsItself: true } as const;
type Contracts = ReturnType<typeof signInRoutes>;

function bindWaysIn(server: FastifyInstance, frame: SignInFrame, contracts: Contracts): void {
  const open = { ...recorded, access: { public: true, area: frame.area } } as const;
  bindRoute(server, contracts.signIn, open, async ({ body, request, reply }) => {
    const signedIn = await signInWithPassword(frame, {
      ...body,
      caller: knownCaller(frame, request),
    });
    return welcome(frame, signedIn, request, reply);
  });
  bindRoute(server, contracts.checkInvitation, open, async ({ body, request }) => {
    const found = await checkInvitation(frame, knownCaller(frame, request), body.code);
    return { ...found, expiresAt: found.expiresAt.toISOString() };
  });
  bindRoute(server, contracts.redeemInvitation, open, async ({ body, request, reply }) => {
    const signedIn = await redeemInvitation(frame, knownCaller(frame, request), body);
    return welcome(frame, signedIn, request, reply);
  });
  bindRoute(server, contracts.beginPasskeySignIn, open, ({ request }) =>
    beginPasskeySignIn(frame, knownCaller(frame, request)),
  );
  bindRoute(server, contracts.finishPasskeySignIn, open, async ({ body, request, reply }) => {
    const signedIn = await finishPasskeySignIn(frame, knownCaller(frame, request), body);
    return welcome(frame, signedIn, request, reply);
  });
  bindRoute(server, contracts.chooseLanguage, open, async ({ body, session, request, reply }) => {
    setLanguageCookie(request, reply, body.language);
    if (!session) return undefined;
    await inSignIn(frame, (trx) => updateLogin(trx, session.loginId, { language: body.language }));
    return undefined;
  });
}

function bindSession(server: FastifyInstance, frame: SignInFrame, contracts: Contracts): void {
  const own = { ...recorded, access: { roles: 'any', area: frame.area } } as const;
  bindRoute(server, contracts.whoAmI, own, ({ session, request }) =>
    describeSession(frame, session, request),
  );
  bindRoute(server, contracts.extendSession, own, ({ session }) => ({
    expiresAt: session.expiresAt.toISOString(),
  }));
  bindRoute(server, contracts.signOut, own, async ({ session, request, reply }) => {
    await endOne(frame, session, session.id, 'signed-out');
    clearSessionCookie(frame, request, reply);
    return undefined;
  });
  bindRoute(server, contracts.changePassword, own, async ({ body, session }) => {
    await changePassword(frame, session, body);
    return undefined;
  });
  bindRoute(server, contracts.listSessions, own, async ({ session }) => {
    const rows = await inSignIn(frame, (trx) => listSessionRows(trx, session.loginId));
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        current: row.id === session.id,
        startedAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        userAgent: row.user_agent,
      })),
    };
  });
  bindRoute(server, contracts.endSession, own, async ({ session, params }) => {
    await endOne(frame, session, params.id, 'session-ended');
    return undefined;
  });
}

function bindOneTimeCodes(server: FastifyInstance, frame: SignInFrame, contracts: Contracts): void {
  const own = { ...recorded, access: { roles: 'any', area: frame.area } } as const;
  bindRoute(server, contracts.beginCode, own, ({ body, session }) =>
    beginCode(frame, session, body.password),
  );
  bindRoute(server, contracts.confirmCode, own, async ({ body, session }) => ({
    recoveryCodes: [...(await confirmCode(frame, session, body.code))],
  }));
  bindRoute(server, contracts.removeCode, own, async ({ body, session }) => {
    await removeCode(frame, session, body.password);
    return undefined;
  });
  bindRoute(server, contracts.renewRecoveryCodes, own, async ({ body, session }) => ({
    recoveryCodes: [...(await renewRecoveryCodes(frame, session, body.password))],
  }));
}

function bindPasskeys(server: FastifyInstance, frame: SignInFrame, contracts: Contracts): void {
  const own = { ...recorded, access: { roles: 'any', area: frame.area } } as const;
  bindRoute(server, contracts.listPasskeys, own, async ({ session }) => {
    const rows = await inSignIn(frame, (trx) => listPasskeyRows(trx, session.loginId));
    return {
      passkeys: rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at?.toISOString() ?? null,
      })),
    };
  });
  bindRoute(server, contracts.beginPasskey, own, ({ body, session }) =>
    beginPasskey(frame, session, body.password),
  );
  bindRoute(server, contracts.finishPasskey, own, async ({ body, session }) => {
    await finishPasskey(frame, session, body);
    return undefined;
  });
  bindRoute(server, contracts.removePasskey, own, async ({ body, params, session }) => {
    await removePasskey(frame, session, { id: params.id, password: body.password });
    return undefined;
  });
}

/** Sets the cookies of whoever has just come in and answers who they are. */
async function welcome(
  frame: SignInFrame,
  signedIn: SignedIn,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<WhoAmI> {
  const { session, token, device } = signedIn;
  setSessionCookie(frame, request, reply, token);
  setDeviceCookie(request, reply, device);
  if (session.language) setLanguageCookie(request, reply, session.language);
  reply.header('session-expires-at', session.expiresAt.toISOString());
  return describeSession(frame, session, request);
}

async function describeSession(
  frame: SignInFrame,
  session: Session,
  request: FastifyRequest,
): Promise<WhoAmI> {
  const others = request.server.kartoteka.sessions.filter(({ area }) => area !== frame.area);
  const elsewhere = await Promise.all(others.map((reader) => reader.read(request)));
  const { login, factors } = await inSignIn(frame, async (trx) => ({
    login: await lockedLogin(trx, frame, session),
    factors: await countFactors(trx, session.loginId),
  }));
  const codeEnrolled = login.totp_secret !== null;
  return {
    loginName: session.loginName,
    name: session.name,
    subject: session.subject,
    roles: [...session.roles],
    language: session.language ?? null,
    areas: [session.area, ...elsewhere.flatMap((other) => other?.area ?? [])],
    startedAt: session.startedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    secondFactor: session.secondFactor,
    codeEnrolled,
    ...factors,
    passwordLengthMin: codeEnrolled ? passwordLength.withCode : passwordLength.alone,
  };
}

async function endOne(
  frame: SignInFrame,
  session: Session,
  id: string,
  kind: 'signed-out' | 'session-ended',
): Promise<void> {
  await inSignIn(frame, async (trx) => {
    const login = await lockedLogin(trx, frame, session);
    if (!(await deleteSession(trx, login.id, id))) throw new Problem('service.not-found');
    await frame.audit(trx, eventOf(frame, login, kind));
  });
}

/** A path that names no account is answered like one whose account has nobody. */
function knownCaller(frame: SignInFrame, request: FastifyRequest): Caller {
  const caller = callerOf(frame, request);
  if (!caller) throw new Problem('service.not-found');
  return caller;
}
