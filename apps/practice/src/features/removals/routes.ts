import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import * as contract from './contract.ts';
import type { RemovalService } from './service.ts';

const everyone = { access: { roles: 'any' } } as const;
const responsible = { access: { roles: ['administrator', 'doctor'] } } as const;
const administrators = { access: { roles: ['administrator'] } } as const;

/** "Usuwanie dokumentów", and how long documents are kept. */
export function bindRemovalRoutes(server: FastifyInstance, removals: RemovalService): void {
  bindRoute(server, contract.listRemovals, everyone, (input) => removals.list(actingOf(input)));
  bindRoute(server, contract.proposeRemoval, responsible, (input) =>
    removals.propose(actingOf(input), input.body),
  );
  bindRoute(server, contract.decideRemoval, responsible, (input) =>
    removals.decide(actingOf(input), input.params.id, input.body.decision),
  );
  bindRoute(server, contract.listDue, everyone, () => removals.due());
  bindRoute(server, contract.readRetention, everyone, () => removals.retention());
  bindRoute(server, contract.saveRetention, administrators, (input) =>
    removals.saveRetention(actingOf(input), input.body),
  );
}
