import { sql, type Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { DocumentState } from './contract.ts';
import { isReplaced } from './replacement-store.ts';

type Trx = Transaction<PracticeSchema>;

/** What the list and the page of a document show in common. */
export interface DocumentListRow {
  readonly id: string;
  readonly patientId: string | null;
  readonly patientName: string;
  readonly pesel: string | null;
  readonly kind: string;
  readonly title: string;
  readonly uniqueId: string;
  readonly issuedAt: Date | null;
  readonly addedAt: Date;
  readonly addedBy: string;
  readonly state: DocumentState;
  /** A newer version is in the archive. */
  readonly replaced: boolean;
  readonly consented: boolean;
  readonly localCopy: boolean;
  readonly attachments: number;
  readonly warnings: number;
}

export interface DocumentSearch {
  readonly id?: string;
  readonly patientId?: string;
  readonly patientWords: readonly string[];
  readonly kind?: string;
  readonly state?: DocumentState;
  /** Replaced versions too; without it they are left out. */
  readonly withReplaced: boolean;
  readonly inCloud?: boolean;
  readonly consented?: boolean;
  readonly addedFrom?: string;
  readonly addedTo?: string;
  readonly issuedFrom?: string;
  readonly issuedTo?: string;
  readonly author: string;
  readonly addedBy: string;
  readonly words: readonly string[];
  readonly sort: 'addedAt' | 'issuedAt' | 'patientName' | 'kindName';
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** The day on which a consent must be in force. */
  readonly today: string;
  /** Where the practice is: its days begin at its own midnight. */
  readonly timeZone: string;
  /** Codes of kinds in the order of their names, in the language of whoever asks. */
  readonly kindsInOrder: readonly string[];
}

/** A page of the archive. Consents count only by the cloud's receipt and on the given day. */
export async function searchDocuments(
  trx: Trx,
  search: DocumentSearch,
): Promise<{ rows: DocumentListRow[]; total: number }> {
  const conditions = conditionsOf(search);
  const where = conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``;
  const { rows } = await sql<Row>`
    SELECT document.id, document.patient_id, document.kind, document.title, document.unique_id,
      document.issued_at, document.added_at, document.added_by, document.state,
      document.content_id IS NOT NULL AS local_copy,
      jsonb_array_length(document.attachments) AS attachments,
      jsonb_array_length(document.findings) AS warnings,
      coalesce(patient.family || ' ' || patient.given, '') AS patient_name,
      CASE WHEN patient.identity_kind = 'pesel' THEN patient.identity_number END AS pesel,
      ${consentedOn(search.today)} AS consented,
      ${isReplaced('document')} AS replaced,
      count(*) OVER () AS total
    FROM practice.document
    LEFT JOIN practice.patient ON patient.id = document.patient_id
    ${where}
    ORDER BY ${orderOf(search)}, document.id
    OFFSET ${search.offset} LIMIT ${search.limit}`.execute(trx);
  // The count stands in the rows; a page behind the last one has none.
  if (rows.length === 0 && search.offset > 0) {
    return { rows: [], total: (await searchDocuments(trx, { ...search, offset: 0 })).total };
  }
  return { rows: rows.map(toRow), total: Number(rows[0]?.total ?? 0) };
}

interface Row {
  readonly id: string;
  readonly patient_id: string | null;
  readonly kind: string;
  readonly title: string;
  readonly unique_id: string;
  readonly issued_at: Date | null;
  readonly added_at: Date;
  readonly added_by: string;
  readonly state: DocumentState;
  readonly local_copy: boolean;
  readonly attachments: number;
  readonly warnings: number;
  readonly patient_name: string;
  readonly pesel: string | null;
  readonly consented: boolean;
  readonly replaced: boolean;
  readonly total: string;
}

function conditionsOf(search: DocumentSearch) {
  const { id, patientId, kind, state, inCloud, consented } = search;
  return [
    id !== undefined && sql`document.id = ${id}`,
    patientId !== undefined && sql`document.patient_id = ${patientId}`,
    kind !== undefined && sql`document.kind = ${kind}`,
    // What was removed is looked at by its own address, or where somebody asks for it.
    state === undefined && id === undefined && sql`document.state <> 'removed'`,
    // A replaced version is reached from the newer one and by its own address as well.
    !search.withReplaced && id === undefined && sql`NOT ${isReplaced('document')}`,
    state !== undefined && sql`document.state = ${state}`,
    inCloud !== undefined && sql`(document.state = 'archived') = ${inCloud}`,
    consented !== undefined && sql`${consentedOn(search.today)} = ${consented}`,
    search.addedFrom !== undefined &&
      sql`document.added_at >= ${startOf(search.addedFrom, search)}`,
    search.addedTo !== undefined && sql`document.added_at < ${endOf(search.addedTo, search)}`,
    search.issuedFrom !== undefined &&
      sql`document.issued_at >= ${startOf(search.issuedFrom, search)}`,
    search.issuedTo !== undefined && sql`document.issued_at < ${endOf(search.issuedTo, search)}`,
    search.author !== '' && sql`practice.plain(document.author) LIKE ${containing(search.author)}`,
    search.addedBy !== '' &&
      sql`practice.plain(document.added_by) LIKE ${containing(search.addedBy)}`,
    ...search.patientWords.map((word) => sql`patient.search LIKE ${containing(word)}`),
    // Each word as the beginning of a word of the text, with or without diacritics.
    ...search.words.map(
      (word) => sql`document.words @@ to_tsquery('simple', practice.plain(${prefixQuery(word)}))`,
    ),
  ].filter((condition) => condition !== false);
}

function startOf(day: string, { timeZone }: DocumentSearch) {
  return sql`(${day}::date)::timestamp AT TIME ZONE ${timeZone}::text`;
}

function endOf(day: string, { timeZone }: DocumentSearch) {
  return sql`(${day}::date + 1)::timestamp AT TIME ZONE ${timeZone}::text`;
}

function consentedOn(today: string) {
  return sql`EXISTS (
    SELECT FROM practice.consent_document covered
    JOIN practice.consent ON consent.id = covered.consent_id
    WHERE covered.document_id = document.id AND consent.state = 'sent'
      AND ${today}::date BETWEEN consent.valid_from AND consent.valid_to)`;
}

const columns = {
  addedAt: 'document.added_at',
  issuedAt: 'document.issued_at',
  patientName: 'patient_name',
} as const;

function orderOf({ sort, descending, kindsInOrder }: DocumentSearch) {
  const direction = descending ? sql`DESC NULLS LAST` : sql`ASC NULLS FIRST`;
  if (sort !== 'kindName') return sql`${sql.ref(columns[sort])} ${direction}`;
  return sql`array_position(${[...kindsInOrder]}::text[], document.kind) ${direction}, document.kind`;
}

/** A LIKE pattern; signs with a meaning in it are taken literally. */
function containing(typed: string) {
  return sql`'%' || practice.plain(${typed.replace(/[\\%_]/g, '\\$&')}) || '%'`;
}

/** One lexeme as a prefix; quotes and backslashes of the typed word are doubled. */
function prefixQuery(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}':*`;
}

function toRow(row: Row): DocumentListRow {
  return {
    id: row.id,
    patientId: row.patient_id,
    patientName: row.patient_name,
    pesel: row.pesel,
    kind: row.kind,
    title: row.title,
    uniqueId: row.unique_id,
    issuedAt: row.issued_at,
    addedAt: row.added_at,
    addedBy: row.added_by,
    state: row.state,
    consented: row.consented,
    replaced: row.replaced,
    localCopy: row.local_copy,
    attachments: row.attachments,
    warnings: row.warnings,
  };
}
