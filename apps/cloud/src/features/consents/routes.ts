import {
  createInvitation,
  getConsentInCloud,
  putConsent,
  revokeConsentInCloud,
} from '@kartoteka/machine-api';
import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../../listener/guard-machines.ts';
import type { ConsentCall, ConsentService } from './service.ts';

const guarded = { access: 'public' } as const;

/** Consents over the machine interface, behind the guard. */
export function bindConsentRoutes(server: FastifyInstance, consents: ConsentService): void {
  bindRoute(server, putConsent, guarded, ({ request, params, body }) =>
    consents.put(callOf(request), params.id, body),
  );
  bindRoute(server, revokeConsentInCloud, guarded, ({ request, params }) =>
    consents.revoke(callOf(request), params.id),
  );
  bindRoute(server, getConsentInCloud, guarded, ({ request, params }) =>
    consents.get(callOf(request), params.id),
  );
  bindRoute(server, createInvitation, guarded, ({ request, body }) =>
    consents.invite(callOf(request), body),
  );
}

function callOf(request: FastifyRequest): ConsentCall {
  return { caller: callerOf(request), correlationId: request.id };
}
