import type { Transaction } from 'kysely';
import type { SandboxSchema } from '../../schema.ts';
import { machineTime, type WorldTime } from '../clock/world-time.ts';
import type { WorldName } from './world-name.ts';

type Trx = Transaction<SandboxSchema>;

/** Adds the world of the scope; `false` when it is there already. */
export async function insertWorld(trx: Trx, world: WorldName): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('sandbox.world')
    .values({ world })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Removes the world of the scope with all that is in it; `false` when there is none. */
export async function deleteWorld(trx: Trx, world: WorldName): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sandbox.world')
    .where('world', '=', world)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** All worlds by name; in the scope `system`. */
export async function listWorlds(trx: Trx): Promise<{ world: string; created_at: Date }[]> {
  return trx.selectFrom('sandbox.world').selectAll().orderBy('world').execute();
}

/** The time of the world of the scope; `undefined` when there is no such world. */
export async function findWorldTime(trx: Trx): Promise<WorldTime | undefined> {
  const row = await trx
    .selectFrom('sandbox.world as world')
    .leftJoin('sandbox.world_clock as clock', 'clock.world', 'world.world')
    .select(['clock.offset_ms', 'clock.frozen_at'])
    .executeTakeFirst();
  if (!row) return undefined;
  return { ...machineTime, offsetMs: row.offset_ms ?? 0, frozenAt: row.frozen_at };
}

/** As `findWorldTime`; whoever else changes the clock waits. */
export async function lockWorld(trx: Trx): Promise<boolean> {
  const row = await trx.selectFrom('sandbox.world').select('world').forUpdate().executeTakeFirst();
  return row !== undefined;
}

/** The platforms whose test data is in the world of the scope. */
export async function listSeeded(trx: Trx): Promise<ReadonlySet<string>> {
  const rows = await trx.selectFrom('sandbox.seeded').select('platform').execute();
  return new Set(rows.map(({ platform }) => platform));
}

export async function insertSeeded(trx: Trx, platform: string): Promise<void> {
  await trx
    .insertInto('sandbox.seeded')
    .values({ platform })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Worlds that lack the test data of one of the platforms; in the scope `system`. */
export async function listUnseeded(trx: Trx, platforms: readonly string[]): Promise<string[]> {
  if (platforms.length === 0) return [];
  const rows = await trx
    .selectFrom('sandbox.world as world')
    .leftJoin('sandbox.seeded as seeded', (join) =>
      join.onRef('seeded.world', '=', 'world.world').on('seeded.platform', 'in', [...platforms]),
    )
    .select('world.world')
    .groupBy('world.world')
    .having((row) => row.fn.count('seeded.platform'), '<', platforms.length)
    .execute();
  return rows.map(({ world }) => world);
}

export async function saveWorldTime(trx: Trx, time: WorldTime): Promise<void> {
  const row = { offset_ms: time.offsetMs, frozen_at: time.frozenAt };
  await trx
    .insertInto('sandbox.world_clock')
    .values(row)
    .onConflict((conflict) => conflict.column('world').doUpdateSet(row))
    .execute();
}
