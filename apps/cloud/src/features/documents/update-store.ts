import type { AccountId } from '@kartoteka/kernel';
import type {
  Association,
  DocumentEntry,
  Folder,
  ObjectId,
  RegisteredUpdate,
  RegisteredVersion,
  UpdateChange,
  UpdateFacts,
  UpdatePort,
  UpdateQuestion,
} from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { entryColumns, entryRow } from './entry-row.ts';
import { lockReferencesAlone } from './reference-lock.ts';
import {
  associationColumns,
  associationRow,
  deprecate,
  insertRows,
  type RegistryStoreOptions,
  registryStore,
  saveFolders,
  setColumns,
  setRow,
} from './registry-store.ts';
import { entryId, storedId } from './stored-id.ts';

type Trx = Transaction<CloudSchema>;
type Options = Omit<RegistryStoreOptions, 'alone'>;

/** The registry of one account within one transaction of its scope, as ITI-57 needs it. */
export function updateStore(options: Options): UpdatePort {
  const { trx, account, at } = options;
  return {
    lookUp: async (question) => {
      await lockReferencesAlone(trx, account);
      return lookUp(question, options);
    },
    save: (change) => save(change, trx, at),
  };
}

async function lookUp(question: UpdateQuestion, options: Options): Promise<UpdateFacts> {
  const { trx, account } = options;
  // The account, and what replacing does, are asked as for a submission.
  const facts = await registryStore({ ...options, alone: false }).lookUp({
    ...question,
    // This transaction keeps everybody away already.
    namesRegistered: false,
    documentUniqueIds: [],
    folderUniqueIds: [],
  });
  const documents = await newestVersions(options, 'cloud.document_entry', question.logicalIds);
  const folders = await newestVersions(options, 'cloud.folder', question.logicalIds);
  const newest = [...documents, ...folders].map(({ id }) => storedId(id));
  const asked = question.objectIds.map(storedId);
  const associations = await associationsAround(trx, newest, asked);
  const ends = associations.flatMap(({ source, target }) => [storedId(source), storedId(target)]);
  return {
    account: facts.account,
    dependants: facts.dependants,
    memberships: facts.memberships,
    ...(facts.submissionSet && {
      submissionSet: await updateBySet(trx, question.submissionSetUniqueId),
    }),
    documents: documents as DocumentEntry[],
    folders: folders as Folder[],
    objects: await objectsBy(trx, account, [...new Set([...asked, ...ends])]),
    associations,
  };
}

/** The first version is found by its own id, later ones by an index that only they stand in. */
async function newestVersions(
  { trx, account }: Options,
  table: 'cloud.document_entry' | 'cloud.folder',
  logicalIds: readonly ObjectId[],
): Promise<(DocumentEntry | Folder)[]> {
  const ids = logicalIds.map(storedId);
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom(table)
    .select(['id', 'metadata', 'status'])
    // Named besides the policies: entries have one for persons too, and this lets an index be used.
    .where('tenant', '=', account)
    .where('superseded', '=', false)
    .where((where) =>
      where.or([
        where('id', 'in', ids),
        where.and([where('logical_id', 'in', ids), where('version', '>', 1)]),
      ]),
    )
    .execute();
  return rows.map((row) => ({
    ...(row.metadata as DocumentEntry | Folder),
    id: entryId(row.id),
    status: row.status as 'Approved',
  }));
}

async function associationsAround(
  trx: Trx,
  newest: readonly string[],
  asked: readonly string[],
): Promise<Association[]> {
  const { rows } = await sql<{ metadata: unknown; status: string }>`
    SELECT metadata, status FROM cloud.association WHERE id = ANY(${[...asked]}::uuid[])
    UNION ALL
    SELECT metadata, status FROM cloud.association
    WHERE status = 'Approved' AND id <> ALL(${[...asked]}::uuid[])
      AND (source = ANY(${[...newest]}::uuid[]) OR target = ANY(${[...newest, ...asked]}::uuid[]))`.execute(
    trx,
  );
  return rows.map(associationOf);
}

function associationOf(row: { readonly metadata: unknown; readonly status: string }): Association {
  return { ...(row.metadata as Association), status: row.status as 'Approved' };
}

