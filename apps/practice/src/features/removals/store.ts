import { sql, type Transaction } from 'kysely';
import type { PracticeSchema, RemovalTable } from '../../schema.ts';

type Trx = Transaction<PracticeSchema>;

export interface RemovalDocument {
  readonly id: string;
  readonly title: string;
  readonly uniqueId: string;
}

export interface Removal {
  readonly id: string;
  readonly inCloud: boolean;
  readonly state: RemovalTable['state'];
  readonly checking: boolean;
  readonly early: boolean;
  readonly reason: string;
  readonly requestedBy: { readonly id: string; readonly name: string };
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
  readonly doneAt: Date | null;
  readonly documents: readonly RemovalDocument[];
}

/** Keeps two decisions on one removal apart until the transaction ends. */
export async function lockRemoval(trx: Trx, id: string): Promise<void> {
  const key = `kartoteka.removal ${id}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(trx);
}

export async function findRemoval(trx: Trx, id: string): Promise<Removal | undefined> {
  return (await read(trx, { id, limit: 1 }))[0];
}

/** Those that wait for somebody first, then the newest. */
export function listRemovals(trx: Trx, limit: number): Promise<Removal[]> {
  return read(trx, { limit });
}

/** Removals whose outcome in the cloud is unknown, or may have changed there. */
export async function findUnsettled(trx: Trx): Promise<string[]> {
  const rows = await trx
    .selectFrom('practice.removal')
    .select('id')
    .where('in_cloud', '=', true)
    .where((either) =>
      either.or([either('checking', '=', true), either('state', 'in', ['proposed', 'confirmed'])]),
    )
    .orderBy('requested_at')
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}

async function read(
  trx: Trx,
  by: { readonly id?: string; readonly limit: number },
): Promise<Removal[]> {
  let query = trx
    .selectFrom('practice.removal as removal')
    .selectAll('removal')
    .select((select) =>
      select
        .selectFrom('practice.removal_document as covered')
        .innerJoin('practice.document as document', 'document.id', 'covered.document_id')
        .whereRef('covered.removal_id', '=', 'removal.id')
        .select(
          sql<RemovalDocument[]>`json_agg(json_build_object('id', document.id,
            'title', document.title,
            'uniqueId', coalesce(document.sent_unique_id, document.unique_id))
            ORDER BY document.title, document.id)`.as('list'),
        )
        .as('documents'),
    )
    .orderBy(sql`state IN ('proposed', 'confirmed')`, 'desc')
    .orderBy('requested_at', 'desc')
    .orderBy('removal.id')
    .limit(by.limit);
  if (by.id !== undefined) query = query.where('removal.id', '=', by.id);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    inCloud: row.in_cloud,
    state: row.state,
    checking: row.checking,
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

export async function insertRemoval(
  trx: Trx,
  removal: Pick<
    Removal,
    'id' | 'inCloud' | 'early' | 'reason' | 'requestedBy' | 'requestedAt' | 'expiresAt'
  > & { readonly checking: boolean; readonly documentIds: readonly string[] },
): Promise<void> {
  await trx
    .insertInto('practice.removal')
    .values({
      id: removal.id,
      in_cloud: removal.inCloud,
      state: 'proposed',
      checking: removal.checking,
      early: removal.early,
      reason: removal.reason,
      requested_by: removal.requestedBy.id,
      requested_by_name: removal.requestedBy.name,
      requested_at: removal.requestedAt,
      expires_at: removal.expiresAt,
    })
    .execute();
  await trx
    .insertInto('practice.removal_document')
    .values(removal.documentIds.map((id) => ({ removal_id: removal.id, document_id: id })))
    .execute();
}

export async function changeRemoval(
  trx: Trx,
  id: string,
  change: Partial<Omit<RemovalTable, 'tenant' | 'id'>>,
): Promise<void> {
  await trx.updateTable('practice.removal').set(change).where('id', '=', id).execute();
}

/** A proposal that the cloud did not take leaves nothing behind but its record in the audit. */
export async function deleteRemoval(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('practice.removal_document').where('removal_id', '=', id).execute();
  await trx.deleteFrom('practice.removal').where('id', '=', id).execute();
}

/** Whether another open removal names one of the documents. */
export async function isPending(
  trx: Trx,
  documentIds: readonly string[],
  now: Date,
): Promise<boolean> {
  const row = await trx
    .selectFrom('practice.removal_document as covered')
    .innerJoin('practice.removal as removal', 'removal.id', 'covered.removal_id')
    .select('covered.document_id')
    .where('covered.document_id', 'in', [...documentIds])
    .where('removal.state', 'in', ['proposed', 'confirmed'])
    .where('removal.expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many wait for a second person, and since when: for the board. */
export async function summariseRemovals(
  trx: Trx,
  now: Date,
): Promise<{ waiting: number; oldest: Date | null }> {
  const row = await trx
    .selectFrom('practice.removal')
    .select((select) => [
      select.fn.countAll<string>().as('waiting'),
      select.fn.min<Date | null>('requested_at').as('oldest'),
    ])
    .where('state', '=', 'proposed')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return { waiting: Number(row.waiting), oldest: row.oldest };
}
