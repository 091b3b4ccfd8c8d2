import { sql, type Transaction } from 'kysely';
import type { CloudSchema, RemovalOrderTable } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** A member of the practice's staff, as the practice names them. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
}

export interface RemovalOrder {
  readonly id: string;
  readonly state: RemovalOrderTable['state'];
  readonly early: boolean;
  readonly reason: string;
  readonly requestedBy: StaffMember;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: StaffMember | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
  readonly doneAt: Date | null;
  readonly documents: readonly string[];
}

/** Keeps proposing and deciding of one order apart until the transaction ends. */
export async function lockOrder(trx: Trx, id: string): Promise<void> {
  const key = `kartoteka.removal-order ${id}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(trx);
}

export async function findOrder(trx: Trx, id: string): Promise<RemovalOrder | undefined> {
  return (await read(trx, { id }))[0];
}

/** Orders that somebody still has to act on, or all, newest first. */
export function listOrders(
  trx: Trx,
  options: { readonly openAt?: Date | undefined; readonly limit: number },
): Promise<RemovalOrder[]> {
  return read(trx, options);
}

async function read(
  trx: Trx,
  by: { readonly id?: string; readonly openAt?: Date | undefined; readonly limit?: number },
): Promise<RemovalOrder[]> {
  let query = trx
    .selectFrom('cloud.removal_order as ordered')
    .selectAll('ordered')
    .select((select) =>
      select
        .selectFrom('cloud.removal_order_document as covered')
        .whereRef('covered.order_id', '=', 'ordered.id')
        .select(sql<string[]>`json_agg(covered.unique_id ORDER BY covered.unique_id)`.as('ids'))
        .as('documents'),
    )
    .orderBy('requested_at', 'desc')
    .orderBy('ordered.id')
    .limit(by.limit ?? 1);
  if (by.id !== undefined) query = query.where('ordered.id', '=', by.id);
  if (by.openAt) {
    query = query
      .where('state', 'in', ['proposed', 'confirmed'])
      .where('expires_at', '>', by.openAt);
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    early: row.early,
    reason: row.reason,
    requestedBy: { id: row.requested_by, name: row.requested_by_name },
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    decidedBy:
      row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name ?? '' },
    decidedAt: row.decided_at,
    note: row.note,
    doneAt: row.done_at,
    documents: row.documents ?? [],
  }));
}

export async function insertOrder(
  trx: Trx,
  order: Pick<
    RemovalOrder,
    'id' | 'early' | 'reason' | 'requestedBy' | 'requestedAt' | 'expiresAt' | 'documents'
  >,
): Promise<void> {
  await trx
    .insertInto('cloud.removal_order')
    .values({
      id: order.id,
      state: 'proposed',
      early: order.early,
      reason: order.reason,
      requested_by: order.requestedBy.id,
      requested_by_name: order.requestedBy.name,
      requested_at: order.requestedAt,
      expires_at: order.expiresAt,
    })
    .execute();
  await trx
    .insertInto('cloud.removal_order_document')
    .values(order.documents.map((unique) => ({ order_id: order.id, unique_id: unique })))
    .execute();
}

export async function changeOrder(
  trx: Trx,
  id: string,
  change: Partial<
    Pick<
      RemovalOrderTable,
      'state' | 'decided_by' | 'decided_by_name' | 'decided_at' | 'note' | 'done_at' | 'expires_at'
    >
  >,
): Promise<void> {
  await trx.updateTable('cloud.removal_order').set(change).where('id', '=', id).execute();
}

/** Confirmed orders whose documents are all gone, metadata and bytes, are done. */
export async function finishOrders(trx: Trx, at: Date): Promise<void> {
  await sql`
    UPDATE cloud.removal_order ordered SET state = 'done', done_at = ${at}
    WHERE state = 'confirmed' AND NOT EXISTS (
      SELECT FROM cloud.removal_order_document covered
      LEFT JOIN cloud.removed_document removed ON removed.unique_id = covered.unique_id
      WHERE covered.order_id = ordered.id
        AND (removed.metadata_removed_at IS NULL OR removed.content_removed_at IS NULL))`.execute(
    trx,
  );
}

/** Those of the documents that another open order names. */
export async function findInOpenOrders(
  trx: Trx,
  uniqueIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('cloud.removal_order_document as covered')
    .innerJoin('cloud.removal_order as ordered', (join) =>
      join
        .onRef('ordered.tenant', '=', 'covered.tenant')
        .onRef('ordered.id', '=', 'covered.order_id'),
    )
    .select('covered.unique_id')
    .where('covered.unique_id', 'in', [...uniqueIds])
    .where('ordered.state', 'in', ['proposed', 'confirmed'])
    .where('ordered.expires_at', '>', now)
    .execute();
  return rows.map((row) => row.unique_id);
}
