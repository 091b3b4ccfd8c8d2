import {
  type AccountId,
  type DocumentUniqueId,
  dayIn,
  type Oid,
  type PatientIdCx,
} from '@kartoteka/kernel';
import { type ContentHandle, type ContentStore, prepared } from '@kartoteka/service';
import type {
  Association,
  AssociationType,
  AvailabilityStatus,
  ObjectKind,
  RegisteredContent,
  RegistryChange,
  RegistryFacts,
  RegistryPort,
  RegistryQuestion,
} from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { accountTimeZone } from '../accounts/account.ts';
import { codeText, type EntryRow, entryColumns, entryRow } from './entry-row.ts';
import { lockReferences } from './reference-lock.ts';
import { entryId, storedId } from './stored-id.ts';
import { addUsage, lockUsageAlone, sharedUsageLock } from './usage-store.ts';

type Trx = Transaction<CloudSchema>;

export interface RegistryStoreOptions {
  readonly trx: Trx;
  readonly account: AccountId;
  readonly contents: ContentStore;
  readonly at: Date;
  /** Whether the submission runs alone in its account, see `mustRunAlone`. */
  readonly alone: boolean;
}

/** The registry of one account within one transaction of its scope, as ITI-41 and ITI-42 need it. */
export function registryStore(options: RegistryStoreOptions): RegistryPort<ContentHandle> {
  return {
    lookUp: async (question) => {
      const { trx, account } = options;
      if (question.namesRegistered) await lockReferences(trx, account, question.patientId);
      if (options.alone) await lockUsageAlone(trx, account);
      return lookUp(question, options);
    },
    save: (change) => save(change, options),
  };
}

interface FactsRow {
  readonly account: {
    readonly state: 'ordered' | 'waiting' | 'active' | 'suspended' | 'closed';
    readonly opened: boolean;
    readonly expired: boolean;
    readonly bytesUsed: number;
    readonly bytesMax: number;
    readonly documentsUsed: number;
    readonly documentsMax: number;
    readonly patientDomains: Oid[];
  };
  readonly submission_set: string | null;
  readonly set_documents: RegisteredContent[];
  readonly set_folders: string[];
  readonly documents: RegisteredContent[];
  readonly folders: string[];
  readonly objects: {
    id: string;
    kind: ObjectKind;
    status: AvailabilityStatus;
    patientId: string | null;
  }[];
  readonly dependants: string[];
  readonly memberships: { folder: string; document: string }[];
  readonly removed: { uniqueId: DocumentUniqueId; day: string }[];
}

/**
 * Everything that a decision depends on, in one statement. The account is named besides the policies:
 * tables that others may see too have several, and only a plain condition lets an index be used.
 */
