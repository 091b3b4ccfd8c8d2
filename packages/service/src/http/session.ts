import type { Language } from '@kartoteka/kernel';
import type { FastifyRequest } from 'fastify';

/** Who is signed in, as every handler sees it. */
export interface Session {
  readonly id: string;
  /** The part of an application that was signed in to: `practice`, `portal`, `operator`. */
  readonly area: string;
  /** Whose data: an account id, or `practice`. */
  readonly tenant: string;
  readonly loginId: string;
  /** Whom the login stands for in the application's own tables: an employee, a portal person. */
  readonly subject: string;
  readonly loginName: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly language: Language | undefined;
  /** How the person proved who they are besides the password. */
  readonly secondFactor: 'none' | 'code' | 'passkey';
  readonly startedAt: Date;
  /** When the session ends if nothing more is done in it. */
  readonly expiresAt: Date;
}

/** Finds the session of a request; made by the sign-in of one area. */
export interface SessionReader {
  readonly area: string;
  /** `undefined` for whoever is not signed in, whatever was sent. */
  read(request: FastifyRequest): Promise<Session | undefined>;
}

/**
 * Who may call a route. Named with every route: one that does not say it does not compile.
 * `area` is needed only where a server has several.
 */
export type Access =
  | 'public'
  | { readonly public: true; readonly area: string }
  | { readonly roles: readonly [string, ...string[]] | 'any'; readonly area?: string };

/** What a handler gets as its session: surely one, unless the route is public. */
export type SessionFor<Of extends Access> = Of extends { readonly roles: unknown }
  ? Session
  : Session | undefined;
