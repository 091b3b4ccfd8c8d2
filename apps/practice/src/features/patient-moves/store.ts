import { sql, type Transaction } from 'kysely';
import type { PatientMoveTable, PracticeSchema } from '../../schema.ts';

type Trx = Transaction<PracticeSchema>;

/** A changed or merged identifier on its way to the cloud. */
export interface PatientMove {
  readonly id: string;
  readonly kind: 'change' | 'merge';
  readonly patientId: string;
  /** CX */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly since: Date;
  readonly endPortalAccess: boolean;
  readonly state: PatientMoveTable['state'];
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly problem: string | null;
  readonly problemParams: Record<string, string | number>;
  readonly quoted: string | null;
}

export async function insertMove(
  trx: Trx,
  move: Pick<PatientMove, 'id' | 'kind' | 'patientId' | 'from' | 'to' | 'reason' | 'by' | 'since'>,
): Promise<void> {
  await trx
    .insertInto('practice.patient_move')
    .values({
      id: move.id,
      kind: move.kind,
      patient_id: move.patientId,
      from_id: move.from,
      to_id: move.to,
      reason: move.reason,
      by_id: move.by.id,
      by_name: move.by.name,
      since: move.since,
      state: 'waiting',
    })
    .execute();
}

export async function findMove(trx: Trx, id: string): Promise<PatientMove | undefined> {
  const row = await trx
    .selectFrom('practice.patient_move')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toMove(row);
}

/** What is not done yet, of one patient or of all, oldest first. */
export async function findOpenMoves(trx: Trx, patientId?: string): Promise<PatientMove[]> {
  let query = trx.selectFrom('practice.patient_move').selectAll().where('state', '<>', 'done');
  if (patientId !== undefined) query = query.where('patient_id', '=', patientId);
  return (await query.orderBy('since').orderBy('id').limit(200).execute()).map(toMove);
}

/** Whether an older move that is not done has to do with one of the identifiers. */
export async function hasOlder(trx: Trx, move: PatientMove): Promise<boolean> {
  const ids = [move.from, move.to];
  const row = await trx
    .selectFrom('practice.patient_move')
    .select('id')
    .where('state', '<>', 'done')
    .where('id', '<>', move.id)
    .where(sql<boolean>`(since, id) < (${move.since}, ${move.id})`)
    .where((either) => either.or([either('from_id', 'in', ids), either('to_id', 'in', ids)]))
    .executeTakeFirst();
  return row !== undefined;
}

export async function changeMove(
  trx: Trx,
  id: string,
  change: {
    readonly state?: PatientMove['state'];
    readonly attempts?: number;
    readonly next_at?: Date | null;
    readonly problem?: string | null;
    readonly problem_params?: string;
    readonly quoted?: string | null;
    readonly done_at?: Date;
    readonly end_portal_access?: boolean;
  },
): Promise<void> {
  await trx.updateTable('practice.patient_move').set(change).where('id', '=', id).execute();
}

/** What waited for a record that was merged away waits for the one that lives on. */
export async function handOver(
  trx: Trx,
  merge: { readonly from: string; readonly into: string },
): Promise<void> {
  await trx
    .updateTable('practice.patient_move')
    .set({ patient_id: merge.into })
    .where('patient_id', '=', merge.from)
    .execute();
}

/**
 * Keeps the identifier of a record from changing until the transaction ends, without keeping others
 * from reading it.
 */
export async function holdIdentity(trx: Trx, patientId: string): Promise<void> {
  await trx
    .selectFrom('practice.patient')
    .select('id')
    .where('id', '=', patientId)
    .forShare()
    .execute();
}

/** How many moves wait, how many the cloud refused, since when: for the board. */
export async function summariseMoves(
  trx: Trx,
): Promise<{ waiting: number; refused: number; oldest: Date | null; patientId: string | null }> {
  const open = await findOpenMoves(trx);
  const refused = open.filter(({ state }) => state === 'refused');
  return {
    waiting: open.length - refused.length,
    refused: refused.length,
    oldest: open[0]?.since ?? null,
    patientId: (refused[0] ?? open[0])?.patientId ?? null,
  };
}

type Row = Awaited<ReturnType<typeof rowOf>>;
function rowOf(trx: Trx) {
  return trx.selectFrom('practice.patient_move').selectAll().executeTakeFirstOrThrow();
}

function toMove(row: Row): PatientMove {
  return {
    id: row.id,
    kind: row.kind,
    patientId: row.patient_id,
    from: row.from_id,
    to: row.to_id,
    reason: row.reason,
    by: { id: row.by_id, name: row.by_name },
    since: row.since,
    endPortalAccess: row.end_portal_access,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    problem: row.problem,
    problemParams: row.problem_params,
    quoted: row.quoted,
  };
}