async function lookUp(
  question: RegistryQuestion,
  { trx, account, alone, at }: RegistryStoreOptions,
): Promise<RegistryFacts> {
  const today = dayIn(at, accountTimeZone);
  const ids = question.objectIds.map(storedId);
  const replaced = question.replacedIds.map(storedId);
  const { rows } = await sql<FactsRow>`${prepared}
    WITH own AS (
      SELECT id FROM cloud.submission_set WHERE unique_id = ${question.submissionSetUniqueId}
    ), members AS (
      SELECT association.target FROM cloud.association
      WHERE association.source = (SELECT id FROM own) AND association.type = 'HasMember'
        AND association.metadata->>'submissionSetStatus' IS DISTINCT FROM 'Reference'
    )
    SELECT
      (SELECT json_build_object(
        'state', state,
        'opened', active_from <= ${today}::date,
        'expired', active_to < ${today}::date,
        'bytesMax', size_mb_max::bigint * 1000000,
        'documentsMax', documents_max,
        'bytesUsed', (SELECT coalesce(sum(bytes_used), 0) FROM cloud.account_usage WHERE tenant = ${account}),
        'documentsUsed', (SELECT coalesce(sum(documents_used), 0) FROM cloud.account_usage WHERE tenant = ${account}),
        'patientDomains', patient_domains) FROM cloud.account WHERE tenant = ${account}) AS account,
      (SELECT id FROM own) AS submission_set,
      (SELECT coalesce(json_agg(json_build_object('uniqueId', unique_id, 'hash', hash)), '[]')
        FROM cloud.document_entry WHERE tenant = ${account} AND id IN (SELECT target FROM members)) AS set_documents,
      (SELECT coalesce(json_agg(unique_id), '[]')
        FROM cloud.folder WHERE id IN (SELECT target FROM members)) AS set_folders,
      (SELECT coalesce(json_agg(json_build_object('uniqueId', unique_id, 'hash', hash)), '[]')
        FROM cloud.document_entry
        WHERE tenant = ${account} AND unique_id = ANY(${question.documentUniqueIds}::text[])) AS documents,
      (SELECT coalesce(json_agg(unique_id), '[]') FROM cloud.folder
        WHERE unique_id = ANY(${question.folderUniqueIds}::text[])) AS folders,
      ${objectsOf(ids, account)} AS objects,
      ${dependantsOf(replaced)} AS dependants,
      ${membershipsOf(replaced)} AS memberships,
      (SELECT coalesce(json_agg(json_build_object('uniqueId', unique_id,
          'day', coalesce(content_removed_at, metadata_removed_at)::date::text)), '[]')
        FROM cloud.removed_document
        WHERE tenant = ${account} AND unique_id = ANY(${question.documentUniqueIds}::text[])) AS removed,
      ${alone ? sql`0` : sharedUsageLock(account)} AS lock`.execute(trx);
  const row = rows[0];
  if (!row?.account) throw new Error('the account of the scope is missing');
  const facts = toFacts(row);
  if (row.submission_set === null || !facts.submissionSet) return facts;
  const named = await namedBy(row.submission_set, trx);
  return { ...facts, submissionSet: { ...facts.submissionSet, ...named } };
}

/** What a set that came before names: only asked when one comes again. */
async function namedBy(set: string, trx: Trx) {
  const own = trx.selectFrom('cloud.association as own').where('own.source', '=', set);
  const references = await own
    .select('own.target')
    .where(sql<boolean>`own.metadata->>'submissionSetStatus' = 'Reference'`)
    .execute();
  const associations = await own
    .innerJoin('cloud.association as member', (join) =>
      join.onRef('member.tenant', '=', 'own.tenant').onRef('member.id', '=', 'own.target'),
    )
    .select(['member.type', 'member.source', 'member.target'])
    .execute();
  return {
    references: references.map(({ target }) => entryId(target)),
    associations: associations.map(({ type, source, target }) => ({
      type: type as AssociationType,
      source: entryId(source),
      target: entryId(target),
    })),
  };
}

/** Most submissions name nothing outside themselves; then nothing is looked for. */
function objectsOf(ids: readonly string[], account: AccountId) {
  if (ids.length === 0) return sql`'[]'::json`;
  return sql`(
    SELECT coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'status', status, 'patientId', patient_id)), '[]')
    FROM (
      SELECT id, 'document' AS kind, status, patient_id FROM cloud.document_entry
      WHERE tenant = ${account} AND id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT id, 'submission-set', status, patient_id FROM cloud.submission_set WHERE id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT id, 'folder', status, patient_id FROM cloud.folder WHERE id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT id, 'association', status, NULL FROM cloud.association WHERE id = ANY(${ids}::uuid[])
    ) found)`;
}

