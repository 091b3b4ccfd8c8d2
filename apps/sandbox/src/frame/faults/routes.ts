import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { addFault, deleteFault, deleteFaults, type FaultRuleRow, listFaults } from './contract.ts';
import type { FaultDesk } from './fault-desk.ts';
import type { FaultRule } from './fault-store.ts';

/** `/api/worlds/{world}/faults`. */
export function bindFaultRoutes(server: FastifyInstance, faults: FaultDesk): void {
  const open = { access: 'public' } as const;
  bindRoute(server, listFaults, open, async ({ params }) => ({
    faults: (await faults.list(params.world)).map(rowOf),
  }));
  bindRoute(server, addFault, open, async ({ params, body }) =>
    rowOf(await faults.add(params.world, body)),
  );
  bindRoute(server, deleteFault, open, async ({ params }) => ({
    removed: await faults.remove(params.world, params.fault),
  }));
  bindRoute(server, deleteFaults, open, async ({ params }) => ({
    removed: await faults.removeAll(params.world),
  }));
}

function rowOf({ from, until, ...rule }: FaultRule): FaultRuleRow {
  return {
    ...rule,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  };
}
