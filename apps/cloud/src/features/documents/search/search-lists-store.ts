import type { ListSearch } from '@kartoteka/fhir';
import type { AccountId } from '@kartoteka/kernel';
import { prepared } from '@kartoteka/service';
import type { Folder, ObjectId, SubmissionSet } from '@kartoteka/xds';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../../schema.ts';
import { type Condition, firstSecond, isAmong } from '../queries/conditions-store.ts';
import { entryId } from '../stored-id.ts';
import { all, codeIs, hasCode, hasName, identifierIs, momentIs, timeIs } from './matches-store.ts';
import type { Behind, Page } from './search-documents-store.ts';

/** A SubmissionSet or Folder as it stands now, with what it holds. */
export type FoundList = {
  readonly documents: readonly ObjectId[];
  readonly folders: readonly ObjectId[];
  readonly registeredAt: Date;
  readonly place: Behind;
} & (
  | { readonly kind: 'submissionset'; readonly object: SubmissionSet }
  | { readonly kind: 'folder'; readonly object: Folder }
);

interface Row {
  readonly kind: 'submissionset' | 'folder';
  readonly id: string;
  readonly logical_id: string;
  readonly status: 'Approved' | 'Deprecated';
  readonly patient_id: string;
  readonly metadata: SubmissionSet | Folder;
  readonly created_at: Date;
  readonly at: string;
  readonly sorted_by: string;
}

/** SubmissionSets and Folders of an account that a search finds, in its order, from a place on. */
export async function searchLists(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  search: ListSearch,
  { sort, max, behind }: Page,
): Promise<FoundList[]> {
  const byTime = sort.by !== 'lastUpdated';
  const column = byTime ? sql`at` : sql`created_at`;
  const type = byTime ? sql`text` : sql`timestamptz`;
  const direction = sort.descending ? sql`DESC` : sql`ASC`;
  const onward = behind
    ? sql`WHERE (${column}, id) ${sort.descending ? sql`<` : sql`>`}
        (${behind.value}::${type}, ${behind.id}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`${prepared}
    SELECT *, ${column}::text AS sorted_by FROM (${foundLists(account, search)}) AS list ${onward}
    ORDER BY ${column} ${direction}, id ${direction} LIMIT ${max}`.execute(trx);
  const members = await membersOf(
    trx,
    account,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toList(row, members.get(row.id)));
}

/** How many there are. */
export async function countLists(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  search: ListSearch,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM (${foundLists(account, search)}) AS list`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Both kinds in the same columns. */
function foundLists(account: AccountId, search: ListSearch): RawBuilder<unknown> {
  return sql`
    SELECT 'submissionset' AS kind, id, id AS logical_id, status, patient_id, metadata, created_at,
      coalesce(${firstSecond('submitted_at')}, '') AS at
    FROM cloud.submission_set WHERE ${sql.join(ofSets(account, search), sql` AND `)}
    UNION ALL
    SELECT 'folder', id, logical_id, status, patient_id, metadata, created_at,
      coalesce(${firstSecond('last_update_time')}, '')
    FROM cloud.folder WHERE ${sql.join(ofFolders(account, search), sql` AND `)}`;
}

function ofSets(account: AccountId, search: ListSearch): Condition[] {
  const type = sql`metadata->'contentTypeCode'`;
  const code = sql`((${type}->>'code') || '^^' || (${type}->>'codingScheme'))`;
  const persons = sql`SELECT author->>'person' FROM jsonb_array_elements(metadata->'authors') AS author`;
  return [
    ...ofBoth(account, search, 'submissionset'),
    ...all(search.ids, (id) => sql`id = ${id}::uuid`),
    ...all(search.identifiers, (match) => identifierIs(match, ['id'])),
    ...all(search.designations, (match) => codeIs(code, match)),
    ...all(search.date, (match) => timeIs(firstSecond('submitted_at'), match)),
    ...all(search.sourceIds, (oid) => sql`source_id = ${oid}`),
    ...all(search.sourceFamily, (match) => hasName(persons, 'family', match)),
    ...all(search.sourceGiven, (match) => hasName(persons, 'given', match)),
  ];
}

function ofFolders(account: AccountId, search: ListSearch): Condition[] {
  const { sourceIds, sourceFamily, sourceGiven } = search;
  // A Folder has neither source nor author.
  const isOfSets = sourceIds.length + sourceFamily.length + sourceGiven.length > 0;
  return [
    ...ofBoth(account, search, 'folder'),
    sql`NOT superseded`,
    ...(isOfSets ? [sql<boolean>`false`] : []),
    ...all(search.ids, (id) => sql`(id = ${id}::uuid OR logical_id = ${id}::uuid)`),
    ...all(search.identifiers, (match) => identifierIs(match, ['id', 'logical_id'])),
    ...all(search.designations, (match) => hasCode('codes', match)),
    ...all(search.date, (match) => timeIs(firstSecond('last_update_time'), match)),
  ];
}

function ofBoth(account: AccountId, search: ListSearch, kind: FoundList['kind']): Condition[] {
  return [
    sql`tenant = ${account}`,
    ...(search.lists.every((group) => group.includes(kind)) ? [] : [sql<boolean>`false`]),
    ...all(search.patients, (patient) => sql`patient_id = ${patient}`),
    ...search.statuses.map((group) => isAmong('status', group)),
    ...all(search.lastUpdated, (match) => momentIs(sql`created_at`, match)),
  ];
}

interface Members {
  readonly documents: ObjectId[];
  readonly folders: ObjectId[];
}

/** What the lists hold, by logical ids; what binds a document to a folder is no member here. */
async function membersOf(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  ids: readonly string[],
): Promise<Map<string, Members>> {
  const members = new Map<string, Members>(ids.map((id) => [id, { documents: [], folders: [] }]));
  if (ids.length === 0) return members;
  const { rows } = await sql<{ source: string; document: string | null; folder: string | null }>`
    SELECT association.source, document.logical_id AS document, folder.logical_id AS folder
    FROM cloud.association
    LEFT JOIN cloud.document_entry AS document
      ON document.tenant = ${account} AND document.id = association.target
    LEFT JOIN cloud.folder ON folder.tenant = ${account} AND folder.id = association.target
    WHERE association.tenant = ${account} AND association.source = ANY(${[...ids]}::uuid[])
      AND association.type = 'HasMember' AND association.status = 'Approved'
    ORDER BY association.created_at, association.id`.execute(trx);
  for (const { source, document, folder } of rows) {
    if (document !== null) members.get(source)?.documents.push(entryId(document));
    if (folder !== null) members.get(source)?.folders.push(entryId(folder));
  }
  return members;
}

function toList(row: Row, members: Members | undefined): FoundList {
  const { kind, id, metadata, status, patient_id, created_at } = row;
  const object = {
    ...metadata,
    id: entryId(id),
    lid: entryId(row.logical_id),
    status,
    ...(patient_id !== '' && { patientId: patient_id }),
    ...(kind === 'folder' && { lastUpdateTime: row.at }),
  };
  return {
    kind,
    object,
    documents: members?.documents ?? [],
    folders: members?.folders ?? [],
    registeredAt: created_at,
    place: { value: row.sorted_by, id },
  } as FoundList;
}
