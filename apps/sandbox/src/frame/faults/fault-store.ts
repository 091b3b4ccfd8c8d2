import type { Transaction } from 'kysely';
import type { SandboxSchema } from '../../schema.ts';
import type { FaultKind } from './fault.ts';

type Trx = Transaction<SandboxSchema>;

/** A fault that a world was told to apply. */
export interface FaultRule {
  readonly id: string;
  readonly fault: FaultKind;
  readonly ms: number | null;
  readonly status: number | null;
  readonly platform: string | null;
  readonly operation: string;
  readonly remaining: number | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** Rules of the world of the scope, oldest first. */
export async function listFaultRules(trx: Trx): Promise<FaultRule[]> {
  const rows = await trx.selectFrom('sandbox.fault_rule').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    id: row.id,
    fault: row.fault as FaultKind,
    ms: row.ms,
    status: row.status,
    platform: row.platform,
    operation: row.operation,
    remaining: row.remaining,
    from: row.active_from,
    until: row.active_until,
  }));
}

export async function insertFaultRule(trx: Trx, rule: FaultRule): Promise<void> {
  const { from, until, ...same } = rule;
  await trx
    .insertInto('sandbox.fault_rule')
    .values({ ...same, active_from: from, active_until: until })
    .execute();
}

/** Removes one rule, or all; how many there were. */
export async function deleteFaultRules(trx: Trx, id?: string): Promise<number> {
  const all = trx.deleteFrom('sandbox.fault_rule');
  const { numDeletedRows } = await (id === undefined
    ? all
    : all.where('id', '=', id)
  ).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Uses a counted rule up by one; `false` when another call was faster. */
export async function useFaultRule(trx: Trx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sandbox.fault_rule')
    .set((row) => ({ remaining: row('remaining', '-', 1) }))
    .where('id', '=', id)
    .where('remaining', '>', 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
