import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Structure } from './contract.ts';

type Trx = Transaction<PracticeSchema>;

export interface StoredStructure extends Structure {
  readonly version: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** The structure in force; `undefined` before the first saving. */
export async function findStructure(trx: Trx): Promise<StoredStructure | undefined> {
  const row = await trx
    .selectFrom('practice.structure')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      version: row.version,
      provider: row.provider,
      establishment: row.establishment,
      units: row.units,
      changedAt: row.changed_at,
      changedBy: row.changed_by,
    }
  );
}

/** Adds a version; `false` when somebody else added it first. */
export async function insertStructure(trx: Trx, structure: StoredStructure): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('practice.structure')
    .values({
      version: structure.version,
      provider: JSON.stringify(structure.provider),
      establishment: JSON.stringify(structure.establishment),
      units: JSON.stringify(structure.units),
      changed_at: structure.changedAt,
      changed_by: structure.changedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
