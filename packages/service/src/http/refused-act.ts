import type { Problem } from '@kartoteka/kernel';
import type { FastifyRequest } from 'fastify';
import type { Session } from './session.ts';

/** Something that a signed-in person asked for and did not get. */
export interface RefusedAct {
  readonly session: Session;
  /** Method and pattern of the address, such as `PUT /api/kinds`. */
  readonly route: string;
  /** The opaque ids of the address; whatever else stood there is left out. */
  readonly ids: Readonly<Record<string, string>>;
  readonly problem: Problem;
  readonly correlationId: string;
}

/** Keeps a refused act. When it throws, the answer is a failure: no answer without its record. */
export type RecordRefusedAct = (act: RefusedAct) => Promise<void>;

/**
 * Whether a refusal is an act of a person: that a session has ended is none, and what failed on our
 * side was not refused.
 */
export function isRefusal(problem: Problem): boolean {
  const { status } = problem.definition;
  return status < 500 && status !== 401;
}

const opaqueId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ids of an address that say nothing to a stranger: a path may hold what somebody typed. */
export function opaqueIds(request: FastifyRequest): Record<string, string> {
  const entries = Object.entries((request.params ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => opaqueId.test(String(entry[1]))),
  );
}
