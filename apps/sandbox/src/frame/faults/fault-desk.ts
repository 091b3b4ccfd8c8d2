import { Problem, type Random } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { SandboxSchema } from '../../schema.ts';
import type { Platform } from '../platform.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import type { WorldName } from '../worlds/world-name.ts';
import type { NewFault } from './contract.ts';
import { isGeneric } from './fault.ts';
import {
  deleteFaultRules,
  type FaultRule,
  insertFaultRule,
  listFaultRules,
} from './fault-store.ts';
import { completeFault } from './read-fault-header.ts';

export type FaultDesk = ReturnType<typeof createFaultDesk>;

/** The faults of each world, as testers set them. */
export function createFaultDesk(options: {
  readonly database: Database<SandboxSchema>;
  readonly desk: WorldDesk;
  readonly platforms: readonly Platform[];
  readonly random: Random;
}) {
  const { database, desk, platforms, random } = options;
  const scopeOf = (world: WorldName) => ({ kind: 'world', world }) as const;
  return {
    list: async (world: WorldName): Promise<FaultRule[]> => {
      await desk.open(world);
      return database.inScope(scopeOf(world), listFaultRules);
    },

    /**
     * Adds a fault behind those that are there.
     *
     * @throws Problem `sandbox.platform-unknown`, `sandbox.fault-unsupported`, `sandbox.fault-unreadable`,
     *   `sandbox.world-unknown`
     */
    add: async (world: WorldName, wanted: NewFault): Promise<FaultRule> => {
      checkSupported(wanted, platforms);
      const { kind, ms, status } = completeFault({
        kind: wanted.fault,
        ...(wanted.ms !== undefined && { ms: wanted.ms }),
        ...(wanted.status !== undefined && { status: wanted.status }),
      });
      const rule: FaultRule = {
        id: random.uuid(),
        fault: kind,
        ms: ms ?? null,
        status: status ?? null,
        platform: wanted.platform ?? null,
        operation: wanted.operation,
        remaining: wanted.times ?? null,
        from: wanted.from === undefined ? null : new Date(wanted.from),
        until: wanted.until === undefined ? null : new Date(wanted.until),
      };
      await desk.open(world);
      await database.inScope(scopeOf(world), (trx) => insertFaultRule(trx, rule));
      return rule;
    },

    /** @throws Problem `sandbox.fault-unknown` */
    remove: async (world: WorldName, id: string): Promise<number> => {
      await desk.open(world);
      const removed = await database.inScope(scopeOf(world), (trx) => deleteFaultRules(trx, id));
      if (removed === 0) throw new Problem('sandbox.fault-unknown');
      return removed;
    },

    removeAll: async (world: WorldName): Promise<number> => {
      await desk.open(world);
      return database.inScope(scopeOf(world), (trx) => deleteFaultRules(trx));
    },
  };
}

/** A fault that no platform would realise would silently do nothing: it is refused instead. */
function checkSupported({ fault, platform }: NewFault, platforms: readonly Platform[]): void {
  const known = platforms.find(({ id }) => id === platform);
  if (platform !== undefined && !known) {
    throw new Problem('sandbox.platform-unknown', { params: { platform } });
  }
  if (isGeneric(fault)) return;
  const able = known ? [known] : platforms;
  if (able.some(({ faults }) => faults?.includes(fault))) return;
  throw new Problem('sandbox.fault-unsupported', { params: { platform: platform ?? '*', fault } });
}
