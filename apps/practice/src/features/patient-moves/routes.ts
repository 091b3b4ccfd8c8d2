import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import { listPatientMoves, retryPatientMove } from './contract.ts';
import type { PatientMoveService } from './service.ts';

/** Changed identifiers on their way to the cloud, on the patient's page. */
export function bindPatientMoveRoutes(server: FastifyInstance, moves: PatientMoveService): void {
  bindRoute(server, listPatientMoves, { access: { roles: 'any' } }, async (input) => ({
    moves: await moves.list(input.params.id, input.language),
  }));
  bindRoute(server, retryPatientMove, { access: { roles: ['administrator'] } }, async (input) => ({
    moves: await moves.retry(actingOf(input), input.params.id, {
      endPortalAccess: input.body.endPortalAccess,
      language: input.language,
    }),
  }));
}
