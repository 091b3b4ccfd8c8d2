import type { Language, RouteContract } from '@kartoteka/kernel';
import type { SignInContracts } from '../sign-in/contract-sign-in.ts';

/** The routes around a session; the service's sign-in contract has them. */
export interface SessionContracts extends SignInContracts {
  readonly whoAmI: RouteContract;
  readonly signOut: RouteContract;
  readonly extendSession: RouteContract;
  readonly chooseLanguage: RouteContract;
}

/** Who is signed in, as far as the frame needs to know. */
export interface SignedInPerson {
  readonly loginName: string;
  readonly name: string;
  readonly subject: string;
  readonly roles: readonly string[];
  readonly language: Language | null;
  readonly expiresAt: string;
}

/** Calls of the session's routes with the parameters that stand in every path. */
export interface SessionPlace {
  readonly routes: SessionContracts;
  /** Such as `{ account }` in the portal; none in an application with one tenant. */
  readonly params?: Readonly<Record<string, string>>;
}

/** The input of a route of the session: path parameters, and a body where there is one. */
export function sessionInput(place: SessionPlace, body?: unknown): never {
  const { params } = place;
  return { ...(params ? { params } : {}), ...(body === undefined ? {} : { body }) } as never;
}
