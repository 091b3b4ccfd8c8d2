import { Problem } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { SandboxSchema } from '../../schema.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import type { WorldName } from '../worlds/world-name.ts';
import { callLimits } from './call-limits.ts';
import { type CallFilter, deleteCalls, findCall, searchCalls } from './call-store.ts';

export type CallDesk = ReturnType<typeof createCallDesk>;

/** The message log of each world, to look at. Writing it is `world.record`. */
export function createCallDesk(options: {
  readonly database: Database<SandboxSchema>;
  readonly desk: WorldDesk;
}) {
  const { database, desk } = options;
  /** @throws Problem `sandbox.world-unknown` */
  const inWorld = async <T>(
    world: WorldName,
    work: Parameters<typeof database.inScope<T>>[1],
  ): Promise<T> => {
    await desk.open(world);
    return database.inScope({ kind: 'world', world }, work);
  };
  return {
    search: (
      world: WorldName,
      filter: CallFilter,
      page: { readonly page: number; readonly pageSize: number },
    ) =>
      inWorld(world, (trx) =>
        searchCalls(trx, filter, {
          limit: page.pageSize,
          offset: (page.page - 1) * page.pageSize,
          newestFirst: true,
        }),
      ),

    /** Everything that the log of a world holds and fits, oldest first: what assertions look at. */
    all: async (world: WorldName, filter: CallFilter) => {
      const { rows } = await inWorld(world, (trx) =>
        searchCalls(trx, filter, { limit: callLimits.callsMax, offset: 0, newestFirst: false }),
      );
      return rows;
    },

    /** @throws Problem `sandbox.call-unknown` */
    read: async (world: WorldName, id: number) => {
      const call = await inWorld(world, (trx) => findCall(trx, id));
      if (!call) throw new Problem('sandbox.call-unknown');
      return call;
    },

    empty: (world: WorldName) => inWorld(world, deleteCalls),
  };
}
