import { sql, type Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';

type Trx = Transaction<PracticeSchema>;

/** A document on its way, with what was fixed when it set out. */
export interface OutboxItem {
  readonly documentId: string;
  readonly submissionSetUniqueId: string;
  readonly entryUuid: string;
  readonly since: Date;
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly beganAt: Date | null;
  readonly problem: string | null;
  readonly problemParams: Record<string, string | number>;
  readonly quoted: string | null;
}

/**
 * Keeps everything that changes where a document stands on its way apart until the transaction ends:
 * beginning and ending of attempts, and being put on its way. Taken first.
 */
export async function lockItem(trx: Trx, documentId: string): Promise<void> {
  const key = `kartoteka.outbox ${documentId}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(trx);
}

/** Puts a document on its way; `false` when it is already. */
export async function insertOutboxItem(
  trx: Trx,
  item: Pick<OutboxItem, 'documentId' | 'submissionSetUniqueId' | 'entryUuid' | 'since'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('practice.outbox')
    .values({
      document_id: item.documentId,
      submission_set_unique_id: item.submissionSetUniqueId,
      entry_uuid: item.entryUuid,
      since: item.since,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findOutboxItem(
  trx: Trx,
  documentId: string,
): Promise<OutboxItem | undefined> {
  const row = await trx
    .selectFrom('practice.outbox')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return (
    row && {
      documentId: row.document_id,
      submissionSetUniqueId: row.submission_set_unique_id,
      entryUuid: row.entry_uuid,
      since: row.since,
      attempts: row.attempts,
      nextAt: row.next_at,
      beganAt: row.began_at,
      problem: row.problem,
      problemParams: row.problem_params,
      quoted: row.quoted,
    }
  );
}

/** Marks the beginning of an attempt: from here until its end is recorded, the outcome is unknown. */
export async function beginAttempt(trx: Trx, documentId: string, at: Date): Promise<void> {
  await trx
    .updateTable('practice.outbox')
    .set((update) => ({ began_at: at, attempts: update('attempts', '+', 1), next_at: null }))
    .where('document_id', '=', documentId)
    .execute();
}

/** Records how an attempt failed and when the next one comes; `unknown` keeps its beginning. */
export async function failAttempt(
  trx: Trx,
  documentId: string,
  failure: {
    readonly problem: string;
    readonly params: Readonly<Record<string, string | number>>;
    readonly quoted: string | undefined;
    readonly nextAt: Date | null;
    readonly unknown: boolean;
  },
): Promise<void> {
  await trx
    .updateTable('practice.outbox')
    .set({
      problem: failure.problem,
      problem_params: JSON.stringify(failure.params),
      quoted: failure.quoted ?? null,
      next_at: failure.nextAt,
      ...(!failure.unknown && { began_at: null }),
    })
    .where('document_id', '=', documentId)
    .execute();
}

/** Takes a document out of the outbox; `false` when it was not in it any more. */
export async function deleteOutboxItem(trx: Trx, documentId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('practice.outbox')
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export interface OutboxSummary {
  readonly waiting: number;
  readonly oldest: Date | null;
  readonly problem: string | null;
  readonly problemParams: Record<string, string | number>;
}

/** What waits, for the board: how many, since when, and the reason of the oldest. */
export async function summariseOutbox(trx: Trx): Promise<OutboxSummary> {
  const oldest = await trx
    .selectFrom('practice.outbox as outbox')
    .select(['since', 'problem', 'problem_params'])
    .select((select) => select.fn.countAll<string>().over().as('waiting'))
    .innerJoin('practice.document as document', 'document.id', 'outbox.document_id')
    // What the cloud refused waits for nothing but a person, and has a line of its own.
    .where('document.state', '<>', 'refused')
    .orderBy('since')
    .limit(1)
    .executeTakeFirst();
  return {
    waiting: Number(oldest?.waiting ?? 0),
    oldest: oldest?.since ?? null,
    problem: oldest?.problem ?? null,
    problemParams: oldest?.problem_params ?? {},
  };
}

/** Whether an attempt of a document of the patient has begun and is not settled. */
export async function isSending(trx: Trx, patientId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('practice.outbox')
    .innerJoin('practice.document', 'practice.document.id', 'practice.outbox.document_id')
    .select('practice.outbox.document_id')
    .where('practice.document.patient_id', '=', patientId)
    .where('practice.outbox.began_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a document of that unique id is still on its way; for the one that replaces it. */
export async function isOnItsWay(trx: Trx, uniqueId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('practice.outbox')
    .innerJoin('practice.document', 'practice.document.id', 'practice.outbox.document_id')
    .select('practice.outbox.document_id')
    .where('practice.document.unique_id', '=', uniqueId)
    .where('practice.document.sent_unique_id', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
