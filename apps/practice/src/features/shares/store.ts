import { sql, type Transaction } from 'kysely';
import type { ConsentTable, PracticeSchema } from '../../schema.ts';

type Trx = Transaction<PracticeSchema>;
export type ConsentState = ConsentTable['state'];

/** A consent of the register. */
export interface Consent {
  readonly id: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly recipientName: string;
  readonly reason: string;
  readonly from: string;
  readonly to: string;
  readonly state: ConsentState;
  readonly createdBy: string;
  readonly sentAt: Date | null;
  readonly revokedAt: Date | null;
  readonly attempts: number;
  readonly problem: string | null;
  readonly problemParams: Record<string, string | number>;
  readonly quoted: string | null;
  readonly documents: number;
}

/** A document that a consent covers. */
export interface ConsentDocument {
  readonly id: string;
  readonly uniqueId: string;
  readonly sentUniqueId: string | null;
  readonly title: string;
  readonly issuedAt: Date | null;
  readonly archivedAt: Date | null;
}

export async function insertConsent(
  trx: Trx,
  consent: {
    readonly id: string;
    readonly patientId: string;
    readonly recipientName: string;
    readonly reason: string;
    readonly from: string;
    readonly to: string;
    readonly at: Date;
    readonly by: string;
    readonly documentIds: readonly string[];
  },
): Promise<void> {
  await trx
    .insertInto('practice.consent')
    .values({
      id: consent.id,
      patient_id: consent.patientId,
      recipient_kind: 'patient',
      recipient_name: consent.recipientName,
      reason: consent.reason,
      valid_from: consent.from,
      valid_to: consent.to,
      state: 'waiting',
      created_at: consent.at,
      created_by: consent.by,
    })
    .execute();
  await trx
    .insertInto('practice.consent_document')
    .values(consent.documentIds.map((id) => ({ consent_id: consent.id, document_id: id })))
    .execute();
}

/** Keeps everything that changes a consent's state apart until the transaction ends. */
export async function lockConsent(trx: Trx, id: string): Promise<void> {
  await trx.selectFrom('practice.consent').select('id').where('id', '=', id).forUpdate().execute();
}

export async function findConsent(trx: Trx, id: string): Promise<Consent | undefined> {
  const row = await consents(trx).where('consent.id', '=', id).executeTakeFirst();
  return row && toConsent(row);
}

/** A page of the register, newest first; words are looked for in patient, reason and recipient. */
export async function searchConsents(
  trx: Trx,
  search: {
    readonly patientId?: string | undefined;
    readonly state?: ConsentState | undefined;
    readonly words: readonly string[];
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ rows: Consent[]; total: number }> {
  let query = consents(trx);
  if (search.patientId !== undefined)
    query = query.where('consent.patient_id', '=', search.patientId);
  if (search.state !== undefined) query = query.where('consent.state', '=', search.state);
  for (const word of search.words) {
    const pattern = word.replace(/[\\%_]/g, '\\$&');
    query = query.where(
      sql<boolean>`(patient.search || ' ' || practice.plain(consent.reason)) LIKE '%' || practice.plain(${pattern}) || '%'`,
    );
  }
  const rows = await query
    .select(sql<string>`count(*) OVER ()`.as('total'))
    .orderBy('consent.created_at', 'desc')
    .orderBy('consent.id')
    .offset(search.offset)
    .limit(search.limit)
    .execute();
  // The count stands in the rows; a page behind the last one has none.
  if (rows.length === 0 && search.offset > 0) {
    return { rows: [], total: (await searchConsents(trx, { ...search, offset: 0 })).total };
  }
  return { rows: rows.map(toConsent), total: Number(rows[0]?.total ?? 0) };
}

export async function findConsentDocuments(
  trx: Trx,
  consentId: string,
): Promise<ConsentDocument[]> {
  const rows = await trx
    .selectFrom('practice.consent_document as covered')
    .innerJoin('practice.document as document', 'document.id', 'covered.document_id')
    .select([
      'document.id',
      'document.unique_id',
      'document.sent_unique_id',
      'document.title',
      'document.issued_at',
      'document.archived_at',
    ])
    .where('covered.consent_id', '=', consentId)
    .orderBy('document.issued_at', 'desc')
    .orderBy('document.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    uniqueId: row.unique_id,
    sentUniqueId: row.sent_unique_id,
    title: row.title,
    issuedAt: row.issued_at,
    archivedAt: row.archived_at,
  }));
}