/** What hangs on a replaced document by APND and XFRM, at any depth; a Deprecated association holds nothing. */
function dependantsOf(replaced: readonly string[]) {
  if (replaced.length === 0) return sql`'[]'::json`;
  return sql`(
    WITH RECURSIVE hanging(id) AS (
      SELECT association.source FROM cloud.association
      WHERE association.target = ANY(${replaced}::uuid[]) AND association.type IN ('APND', 'XFRM')
        AND association.status = 'Approved'
      UNION
      SELECT association.source FROM cloud.association
      JOIN hanging ON association.target = hanging.id AND association.type IN ('APND', 'XFRM')
        AND association.status = 'Approved'
    )
    SELECT coalesce(json_agg(hanging.id), '[]') FROM hanging
    JOIN cloud.document_entry ON document_entry.id = hanging.id AND document_entry.status = 'Approved')`;
}

function membershipsOf(replaced: readonly string[]) {
  if (replaced.length === 0) return sql`'[]'::json`;
  return sql`(
    SELECT coalesce(json_agg(json_build_object('folder', folder.id, 'document', association.target)), '[]')
    FROM cloud.association
    JOIN cloud.folder ON folder.id = association.source
    WHERE association.target = ANY(${replaced}::uuid[]) AND association.type = 'HasMember'
      AND association.status = 'Approved' AND folder.status = 'Approved')`;
}

function toFacts(row: FactsRow): RegistryFacts {
  const { state, opened, expired, ...account } = row.account;
  return {
    account: { ...account, state: writingState(state, opened, expired) },
    ...(row.submission_set !== null && {
      submissionSet: {
        documents: row.set_documents,
        folderUniqueIds: row.set_folders,
        references: [],
        associations: [],
      },
    }),
    documents: row.documents,
    removed: row.removed,
    folderUniqueIds: row.folders,
    objects: row.objects.map(({ id, patientId, ...object }) => ({
      ...object,
      id: entryId(id),
      ...(patientId !== null && { patientId: patientId as PatientIdCx }),
    })),
    dependants: row.dependants.map(entryId),
    memberships: row.memberships.map(({ folder, document }) => ({
      folder: entryId(folder),
      document: entryId(document),
    })),
  };
}

function writingState(
  state: FactsRow['account']['state'],
  opened: boolean,
  expired: boolean,
): RegistryFacts['account']['state'] {
  if (state !== 'active') return state === 'suspended' ? 'suspended' : 'closed';
  if (!opened) return 'closed';
  return expired ? 'expired' : 'active';
}

/** Writes the change; whatever another submission did in between shows as a row that is not there. */
async function save(
  change: RegistryChange<ContentHandle>,
  options: RegistryStoreOptions,
): Promise<'saved' | 'changed'> {
  const { trx, at } = options;
  if (!(await saveNew(change, options))) return 'changed';
  if (!(await deprecate(trx, change, at))) return 'changed';
  return (await saveFolders(trx, change, at)) ? 'saved' : 'changed';
}

/**
 * The set, its entries and associations, and what they take of the account's limits, in one statement
 * whatever their number: this is what every submission writes.
 *
 * @returns `false` when a set or an entry with such an id is there already
 */
async function saveNew(
  change: RegistryChange<ContentHandle>,
  { trx, account, contents, at }: RegistryStoreOptions,
): Promise<boolean> {
  const entries: EntryRow[] = [];
  for (const { entry, content } of change.documents) {
    const contentId = content ? await contents.link(trx, content.handle) : null;
    entries.push(entryRow(entry, contentId, at));
  }
  const associations = change.associations.map((one) => associationRow(one, at));
  const { rows } = await sql<{ sets: number; entries: number }>`${prepared}
    WITH new_set AS (
      ${insertRows('submission_set', setColumns, [setRow(change, at)])}
      ON CONFLICT DO NOTHING RETURNING id
    ), new_entries AS (
      ${insertRows('document_entry', entryColumns, entries)}
      ON CONFLICT DO NOTHING RETURNING id
    ), new_associations AS (
      ${insertRows('association', associationColumns, associations)}
    ), used AS (
      ${addUsage(account, { bytes: change.bytes, documents: entries.length })}
    )
    SELECT (SELECT count(*)::integer FROM new_set) AS sets,
      (SELECT count(*)::integer FROM new_entries) AS entries`.execute(trx);
  return rows[0]?.sets === 1 && rows[0].entries === entries.length;
}

