import type { Clock, RouteContract } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../database/log.ts';
import type { RecordRefusedAct } from './refused-act.ts';
import type { Access, SessionReader } from './session.ts';

/** A route as it was bound; tests walk the list to prove that no tenant sees another's. */
export interface BoundRoute {
  readonly contract: RouteContract;
  readonly access: Access;
}

/** What the parts of a server share; hangs on the Fastify instance and its children. */
interface ServerFrame {
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: readonly SessionReader[];
  readonly routes: BoundRoute[];
  readonly recordRefusedAct: RecordRefusedAct | undefined;
}

declare module 'fastify' {
  interface FastifyInstance {
    kartoteka: ServerFrame;
  }
}

/**
 * The routes bound so far, with who may call them.
 *
 * @example for (const { contract, access } of boundRoutes(server)) …
 */
export function boundRoutes(server: FastifyInstance): readonly BoundRoute[] {
  return server.kartoteka.routes;
}
