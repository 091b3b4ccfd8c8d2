import { changePatientIdentifier, mergePatientIdentifiers } from '@kartoteka/machine-api';
import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../../listener/guard-machines.ts';
import type { RestCall } from '../accounts/machine-deed.ts';
import type { PatientIdentityService } from './service.ts';

const guarded = { access: 'public' } as const;

/** Change and merge of patient identifiers over the machine interface, behind the guard. */
export function bindPatientIdentityRoutes(
  server: FastifyInstance,
  identity: PatientIdentityService,
): void {
  bindRoute(server, changePatientIdentifier, guarded, ({ request, body }) =>
    identity.move(callOf(request), 'change', body),
  );
  bindRoute(server, mergePatientIdentifiers, guarded, ({ request, body }) =>
    identity.move(callOf(request), 'merge', body),
  );
}

function callOf(request: FastifyRequest): RestCall {
  return { caller: callerOf(request), correlationId: request.id };
}