async function objectsBy(
  trx: Trx,
  account: AccountId,
  ids: readonly string[],
): Promise<RegisteredVersion[]> {
  const { rows } = await sql<Omit<RegisteredVersion, 'id'> & { id: string }>`
    SELECT id, 'document' AS kind, status, patient_id AS "patientId", superseded
    FROM cloud.document_entry WHERE tenant = ${account} AND id = ANY(${[...ids]}::uuid[])
    UNION ALL
    SELECT id, 'folder', status, patient_id, superseded
    FROM cloud.folder WHERE id = ANY(${[...ids]}::uuid[])
    UNION ALL
    SELECT id, 'submission-set', status, patient_id, false
    FROM cloud.submission_set WHERE id = ANY(${[...ids]}::uuid[])
    UNION ALL
    SELECT id, 'association', status, NULL, false
    FROM cloud.association WHERE id = ANY(${[...ids]}::uuid[])`.execute(trx);
  return rows.map((row) => ({
    ...row,
    id: entryId(row.id),
    patientId: row.patientId ?? undefined,
  }));
}

/** What a set of that unique id did: only asked when one comes again. */
async function updateBySet(trx: Trx, uniqueId: string): Promise<RegisteredUpdate> {
  const { rows: versions } = await sql<{ lid: string; version: number }>`
    WITH member AS (
      SELECT association.target FROM cloud.association
      JOIN cloud.submission_set own ON own.id = association.source
      WHERE own.unique_id = ${uniqueId} AND association.type = 'HasMember'
    )
    SELECT logical_id AS lid, version FROM cloud.document_entry
    WHERE id IN (SELECT target FROM member)
    UNION ALL
    SELECT logical_id, version FROM cloud.folder WHERE id IN (SELECT target FROM member)`.execute(
    trx,
  );
  const { rows: associations } = await sql<{ metadata: unknown; status: string }>`
    WITH starting AS (
      SELECT association.id, association.target FROM cloud.association
      JOIN cloud.submission_set own ON own.id = association.source
      WHERE own.unique_id = ${uniqueId}
    )
    SELECT metadata, status FROM cloud.association
    WHERE id IN (SELECT id FROM starting UNION SELECT target FROM starting)`.execute(trx);
  return {
    versions: versions.map(({ lid, version }) => ({ lid: entryId(lid), version })),
    associations: associations.map(associationOf),
  };
}

async function save(change: UpdateChange, trx: Trx, at: Date): Promise<'saved' | 'changed'> {
  const { rows } = await sql<{ id: string }>`
    ${insertRows('submission_set', setColumns, [setRow(change, at)])}
    ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
  if (rows.length === 0) return 'changed';
  await saveVersions(change, trx, at);
  const associations = change.associations.map((one) => associationRow(one, at));
  await insertRows('association', associationColumns, associations).execute(trx);
  for (const one of change.statuses) await changeStatus(trx, one, at);
  if (!(await deprecate(trx, change, at))) return 'changed';
  const folders = change.folders.map(({ folder }) => folder);
  return (await saveFolders(trx, { ...change, folders }, at)) ? 'saved' : 'changed';
}

/** A new version of an entry shares the content of the version before it: it is stored, and counted, once. */
async function saveVersions(change: UpdateChange, trx: Trx, at: Date): Promise<void> {
  for (const { entry, previous } of change.documents) {
    const { content_id } = await supersede(trx, 'cloud.document_entry', previous)
      .returning('content_id')
      .executeTakeFirstOrThrow();
    await insertRows('document_entry', entryColumns, [entryRow(entry, content_id, at)]).execute(
      trx,
    );
  }
  for (const { previous } of change.folders) {
    await supersede(trx, 'cloud.folder', previous).returning('id').executeTakeFirstOrThrow();
  }
}

/** The caller holds the references of the account, so what it decided about is as it was. */
function supersede<Table extends 'cloud.document_entry' | 'cloud.folder'>(
  trx: Trx,
  table: Table,
  id: ObjectId,
) {
  return trx
    .updateTable(table as 'cloud.document_entry')
    .set({ superseded: true, status: 'Deprecated' })
    .where('id', '=', storedId(id))
    .where('superseded', '=', false)
    .where('status', '=', 'Approved');
}

const tables = {
  document: 'cloud.document_entry',
  folder: 'cloud.folder',
  association: 'cloud.association',
  'submission-set': 'cloud.submission_set',
} as const;

async function changeStatus(
  trx: Trx,
  { id, kind, from, to }: UpdateChange['statuses'][number],
  at: Date,
): Promise<void> {
  await trx
    .updateTable(tables[kind] as 'cloud.document_entry')
    .set({ status: to, ...(kind === 'document' && { changed_at: at }) })
    .where('id', '=', storedId(id))
    .where('status', '=', from)
    .returning('id')
    .executeTakeFirstOrThrow();
}
