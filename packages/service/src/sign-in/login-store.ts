import type { Insertable, Selectable, Updateable } from 'kysely';
import type { SignInTransaction } from './frame.ts';
import type { LoginTable } from './tables.ts';

export type LoginRow = Selectable<LoginTable>;

export interface LoginPlace {
  readonly area: string;
  readonly tenant: string;
}

export function findLoginByName(
  trx: SignInTransaction,
  { area, tenant }: LoginPlace,
  loginName: string,
): Promise<LoginRow | undefined> {
  return trx
    .selectFrom('kartoteka.login')
    .selectAll()
    .where('area', '=', area)
    .where('tenant', '=', tenant)
    .where('login_name', '=', loginName)
    .executeTakeFirst();
}

export function findLoginBySubject(
  trx: SignInTransaction,
  { area, tenant }: LoginPlace,
  subject: string,
): Promise<LoginRow | undefined> {
  return trx
    .selectFrom('kartoteka.login')
    .selectAll()
    .where('area', '=', area)
    .where('tenant', '=', tenant)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/** The login, held until the transaction ends: what is decided on it is decided once. */
export function lockLogin(
  trx: SignInTransaction,
  area: string,
  id: string,
): Promise<LoginRow | undefined> {
  return trx
    .selectFrom('kartoteka.login')
    .selectAll()
    .where('area', '=', area)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function listLoginRows(
  trx: SignInTransaction,
  { area, tenant }: LoginPlace,
): Promise<LoginRow[]> {
  return trx
    .selectFrom('kartoteka.login')
    .selectAll()
    .where('area', '=', area)
    .where('tenant', '=', tenant)
    .orderBy('display_name')
    .orderBy('id')
    .execute();
}

/** Adds a login unless its name or its subject has one; tells whether it did. */
export async function insertLogin(
  trx: SignInTransaction,
  row: Insertable<LoginTable>,
): Promise<boolean> {
  const result = await trx
    .insertInto('kartoteka.login')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function updateLogin(
  trx: SignInTransaction,
  id: string,
  change: Updateable<LoginTable>,
): Promise<void> {
  await trx.updateTable('kartoteka.login').set(change).where('id', '=', id).execute();
}

/** Marks a time step as used; `false` when it, or a later one, was used before. */
export async function useStep(trx: SignInTransaction, id: string, step: number): Promise<boolean> {
  const result = await trx
    .updateTable('kartoteka.login')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where((row) => row.or([row('totp_step', 'is', null), row('totp_step', '<', step)]))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
