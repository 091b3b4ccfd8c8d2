import type { Insertable, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { SandboxSchema } from '../../schema.ts';
import { callLimits } from './call-limits.ts';

type Trx = Transaction<SandboxSchema>;
export type NewCall = Insertable<SandboxSchema['sandbox.call']>;
export type StoredCall = Selectable<SandboxSchema['sandbox.call']>;

/** A call without its bytes, for lists and assertions. */
export type CallSummary = Omit<
  StoredCall,
  'world' | 'request_body' | 'answer_body' | 'request_head' | 'answer_head'
>;

/** Now and then the oldest calls of a full log are removed, not at each call. */
const sweepEvery = 100;

/** Adds a call to the log of the world of the scope and returns its number. */
export async function insertCall(trx: Trx, call: NewCall): Promise<number> {
  const { id } = await trx
    .insertInto('sandbox.call')
    .values(call)
    .returning('id')
    .executeTakeFirstOrThrow();
  if (id % sweepEvery === 0) await sweepCalls(trx);
  return id;
}

async function sweepCalls(trx: Trx): Promise<void> {
  await sql`DELETE FROM sandbox.call WHERE id <= (
    SELECT id FROM sandbox.call ORDER BY id DESC OFFSET ${callLimits.callsMax} LIMIT 1)`.execute(
    trx,
  );
}

/** What a search of the log asks for; parts left out do not matter. */
export interface CallFilter {
  readonly platform?: string | undefined;
  readonly operation?: string | undefined;
  /** Stands somewhere in the request or the answer, whatever the case of its letters. */
  readonly text?: string | undefined;
  readonly brokenOnly?: boolean | undefined;
  readonly faultOnly?: boolean | undefined;
  /** Calls after this one. */
  readonly after?: number | undefined;
}

/** Calls of the world of the scope that fit, with how many there are altogether. */
export async function searchCalls(
  trx: Trx,
  filter: CallFilter,
  page: { readonly limit: number; readonly offset: number; readonly newestFirst: boolean },
): Promise<{ rows: CallSummary[]; total: number }> {
  let query = trx.selectFrom('sandbox.call');
  if (filter.platform !== undefined) query = query.where('platform', '=', filter.platform);
  if (filter.operation !== undefined) query = query.where('operation', '=', filter.operation);
  if (filter.after !== undefined) query = query.where('id', '>', filter.after);
  if (filter.faultOnly) query = query.where('fault', 'is not', null);
  if (filter.brokenOnly) query = query.where(sql<boolean>`broken <> '[]'::jsonb`);
  if (filter.text !== undefined && filter.text !== '') {
    const wanted = filter.text.toLowerCase();
    query = query.where(
      sql<boolean>`(strpos(lower(request_text), ${wanted}) > 0
        OR strpos(lower(answer_text), ${wanted}) > 0)`,
    );
  }
  const counted = await query
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'id',
      'platform',
      'operation',
      'marking',
      'protocol',
      'at',
      'received_at',
      'duration_ms',
      'outcome',
      'request_bytes',
      'request_text',
      'answer_bytes',
      'answer_text',
      'fault',
      'broken',
    ])
    .orderBy('id', page.newestFirst ? 'desc' : 'asc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total: counted.total };
}

export async function findCall(trx: Trx, id: number): Promise<StoredCall | undefined> {
  return trx.selectFrom('sandbox.call').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Empties the log of the world of the scope. */
export async function deleteCalls(trx: Trx): Promise<void> {
  await trx.deleteFrom('sandbox.call').execute();
}