export const setColumns = [
  'id',
  'unique_id',
  'source_id',
  'patient_id',
  'submitted_at',
  'status',
  'metadata',
  'created_at',
] as const;

export function setRow(
  {
    submissionSet: set,
    patientId,
  }: Pick<RegistryChange<ContentHandle>, 'submissionSet' | 'patientId'>,
  at: Date,
) {
  return {
    id: storedId(set.id),
    unique_id: set.uniqueId ?? '',
    source_id: set.sourceId ?? '',
    patient_id: patientId,
    submitted_at: set.submissionTime ?? '',
    status: 'Approved',
    metadata: set,
    created_at: at,
  };
}

export const associationColumns = [
  'id',
  'type',
  'source',
  'target',
  'status',
  'metadata',
  'created_at',
] as const;

export function associationRow(association: Association, at: Date) {
  return {
    id: storedId(association.id),
    type: association.type ?? '',
    source: storedId(association.source),
    target: storedId(association.target),
    status: 'Approved',
    metadata: association,
    created_at: at,
  };
}

/** Rows travel as one value, so that the statement is the same for one document and for fifty. */
export function insertRows<Row extends object>(
  table: 'submission_set' | 'document_entry' | 'association',
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
) {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const into = sql.table(`cloud.${table}`);
  return sql`INSERT INTO ${into} (${names})
    SELECT ${names} FROM jsonb_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::jsonb)`;
}

export async function deprecate(
  trx: Trx,
  change: Pick<RegistryChange<ContentHandle>, 'deprecated'>,
  at: Date,
): Promise<boolean> {
  if (change.deprecated.length === 0) return true;
  const { numUpdatedRows } = await trx
    .updateTable('cloud.document_entry')
    .set({ status: 'Deprecated', changed_at: at })
    .where('id', 'in', change.deprecated.map(storedId))
    .where('status', '=', 'Approved')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === BigInt(change.deprecated.length);
}

export async function saveFolders(
  trx: Trx,
  change: Pick<RegistryChange<ContentHandle>, 'folders' | 'touchedFolders' | 'patientId' | 'time'>,
  at: Date,
): Promise<boolean> {
  if (change.folders.length > 0) {
    const { numInsertedOrUpdatedRows: inserted } = await trx
      .insertInto('cloud.folder')
      .values(
        change.folders.map((folder) => ({
          id: storedId(folder.id),
          logical_id: storedId(folder.lid ?? folder.id),
          version: Number(folder.version?.versionName ?? 1),
          unique_id: folder.uniqueId ?? '',
          patient_id: change.patientId,
          status: 'Approved',
          last_update_time: change.time,
          codes: folder.codes.map(codeText),
          metadata: JSON.stringify(folder),
          created_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (inserted !== BigInt(change.folders.length)) return false;
  }
  if (change.touchedFolders.length === 0) return true;
  await trx
    .updateTable('cloud.folder')
    .set({ last_update_time: change.time })
    .where('id', 'in', change.touchedFolders.map(storedId))
    .execute();
  return true;
}

/**
 * Unique ids of the given documents that the account holds for a patient; for consents. What is only
 * registered (ITI-42) cannot be shown, and the newest version says whose a document is (ITI-57).
 */
export async function findHeldDocuments(
  trx: Trx,
  patientId: string,
  uniqueIds: readonly string[],
): Promise<DocumentUniqueId[]> {
  const rows = await trx
    .selectFrom('cloud.document_entry')
    .select('unique_id')
    .where('patient_id', '=', patientId)
    .where('unique_id', 'in', [...uniqueIds])
    .where('content_id', 'is not', null)
    .where('superseded', '=', false)
    .execute();
  return rows.map((row) => row.unique_id as DocumentUniqueId);
}
