import {
  decideRemovalOrder,
  getRemovalOrder,
  listRemovalOrders,
  putRemovalOrder,
} from '@kartoteka/machine-api';
import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../../listener/guard-machines.ts';
import type { RestCall } from '../accounts/machine-deed.ts';
import type { RemovalService } from './service.ts';

const guarded = { access: 'public' } as const;

/** Removal orders over the machine interface, behind the guard. */
export function bindRemovalRoutes(server: FastifyInstance, removal: RemovalService): void {
  bindRoute(server, putRemovalOrder, guarded, ({ request, params, body }) =>
    removal.put(callOf(request), params.id, body),
  );
  bindRoute(server, decideRemovalOrder, guarded, ({ request, params, body }) =>
    removal.decide(callOf(request), params.id, body),
  );
  bindRoute(server, getRemovalOrder, guarded, ({ request, params }) =>
    removal.get(callOf(request), params.id),
  );
  bindRoute(server, listRemovalOrders, guarded, ({ request, query }) =>
    removal.list(callOf(request), { open: query.open === 'yes', limit: query.limit }),
  );
}

function callOf(request: FastifyRequest): RestCall {
  return { caller: callerOf(request), correlationId: request.id };
}
