import { parseAccountId } from '@kartoteka/kernel';
import type { FastifyRequest } from 'fastify';
import type { Session, SessionReader } from '../http/session.ts';
import { sessionCookie } from './cookies.ts';
import {
  type Caller,
  hashToken,
  inSignIn,
  makeToken,
  type SignInFrame,
  type SignInTransaction,
} from './frame.ts';
import type { LoginRow } from './login-store.ts';
import {
  findSession,
  insertSession,
  keepNewestSessions,
  type SessionRow,
  touchSession,
} from './session-store.ts';

/** Requests that a page makes by itself; they look at the session without keeping it alive. */
export const backgroundHeader = 'x-background';

const userAgentLengthMax = 200;

/** A session that has just begun: the token goes into the cookie and nowhere else. */
export interface BegunSession {
  readonly token: string;
  readonly session: Session;
}

/** Begins a session for a login, in the transaction that found the person to be who they say. */
export async function beginSession(
  trx: SignInTransaction,
  frame: SignInFrame,
  login: LoginRow,
  how: { readonly secondFactor: Session['secondFactor']; readonly userAgent: string },
): Promise<BegunSession> {
  const now = frame.clock.now();
  const { token, hash } = makeToken(frame);
  const row = {
    tenant: login.tenant,
    id: frame.random.uuid(),
    token_hash: hash,
    login_id: login.id,
    second_factor: how.secondFactor,
    created_at: now,
    last_seen_at: now,
    ends_at: new Date(now.getTime() + frame.limits.absoluteMs),
    user_agent: how.userAgent.slice(0, userAgentLengthMax),
  };
  await insertSession(trx, row);
  await keepNewestSessions(trx, login.id, frame.limits.sessionsMax);
  return { token, session: toSession(frame, { ...login, ...row }) };
}

/** The reader that a server asks on every request: a session ended now is ended for the next request. */
export function sessionReader(frame: SignInFrame): SessionReader {
  return {
    area: frame.area,
    read: async (request) => {
      const token = request.cookies[sessionCookie(frame.area)];
      const tenant = tenantOf(frame, request);
      if (tenant === undefined || token === undefined || !/^[\w-]{43}$/.test(token))
        return undefined;
      return inSignIn(frame, (trx) => readSession(trx, frame, { token, tenant, request }));
    },
  };
}

async function readSession(
  trx: SignInTransaction,
  frame: SignInFrame,
  asked: { readonly token: string; readonly tenant: string; readonly request: FastifyRequest },
): Promise<Session | undefined> {
  const row = await findSession(trx, hashToken(asked.token));
  const now = frame.clock.now();
  if (!row || row.disabled_at || row.area !== frame.area || row.tenant !== asked.tenant) {
    return undefined;
  }
  if (expiryOf(frame, row) <= now) return undefined;
  const inBackground = asked.request.headers[backgroundHeader] !== undefined;
  const sinceSeenMs = now.getTime() - row.last_seen_at.getTime();
  if (inBackground || sinceSeenMs < frame.limits.touchMs) return toSession(frame, row);
  await touchSession(trx, row.id, now);
  return toSession(frame, { ...row, last_seen_at: now });
}

function toSession(frame: SignInFrame, row: SessionRow): Session {
  return {
    id: row.id,
    area: row.area,
    tenant: row.tenant,
    loginId: row.login_id,
    subject: row.subject,
    loginName: row.login_name ?? '',
    name: row.display_name,
    roles: row.roles,
    language: row.language ?? undefined,
    secondFactor: row.second_factor,
    startedAt: row.created_at,
    expiresAt: expiryOf(frame, row),
  };
}

function expiryOf(
  frame: SignInFrame,
  row: { readonly last_seen_at: Date; readonly ends_at: Date },
): Date {
  const unused = row.last_seen_at.getTime() + frame.limits.inactivityMs;
  return new Date(Math.min(unused, row.ends_at.getTime()));
}

/** Whose people a request is about: the area's one tenant, or the account in its path. */
function tenantOf(frame: SignInFrame, request: FastifyRequest): string | undefined {
  if ('fixed' in frame.tenant) return frame.tenant.fixed;
  const { account } = request.params as { account?: unknown };
  return typeof account === 'string' ? parseAccountId(account) : undefined;
}

/** What a request tells of its caller, or `undefined` when its path names no account. */
export function callerOf(frame: SignInFrame, request: FastifyRequest): Caller | undefined {
  const tenant = tenantOf(frame, request);
  if (tenant === undefined) return undefined;
  return {
    tenant,
    sourceAddress: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, userAgentLengthMax),
    cookies: request.cookies,
  };
}
