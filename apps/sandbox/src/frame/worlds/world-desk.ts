import type { Clock, Random } from '@kartoteka/kernel';
import { Problem } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { SandboxSchema } from '../../schema.ts';
import { insertCall } from '../calls/call-store.ts';
import { rowOfCall } from '../calls/row-of-call.ts';
import { type ClockChange, changeTime, type WorldTime, worldClock } from '../clock/world-time.ts';
import { decideFault } from '../faults/decide-fault.ts';
import type { Platform, World } from '../platform.ts';
import {
  deleteSnapshot,
  emptyWorld,
  listSnapshots,
  restoreSnapshot,
  saveSnapshot,
} from './snapshot-store.ts';
import { defaultWorld, type WorldName } from './world-name.ts';
import {
  deleteWorld,
  findWorldTime,
  insertSeeded,
  insertWorld,
  listSeeded,
  listUnseeded,
  listWorlds,
  lockWorld,
  saveWorldTime,
} from './world-store.ts';

export interface WorldDeskOptions {
  readonly database: Database<SandboxSchema>;
  readonly platforms: readonly Platform[];
  /** The machine's time: everything else about time is a world's own. */
  readonly machineClock: Clock;
  readonly random: Random;
}

/** How many worlds there may be at once. */
export const worldsMax = 500;

export type WorldDesk = ReturnType<typeof createWorldDesk>;

