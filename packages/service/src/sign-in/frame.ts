import { createHash } from 'node:crypto';
import type { Clock, ProblemCode, Random } from '@kartoteka/kernel';
import type { Transaction } from 'kysely';
import type { AuditActorKind } from '../audit/audit-event.ts';
import type { Log } from '../database/log.ts';
import type { Database } from '../database/open-database.ts';
import type { Keyring } from '../keyring/index.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { SignInTables } from './tables.ts';

export type SignInTransaction = Transaction<SignInTables>;

/** Whoever makes a change to somebody's login: an administrator, the person, a command. */
export interface SignInActor {
  readonly kind: AuditActorKind;
  readonly id: string;
  readonly name: string;
}

/** What happened, for the audit trail; written in the transaction of the deed. */
export interface SignInEvent {
  readonly kind:
    | 'admitted'
    | 'refused'
    | 'signed-out'
    | 'session-ended'
    | 'password-changed'
    | 'password-not-confirmed'
    | 'code-enrolled'
    | 'code-removed'
    | 'recovery-codes-made'
    | 'recovery-code-used'
    | 'passkey-added'
    | 'passkey-removed'
    | 'invitation-made'
    | 'invitation-redeemed'
    | 'login-made'
    | 'login-disabled'
    | 'login-enabled'
    | 'roles-changed'
    | 'second-factor-reset'
    | 'throttle-lifted';
  readonly outcome: 'success' | ProblemCode;
  readonly area: string;
  readonly tenant: string;
  /** Missing where no login of that name exists: what was typed may be a password in the wrong field. */
  readonly loginId?: string;
  readonly subject?: string;
  readonly name?: string;
  /** Who did it, where it was not the person. */
  readonly by?: SignInActor;
  /** `password`, `password-and-code`, `recovery-code`, `passkey`, `invitation`. */
  readonly method?: string;
  readonly sourceAddress?: string;
  readonly userAgent?: string;
}

/** Writes one event into the audit trail, inside the transaction. */
type SignInAudit = (trx: SignInTransaction, event: SignInEvent) => Promise<void>;

export interface SignInLimits {
  readonly inactivityMs: number;
  readonly absoluteMs: number;
  /** A session is marked as used at most this often. */
  readonly touchMs: number;
  /** The oldest end when there are more. */
  readonly sessionsMax: number;
  readonly knownDevicesMax: number;
  readonly passkeysMax: number;
  readonly challengeMs: number;
  /** How long an enrolment of one-time codes may take. */
  readonly enrolmentMs: number;
  readonly invitationMs: number;
}

/** 30 minutes and 12 hours: NIST SP 800-63B, AAL2. */
export const signInLimitsDefault: SignInLimits = {
  inactivityMs: 30 * 60_000,
  absoluteMs: 12 * 3_600_000,
  touchMs: 15_000,
  sessionsMax: 20,
  knownDevicesMax: 20,
  passkeysMax: 10,
  challengeMs: 5 * 60_000,
  enrolmentMs: 15 * 60_000,
  invitationMs: 14 * 24 * 3_600_000,
};

/** The site as authenticators know it. */
export interface PasskeySite {
  /** Domain without port: `localhost`, `cloud.example`. */
  readonly rpId: string;
  readonly name: string;
  /** Addresses at which the pages are, such as `https://cloud.example`. */
  readonly origins: readonly string[];
}

/** What all parts of one area's sign-in share. */
export interface SignInFrame {
  readonly area: string;
  /** The one tenant, or the account that stands in the path of the request. */
  readonly tenant: { readonly fixed: string } | { readonly inPath: true };
  readonly database: Pick<Database<SignInTables>, 'inScope'>;
  readonly keyring: Pick<Keyring, 'sealSecret' | 'openSecret' | 'blindIndex'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly audit: SignInAudit;
  readonly hasher: PasswordHasher;
  readonly limits: SignInLimits;
  /** Shown in the authenticator app: the product or the practice. */
  readonly issuer: string;
  readonly passkeys: PasskeySite | undefined;
}

/** Who asks, as far as the request tells. */
export interface Caller {
  readonly tenant: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
  /** Cookies by which the browser may be known. */
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

/** Runs work in the scope `sign-in`. */
export function inSignIn<Result>(
  frame: SignInFrame,
  work: (trx: SignInTransaction) => Promise<Result>,
): Promise<Result> {
  return frame.database.inScope({ kind: 'sign-in' }, work);
}

/** 256 random bits for a cookie or a form, and the hash that is stored. */
export function makeToken(frame: SignInFrame): { token: string; hash: Uint8Array } {
  const token = Buffer.from(frame.random.bytes(32)).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