/** Consents that wait for a document to be archived. */
export async function findWaitingFor(trx: Trx, documentId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('practice.consent_document as covered')
    .innerJoin('practice.consent as consent', 'consent.id', 'covered.consent_id')
    .select('consent.id')
    .where('covered.document_id', '=', documentId)
    .where('consent.state', 'in', ['waiting', 'checking'])
    .execute();
  return rows.map(({ id }) => id);
}

/** Consents of a patient that are not in force yet and would go on their way. */
export async function findWaitingOf(trx: Trx, patientId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('practice.consent')
    .select('id')
    .where('patient_id', '=', patientId)
    .where('state', 'in', ['waiting', 'checking'])
    .execute();
  return rows.map(({ id }) => id);
}

export interface ConsentChange {
  readonly state?: ConsentState;
  readonly sent_at?: Date;
  readonly revoked_at?: Date;
  readonly next_at?: Date | null;
  readonly problem?: string | null;
  readonly problem_params?: string;
  readonly quoted?: string | null;
  readonly attempts?: number;
}

export async function changeConsent(trx: Trx, id: string, change: ConsentChange): Promise<void> {
  await trx.updateTable('practice.consent').set(change).where('id', '=', id).execute();
}

export async function insertConsentEvent(
  trx: Trx,
  event: {
    readonly consentId: string;
    readonly at: Date;
    readonly what: string;
    readonly by: string;
    readonly problem?: string | undefined;
  },
): Promise<void> {
  await trx
    .insertInto('practice.consent_event')
    .values({
      consent_id: event.consentId,
      at: event.at,
      what: event.what,
      by_whom: event.by,
      problem: event.problem ?? null,
    })
    .execute();
}

export async function findConsentEvents(
  trx: Trx,
  consentId: string,
): Promise<{ at: Date; what: string; by: string; problem: string | null }[]> {
  return trx
    .selectFrom('practice.consent_event')
    .select(['at', 'what', 'by_whom as by', 'problem'])
    .where('consent_id', '=', consentId)
    .orderBy('id')
    .execute();
}

/** For the board: consents that are not in force although somebody asked for it. */
export async function summariseConsents(
  trx: Trx,
): Promise<{ waiting: number; refused: number; oldest: Date | null }> {
  const row = await trx
    .selectFrom('practice.consent')
    .select((select) => [
      select.fn
        .countAll<string>()
        .filterWhere('state', 'in', ['waiting', 'sending', 'checking', 'revoking'])
        .as('waiting'),
      select.fn.countAll<string>().filterWhere('state', '=', 'refused').as('refused'),
      select.fn
        .min<Date | null>('created_at')
        .filterWhere('state', 'in', ['waiting', 'sending', 'checking', 'revoking'])
        .as('oldest'),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: Number(row.waiting), refused: Number(row.refused), oldest: row.oldest };
}

function consents(trx: Trx) {
  return trx
    .selectFrom('practice.consent as consent')
    .innerJoin('practice.patient as patient', 'patient.id', 'consent.patient_id')
    .selectAll('consent')
    .select(['patient.family', 'patient.given'])
    .select((select) =>
      select
        .selectFrom('practice.consent_document')
        .whereRef('practice.consent_document.consent_id', '=', 'consent.id')
        .select((count) => count.fn.countAll<string>().as('documents'))
        .as('documents'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof consents>['executeTakeFirstOrThrow']>>;

function toConsent(row: Row): Consent {
  return {
    id: row.id,
    patientId: row.patient_id,
    patientName: `${row.family} ${row.given}`,
    recipientName: row.recipient_name,
    reason: row.reason,
    from: row.valid_from,
    to: row.valid_to,
    state: row.state,
    createdBy: row.created_by,
    sentAt: row.sent_at,
    revokedAt: row.revoked_at,
    attempts: row.attempts,
    problem: row.problem,
    problemParams: row.problem_params,
    quoted: row.quoted,
    documents: Number(row.documents ?? 0),
  };
}