/** Worlds: made, opened, reset, saved, restored, removed, and their clocks. */
export function createWorldDesk(options: WorldDeskOptions) {
  const { database, platforms, machineClock } = options;
  const scopeOf = (world: WorldName) => ({ kind: 'world', world }) as const;
  const platformById = new Map(platforms.map((platform) => [platform.id, platform]));

  const bindWorld = (name: WorldName, time: WorldTime): World => {
    const clock = worldClock(time, machineClock);
    return {
      name,
      clock,
      inScope: (work) => database.inScope(scopeOf(name), work),
      decideFault: (call) => {
        const able = platformById.get(call.platform)?.faults ?? [];
        return database.inScope(scopeOf(name), (trx) => decideFault(trx, call, able, clock.now()));
      },
      record: (call) => {
        const platform = platformById.get(call.platform);
        if (!platform) throw new Error(`${call.platform} is no platform of this sandbox`);
        // The log tells when a call came, not when it was answered; a clock that stands shows one time.
        const row = rowOfCall(platform, call, time.frozenAt ?? atArrival(call.receivedAt, time));
        return database.inScope(scopeOf(name), (trx) => insertCall(trx, row));
      },
    };
  };
  const find = async (name: WorldName): Promise<World | undefined> => {
    const time = await database.inScope(scopeOf(name), findWorldTime);
    return time && bindWorld(name, time);
  };
  /** @throws Problem `sandbox.world-unknown` */
  const open = async (name: WorldName): Promise<World> => {
    const world = await find(name);
    if (!world) throw unknownWorld(name);
    return world;
  };
  const seed = async (name: WorldName): Promise<void> => {
    const world = await open(name);
    const seeded = await world.inScope(listSeeded);
    for (const platform of platforms) {
      if (seeded.has(platform.id)) continue;
      await platform.seed?.(world);
      await world.inScope((trx) => insertSeeded(trx, platform.id));
    }
  };
  /** Makes a world with its test data; `false` when it is there already. */
  const ensure = async (name: WorldName): Promise<boolean> => {
    const made = await database.inScope(scopeOf(name), (trx) => insertWorld(trx, name));
    if (made) await seed(name);
    return made;
  };

  return {
    find,
    open,
    ensure,
    default: () => open(defaultWorld),

    /** Gives worlds of an earlier version the test data of platforms that came since. */
    complete: async (): Promise<void> => {
      const ids = platforms.map(({ id }) => id);
      const names = await database.inScope({ kind: 'system' }, (trx) => listUnseeded(trx, ids));
      for (const name of names) await seed(name as WorldName);
    },

    list: () => database.inScope({ kind: 'system' }, listWorlds),

    /** @throws Problem `sandbox.world-exists`, `sandbox.too-many-worlds` */
    create: async (name: WorldName): Promise<void> => {
      const known = await database.inScope({ kind: 'system' }, listWorlds);
      if (known.length >= worldsMax) {
        throw new Problem('sandbox.too-many-worlds', { params: { worldsMax } });
      }
      if (!(await ensure(name)))
        throw new Problem('sandbox.world-exists', { params: { world: name } });
    },

    /** As new: no calls, no faults, the machine's time, the test data. Saved states stay. */
    reset: async (name: WorldName): Promise<void> => {
      await database.inScope(scopeOf(name), async (trx) => {
        if (!(await lockWorld(trx))) throw unknownWorld(name);
        await emptyWorld(trx, { calls: true });
      });
      await seed(name);
    },

    /** Removes a world with everything in it. @throws Problem `sandbox.world-default`, `sandbox.world-unknown` */
    remove: async (name: WorldName): Promise<void> => {
      if (name === defaultWorld) throw new Problem('sandbox.world-default');
      const removed = await database.inScope(scopeOf(name), async (trx) => {
        await emptyWorld(trx, { calls: true });
        return deleteWorld(trx, name);
      });
      if (!removed) throw unknownWorld(name);
    },

    snapshots: async (name: WorldName) => {
      await open(name);
      return database.inScope(scopeOf(name), listSnapshots);
    },

    /** Saves the state and the clock of a world; its calls are no part of it. */
    save: (name: WorldName, snapshot: string): Promise<void> =>
      database.inScope(scopeOf(name), async (trx) => {
        if (!(await lockWorld(trx))) throw unknownWorld(name);
        await saveSnapshot(trx, snapshot, machineClock.now());
      }),

    /** @throws Problem `sandbox.snapshot-unknown` */
    restore: (name: WorldName, snapshot: string): Promise<void> =>
      database.inScope(scopeOf(name), async (trx) => {
        if (!(await lockWorld(trx))) throw unknownWorld(name);
        if (!(await restoreSnapshot(trx, snapshot))) throw unknownSnapshot(snapshot);
      }),

    /** @throws Problem `sandbox.snapshot-unknown` */
    forget: (name: WorldName, snapshot: string): Promise<void> =>
      database.inScope(scopeOf(name), async (trx) => {
        if (!(await deleteSnapshot(trx, snapshot))) throw unknownSnapshot(snapshot);
      }),

    /** The clock of a world, and what the machine shows at the same moment. */
    readTime: async (name: WorldName) => {
      const time = await database.inScope(scopeOf(name), findWorldTime);
      if (!time) throw unknownWorld(name);
      return shownTime(time);
    },

    setTime: (name: WorldName, change: ClockChange) =>
      database.inScope(scopeOf(name), async (trx) => {
        const known = (await lockWorld(trx)) ? await findWorldTime(trx) : undefined;
        if (!known) throw unknownWorld(name);
        const time = changeTime(known, change, machineClock.now());
        await saveWorldTime(trx, time);
        return shownTime(time);
      }),
  };

  function shownTime(time: WorldTime) {
    const machineNow = machineClock.now();
    const now = time.frozenAt ?? new Date(machineNow.getTime() + time.offsetMs);
    return {
      now,
      frozen: time.frozenAt !== null,
      offsetMs: now.getTime() - machineNow.getTime(),
    };
  }
}

function atArrival(receivedAt: Date, { offsetMs }: WorldTime): Date {
  return new Date(receivedAt.getTime() + offsetMs);
}

function unknownWorld(world: WorldName): Problem {
  return new Problem('sandbox.world-unknown', { params: { world } });
}

function unknownSnapshot(snapshot: string): Problem {
  return new Problem('sandbox.snapshot-unknown', { params: { snapshot } });
}
