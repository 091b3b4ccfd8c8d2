import type { Clock, Random } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import type { AuditActorKind } from '../audit/audit-event.ts';
import type { Log } from '../database/log.ts';
import type { Database } from '../database/open-database.ts';
import type { SessionReader } from '../http/session.ts';
import type { AnyDatabase, AnyTransaction, Keyring } from '../keyring/index.ts';
import { bindSignIn } from './bind-sign-in.ts';
import type { SignInRoutes } from './contract.ts';
import { sweepChallenges, sweepInvitations } from './factor-store.ts';
import {
  inSignIn,
  type PasskeySite,
  type SignInActor,
  type SignInEvent,
  type SignInFrame,
  type SignInLimits,
  signInLimitsDefault,
} from './frame.ts';
import { type Invitation, makeInvitation } from './invitations.ts';
import {
  changeRoles,
  createLogin,
  disableLogin,
  enableLogin,
  endSessions,
  findLogin,
  type LoginSummary,
  liftThrottle,
  listLogins,
  type MadeLogin,
  type NewLogin,
  resetSecondFactor,
} from './logins.ts';
import { createPasswordHasher } from './password-hash.ts';
import { recordSignIn } from './record-sign-in.ts';
import { sweepSessions } from './session-store.ts';
import { sessionReader } from './sessions.ts';
import type { SignInTables } from './tables.ts';
import { loginRule } from './throttle.ts';
import { sweepThrottles } from './throttle-store.ts';

export interface SignInOptions {
  /** Such as `practice`, `portal`, `operator`: names the cookie, and logins belong to one area. */
  readonly area: string;
  /** The area's one tenant, or `{ inPath: true }` where `{account}` in the path says whose people. */
  readonly tenant: { readonly fixed: string } | { readonly inPath: true };
  readonly database: AnyDatabase;
  readonly keyring: Pick<Keyring, 'sealSecret' | 'openSecret' | 'blindIndex'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What people of this area are in the audit trail. */
  readonly actorKind: AuditActorKind;
  /** Instead of our own audit trail; called in the transaction of the deed (scope `sign-in`). */
  readonly audit?: (trx: AnyTransaction, event: SignInEvent) => Promise<void>;
  /** Stands above the codes in the authenticator app. */
  readonly issuer: string;
  /** Left out: no passkeys, and their routes answer `service.not-found`. */
  readonly passkeys?: PasskeySite | undefined;
  readonly limits?: Partial<SignInLimits>;
}

/** Signing in to one area: what servers bind, and what applications do with logins. */
export interface SignIn {
  readonly area: string;
  /** For `createHttpServer({ sessions })`. */
  readonly sessions: SessionReader;
  /** Binds the routes of `signInRoutes()` or `accountSignInRoutes(prefix)`. */
  bind(server: FastifyInstance, routes: SignInRoutes): void;
  createLogin(login: NewLogin): Promise<MadeLogin>;
  /** A code that sets the first password; for staff, panel administrators and patients. */
  invite(asked: {
    readonly loginId: string;
    readonly validForMs?: number;
    readonly by?: SignInActor;
  }): Promise<Invitation>;
  listLogins(tenant: string): Promise<LoginSummary[]>;
  /** `undefined` when the person has no login here. */
  findLogin(tenant: string, subject: string): Promise<LoginSummary | undefined>;
  disableLogin(loginId: string, by?: SignInActor): Promise<void>;
  enableLogin(loginId: string, by?: SignInActor): Promise<void>;
  changeRoles(loginId: string, roles: readonly string[], by?: SignInActor): Promise<void>;
  resetSecondFactor(loginId: string, by?: SignInActor): Promise<void>;
  endSessions(loginId: string, by?: SignInActor): Promise<void>;
  liftThrottle(loginId: string, by?: SignInActor): Promise<void>;
  /** Removes what has run out; for a job, about once an hour. */
  sweep(): Promise<void>;
}

/** Ended invitations and quiet counters are kept this long. */
const keptMs = 30 * 24 * 3_600_000;

/**
 * Makes the sign-in of one area.
 *
 * @example
 * const signIn = createSignIn({ area: 'practice', tenant: { fixed: 'practice' }, database, keyring,
 *   clock, random, log, actorKind: 'staff', issuer: 'Kartoteka' });
 * const server = await createHttpServer({ clock, random, log, sessions: [signIn.sessions] });
 * signIn.bind(server, signInRoutes());
 */
export function createSignIn(options: SignInOptions): SignIn {
  const { actorKind, clock } = options;
  const frame: SignInFrame = {
    area: options.area,
    tenant: options.tenant,
    // The tables of this room are in every database, whatever else the application's schema names.
    database: options.database as Database<SignInTables>,
    audit:
      options.audit ?? ((trx, event) => recordSignIn(trx, event, { at: clock.now(), actorKind })),
    keyring: options.keyring,
    clock,
    random: options.random,
    log: options.log,
    hasher: createPasswordHasher(options.random),
    limits: { ...signInLimitsDefault, ...options.limits },
    issuer: options.issuer,
    passkeys: options.passkeys,
  };
  return {
    area: frame.area,
    sessions: sessionReader(frame),
    bind: (server, routes) => bindSignIn(server, frame, routes),
    createLogin: (login) => createLogin(frame, login),
    invite: (asked) => makeInvitation(frame, asked),
    listLogins: (tenant) => listLogins(frame, tenant),
    findLogin: (tenant, subject) => findLogin(frame, tenant, subject),
    disableLogin: (loginId, by) => disableLogin(frame, loginId, by),
    enableLogin: (loginId, by) => enableLogin(frame, loginId, by),
    changeRoles: (loginId, roles, by) => changeRoles(frame, loginId, roles, by),
    resetSecondFactor: (loginId, by) => resetSecondFactor(frame, loginId, by),
    endSessions: (loginId, by) => endSessions(frame, loginId, by),
    liftThrottle: (loginId, by) => liftThrottle(frame, loginId, by),
    sweep: () => sweep(frame),
  };
}

async function sweep(frame: SignInFrame): Promise<void> {
  const now = frame.clock.now();
  const before = (ms: number) => new Date(now.getTime() - ms);
  await inSignIn(frame, async (trx) => {
    await sweepSessions(trx, now, before(frame.limits.inactivityMs));
    await sweepChallenges(trx, now);
    await sweepInvitations(trx, before(keptMs));
    await sweepThrottles(trx, before(keptMs), loginRule.failuresMax ?? 0);
  });
}
