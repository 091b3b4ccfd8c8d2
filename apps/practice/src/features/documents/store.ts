import { sql, type Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { DocumentState } from './contract.ts';
import type { NewDocument, StoredDocument } from './document.ts';

type Trx = Transaction<PracticeSchema>;

/** One document with everything that was read from it. */
export async function findDocument(trx: Trx, id: string): Promise<StoredDocument | undefined> {
  const row = await trx
    .selectFrom('practice.document')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toDocument(row);
}

/** Documents under one unique id: usually one, several where bytes differ. */
export async function findByUniqueId(trx: Trx, uniqueId: string): Promise<StoredDocument[]> {
  const rows = await trx
    .selectFrom('practice.document')
    .selectAll()
    .where('unique_id', '=', uniqueId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(toDocument);
}

/** Documents by the unique ids under which the cloud has them. */
export async function findBySentId(
  trx: Trx,
  uniqueIds: readonly string[],
): Promise<StoredDocument[]> {
  if (uniqueIds.length === 0) return [];
  const rows = await trx
    .selectFrom('practice.document')
    .selectAll()
    .where('state', '=', 'archived')
    .where(sql<boolean>`coalesce(sent_unique_id, unique_id) = ANY(${[...uniqueIds]}::text[])`)
    .execute();
  return rows.map(toDocument);
}

/**
 * Takes away what was read from a document; what stays says that there was one: its ids, kind, patient
 * and dates.
 */
export async function emptyDocument(trx: Trx, id: string, title: string): Promise<void> {
  const nothing = { templateIds: [], authors: [], related: [], place: {}, service: {} };
  await trx
    .updateTable('practice.document')
    .set({
      state: 'removed',
      content_id: null,
      title,
      author: '',
      organisation: '',
      stylesheet: null,
      file_name: '',
      header: JSON.stringify(nothing),
      findings: '[]',
      attachments: '[]',
      words: sql<string>`''::tsvector`,
    })
    .where('id', '=', id)
    .execute();
}

/** Keeps two imports of the same unique id apart until the transaction ends. */
export async function lockUniqueId(trx: Trx, uniqueId: string): Promise<void> {
  const key = `kartoteka.document ${uniqueId}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(trx);
}

/** Adds a document; its content was linked in the same transaction. */
export async function insertDocument(trx: Trx, document: NewDocument): Promise<void> {
  await trx
    .insertInto('practice.document')
    .values({
      id: document.id,
      patient_id: document.patientId,
      kind: document.kind,
      unique_id: document.uniqueId,
      set_id: document.setId,
      version_number: document.versionNumber,
      title: document.title,
      issued_at: document.issuedAt,
      author: document.author,
      organisation: document.organisation,
      stylesheet: document.stylesheet,
      mime_type: document.mimeType,
      size: document.size,
      sha1: document.sha1,
      sha256: document.sha256,
      content_id: document.contentId,
      header: JSON.stringify(document.header),
      findings: JSON.stringify(document.findings),
      attachments: JSON.stringify(document.attachments),
      words: sql<string>`to_tsvector('simple', practice.plain(${document.words}))`,
      source: document.source,
      file_name: document.fileName,
      added_at: document.addedAt,
      added_by: document.addedBy,
      state: document.state,
      conflict_with: document.conflictWith,
    })
    .execute();
}

/** What sending and deciding change of a document. */
export interface DocumentChange {
  readonly state?: DocumentState;
  readonly sent_unique_id?: string;
  readonly archived_at?: Date;
  readonly entry_uuid?: string;
  readonly repository_unique_id?: string;
  readonly proved_at?: Date;
  readonly content_id?: string | null;
}

export async function changeDocument(trx: Trx, id: string, change: DocumentChange): Promise<void> {
  await trx.updateTable('practice.document').set(change).where('id', '=', id).execute();
}

/** Adds a line to the document's history. */
export async function insertDocumentEvent(
  trx: Trx,
  event: {
    readonly documentId: string;
    readonly at: Date;
    readonly what: string;
    readonly by: string;
  },
): Promise<void> {
  await trx
    .insertInto('practice.document_event')
    .values({ document_id: event.documentId, at: event.at, what: event.what, by_whom: event.by })
    .execute();
}

export async function findDocumentEvents(
  trx: Trx,
  documentId: string,
): Promise<{ at: Date; what: string; by: string }[]> {
  return trx
    .selectFrom('practice.document_event')
    .select(['at', 'what', 'by_whom as by'])
    .where('document_id', '=', documentId)
    .orderBy('id')
    .execute();
}

/** All documents by kind, for the table of kinds. */
export async function countByKind(trx: Trx): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('practice.document')
    .select(['kind', (count) => count.fn.countAll<string>().as('documents')])
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, documents }) => [kind, Number(documents)]));
}

/** Documents by kind that would go if their kind were ticked: what `findUnsent` finds. */
export async function countUnsent(trx: Trx): Promise<ReadonlyMap<string, number>> {
  const rows = await unsent(trx)
    .select(['kind', (count) => count.fn.countAll<string>().as('documents')])
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, documents }) => [kind, Number(documents)]));
}

/** Archived documents with a local copy, by kind, that are older than the days of their kind. */
export async function countOlder(
  trx: Trx,
  days: ReadonlyMap<string, number>,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await overdue(trx, days, now)
    .select(['kind', (count) => count.fn.countAll<string>().as('documents')])
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, documents }) => [kind, Number(documents)]));
}

/** The same documents one by one, oldest first, for the loop that lets local copies go. */
export async function findOverdue(
  trx: Trx,
  days: ReadonlyMap<string, number>,
  options: { readonly now: Date; readonly limit: number },
): Promise<string[]> {
  const rows = await overdue(trx, days, options.now)
    .select('id')
    .orderBy('added_at')
    .limit(options.limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of documents of the given kinds that are here only. */
export async function findUnsent(trx: Trx, kinds: readonly string[]): Promise<string[]> {
  const rows = await unsent(trx)
    .select('id')
    .where('kind', 'in', [...kinds])
    .orderBy('added_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** entryUUID of an archived document, for the replacement of it. */
export async function findArchivedEntry(trx: Trx, uniqueId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('practice.document')
    .select('entry_uuid')
    .where('unique_id', '=', uniqueId)
    .where('sent_unique_id', 'is', null)
    .where('state', '=', 'archived')
    .executeTakeFirst();
  return row?.entry_uuid ?? undefined;
}

/** Here only, of a known patient, and not kept back by an open conflict. */
function unsent(trx: Trx) {
  return trx
    .selectFrom('practice.document')
    .where('state', '=', 'local')
    .where('patient_id', 'is not', null)
    .where((either) =>
      either.or([either('conflict_with', 'is', null), either('sent_unique_id', 'is not', null)]),
    );
}

function overdue(trx: Trx, days: ReadonlyMap<string, number>, now: Date) {
  return trx
    .selectFrom('practice.document')
    .where('state', '=', 'archived')
    .where('content_id', 'is not', null)
    .where(
      sql<boolean>`added_at + make_interval(days => (${JSON.stringify(Object.fromEntries(days))}::jsonb ->> kind)::int) < ${now}`,
    );
}

type Row = Awaited<ReturnType<typeof rowOf>>;
function rowOf(trx: Trx) {
  return trx.selectFrom('practice.document').selectAll().executeTakeFirstOrThrow();
}

function toDocument(row: Row): StoredDocument {
  return {
    id: row.id,
    patientId: row.patient_id,
    kind: row.kind,
    uniqueId: row.unique_id,
    setId: row.set_id,
    versionNumber: row.version_number,
    title: row.title,
    issuedAt: row.issued_at,
    author: row.author,
    organisation: row.organisation,
    stylesheet: row.stylesheet,
    mimeType: row.mime_type,
    size: row.size,
    sha1: row.sha1,
    sha256: row.sha256,
    contentId: row.content_id,
    header: row.header as StoredDocument['header'],
    findings: row.findings as StoredDocument['findings'],
    attachments: row.attachments as StoredDocument['attachments'],
    source: row.source,
    fileName: row.file_name,
    addedAt: row.added_at,
    addedBy: row.added_by,
    state: row.state,
    conflictWith: row.conflict_with,
    sentUniqueId: row.sent_unique_id,
    archivedAt: row.archived_at,
    entryUuid: row.entry_uuid,
    repositoryUniqueId: row.repository_unique_id,
  };
}

/** Documents by state, for the board. */
export async function countByState(trx: Trx): Promise<ReadonlyMap<DocumentState, number>> {
  const rows = await trx
    .selectFrom('practice.document')
    .select(['state', (count) => count.fn.countAll<string>().as('documents')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, documents }) => [state, Number(documents)]));
}
