import { sql } from 'kysely';
import type { AnyTransaction } from './tenant.ts';

/** A row of `kartoteka.data_key`. */
export interface DataKeyRow {
  readonly tenant: string;
  readonly id: string;
  readonly wrapped: Uint8Array;
}

export async function findDataKey(
  trx: AnyTransaction,
  tenant: string,
): Promise<DataKeyRow | undefined> {
  const { rows } = await sql<DataKeyRow>`
    SELECT tenant, id, wrapped FROM kartoteka.data_key WHERE tenant = ${tenant}`.execute(trx);
  return rows[0];
}

/** Adds the row unless there is one; which of two writers won is seen by asking afterwards. */
export async function addDataKey(trx: AnyTransaction, row: DataKeyRow): Promise<void> {
  await sql`
    INSERT INTO kartoteka.data_key (tenant, id, wrapped)
    VALUES (${row.tenant}, ${row.id}, ${row.wrapped}) ON CONFLICT DO NOTHING`.execute(trx);
}

export async function deleteDataKey(trx: AnyTransaction, tenant: string): Promise<boolean> {
  const result = await sql`DELETE FROM kartoteka.data_key WHERE tenant = ${tenant}`.execute(trx);
  return result.numAffectedRows === 1n;
}

/** Data keys that another master key than the given one has wrapped; the envelope names it. */
export async function findDataKeysOfOtherMasters(
  trx: AnyTransaction,
  masterKeyId: string,
  rowsMax: number,
): Promise<readonly DataKeyRow[]> {
  const { rows } = await sql<DataKeyRow>`
    SELECT tenant, id, wrapped FROM kartoteka.data_key
    WHERE substring(wrapped FROM 2 FOR 8) <> decode(${masterKeyId}, 'hex')
    ORDER BY tenant LIMIT ${rowsMax}`.execute(trx);
  return rows;
}

/** Replaces the wrapping, unless the key was destroyed or wrapped anew meanwhile. */
export async function rewrapDataKey(
  trx: AnyTransaction,
  row: DataKeyRow,
  wrapped: Uint8Array,
): Promise<void> {
  await sql`
    UPDATE kartoteka.data_key SET wrapped = ${wrapped}
    WHERE tenant = ${row.tenant} AND id = ${row.id} AND wrapped = ${row.wrapped}`.execute(trx);
}
