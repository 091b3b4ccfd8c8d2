import { getDueDocuments, getRetention, putRetention } from '@kartoteka/machine-api';
import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../../listener/guard-machines.ts';
import type { RestCall } from '../accounts/machine-deed.ts';
import type { RetentionService } from './service.ts';

const guarded = { access: 'public' } as const;

/** Retention over the machine interface, behind the guard. */
export function bindRetentionRoutes(server: FastifyInstance, retention: RetentionService): void {
  bindRoute(server, getRetention, guarded, ({ request }) => retention.get(callOf(request)));
  bindRoute(server, putRetention, guarded, ({ request, body }) =>
    retention.put(callOf(request), body),
  );
  bindRoute(server, getDueDocuments, guarded, ({ request, query }) =>
    retention.due(callOf(request), query.limit),
  );
}

function callOf(request: FastifyRequest): RestCall {
  return { caller: callerOf(request), correlationId: request.id };
}
