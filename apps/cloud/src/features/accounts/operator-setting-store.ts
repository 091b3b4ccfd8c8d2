import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** The value under a name, or `undefined`. */
export async function findSetting(trx: Trx, name: string): Promise<unknown> {
  const row = await trx
    .selectFrom('cloud.operator_setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

/** Sets a value, replacing what was there. */
export async function saveSetting(trx: Trx, name: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await trx
    .insertInto('cloud.operator_setting')
    .values({ name, value: json })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: json }))
    .execute();
}

/** Sets a value only when there is none, and returns the one that stands: several may try at once. */
export async function keepSetting(trx: Trx, name: string, value: unknown): Promise<unknown> {
  await trx
    .insertInto('cloud.operator_setting')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return findSetting(trx, name);
}
