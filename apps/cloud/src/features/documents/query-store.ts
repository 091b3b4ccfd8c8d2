import type { AccountId } from '@kartoteka/kernel';
import type {
  AllOfAny,
  Association,
  CodeValue,
  DocumentEntry,
  FindDocumentsQuery,
  Folder,
  GetAllQuery,
  GetDocumentsQuery,
  ObjectId,
  QueryPort,
  RegistryObjects,
  StoredQuery,
  SubmissionSet,
  TimeRange,
} from '@kartoteka/xds';
import { isEntryUuid } from '@kartoteka/xds';
import {
  type Expression,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
  type Transaction,
} from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { codeText } from './entry-row.ts';
import { entryId, storedId } from './stored-id.ts';

type Trx = Transaction<CloudSchema>;
interface Asked {
  readonly trx: Trx;
  readonly account: AccountId;
}
type EntryQuery = SelectQueryBuilder<CloudSchema, 'cloud.document_entry', object>;

/** The registry behind ITI-18, within one transaction of an account's scope. */
export function queryStore(trx: Trx, account: AccountId): QueryPort {
  return {
    findObjects: (query, objectsMax) => findObjects({ trx, account }, query, objectsMax),
    findReferences: async (query, objectsMax) => {
      const objects = await findObjects({ trx, account }, query, objectsMax);
      return [
        ...objects.documents,
        ...objects.submissionSets,
        ...objects.folders,
        ...objects.associations,
      ].map(({ id }) => id);
    },
  };
}

async function findObjects(
  asked: Asked,
  query: StoredQuery,
  max: number,
): Promise<RegistryObjects> {
  if (query.name === 'GetAll') return findAll(asked, query, max);
  const entries = entriesOf(asked);
  const narrowed =
    query.name === 'FindDocuments' ? byFindDocuments(entries, query) : byIds(entries, query);
  return { ...none, documents: await readEntries(narrowed, max) };
}

/** Named besides the policies: entries have one for persons too, and this lets an index be used. */
function entriesOf({ trx, account }: Asked): EntryQuery {
  return trx.selectFrom('cloud.document_entry').where('tenant', '=', account);
}

const none: RegistryObjects = { documents: [], submissionSets: [], folders: [], associations: [] };

function byFindDocuments(entries: EntryQuery, query: FindDocumentsQuery): EntryQuery {
  return entries
    .where('patient_id', '=', query.patientId)
    .where('status', 'in', listOf(query.statuses) as 'Approved'[])
    .where('object_type', 'in', listOf(query.types))
    .$call(anyCode('class_code', query.classCodes))
    .$call(anyCode('type_code', query.typeCodes))
    .$call(anyCode('format_code', query.formatCodes))
    .$call(anyCode('practice_setting_code', query.practiceSettingCodes))
    .$call(anyCode('facility_type_code', query.healthcareFacilityTypeCodes))
    .$call(allGroups('event_codes', query.eventCodes))
    .$call(allGroups('confidentiality_codes', query.confidentialityCodes))
    .$call(allTextGroups('reference_ids', query.referenceIds))
    .$call(anyAuthor(query.authorPersons))
    .$if(query.documentAvailabilities.length > 0, (built) =>
      built.where('availability', 'in', [...query.documentAvailabilities]),
    )
    .$call(within('creation_time', query.creationTime))
    .$call(within('service_start_time', query.serviceStartTime))
    .$call(within('service_stop_time', query.serviceStopTime));
}

function byIds(entries: EntryQuery, query: GetDocumentsQuery): EntryQuery {
  if (query.by === 'uniqueId') return entries.where('unique_id', 'in', listOf(query.ids));
  // What is no UUID is nobody's id; asked for, it finds nothing.
  const uuids = listOf(query.ids.filter(isEntryUuid).map((id) => storedId(id as ObjectId)));
  return query.by === 'entryUuid'
    ? entries.where('id', 'in', uuids)
    : entries.where('logical_id', 'in', uuids);
}

/** Everything of one patient: the entries that match, and what holds them together. */
async function findAll(asked: Asked, query: GetAllQuery, max: number): Promise<RegistryObjects> {
  const { trx } = asked;
  const documents = await readEntries(
    entriesOf(asked)
      .where('patient_id', '=', query.patientId)
      .where('status', 'in', listOf(query.documentStatuses) as 'Approved'[])
      .where('object_type', 'in', listOf(query.types))
      .$call(anyCode('format_code', query.formatCodes))
      .$call(allGroups('confidentiality_codes', query.confidentialityCodes)),
    max,
  );
  const sets = await trx
    .selectFrom('cloud.submission_set')
    .select(['id', 'metadata', 'status'])
    .where('patient_id', '=', query.patientId)
    .where('status', 'in', listOf(query.submissionSetStatuses))
    .orderBy('created_at', 'desc')
    .limit(max)
    .execute();
  const folders = await trx
    .selectFrom('cloud.folder')
    .select(['id', 'metadata', 'status', 'last_update_time'])
    .where('patient_id', '=', query.patientId)
    .where('status', 'in', listOf(query.folderStatuses))
    .orderBy('created_at', 'desc')
    .limit(max)
    .execute();
  const held = [
    ...documents.map(({ id }) => storedId(id)),
    ...sets.map(({ id }) => id),
    ...folders.map(({ id }) => id),
  ];
  return {
    documents,
    submissionSets: sets.map((row) => ({
      ...(row.metadata as SubmissionSet),
      status: row.status as 'Approved',
    })),
    folders: folders.map((row) => ({
      ...(row.metadata as Folder),
      status: row.status as 'Approved',
      lastUpdateTime: row.last_update_time as Folder['lastUpdateTime'],
    })),
    associations: await associationsAmong(trx, held, max),
  };
}

/** Associations whose both ends are among the given objects (ITI TF-2: 3.18.4.1.2.3.7.4). */
async function associationsAmong(
  trx: Trx,
  held: readonly string[],
  max: number,
): Promise<Association[]> {
  const rows = await trx
    .selectFrom('cloud.association')
    .select(['metadata', 'status'])
    .where('source', 'in', listOf(held))
    .where('target', 'in', listOf(held))
    .orderBy('created_at')
    .orderBy('id')
    .limit(max)
    .execute();
  return rows.map((row) => ({
    ...(row.metadata as Association),
    status: row.status as 'Approved',
  }));
}

async function readEntries(entries: EntryQuery, max: number): Promise<DocumentEntry[]> {
  const rows = await entries
    .select(['id', 'metadata', 'status'])
    .orderBy('creation_time', 'desc')
    .orderBy('id')
    .limit(max)
    .execute();
  return rows.map((row) => ({
    ...(row.metadata as DocumentEntry),
    id: entryId(row.id),
    status: row.status,
  }));
}

type CodeColumn =
  | 'class_code'
  | 'type_code'
  | 'format_code'
  | 'practice_setting_code'
  | 'facility_type_code';

function anyCode(column: CodeColumn, codes: readonly CodeValue[]) {
  return (entries: EntryQuery): EntryQuery =>
    codes.length === 0 ? entries : entries.where(column, 'in', codes.map(codeText));
}

function allGroups(column: 'event_codes' | 'confidentiality_codes', groups: AllOfAny<CodeValue>) {
  return allTextGroups(
    column,
    groups.map((group) => group.map(codeText)),
  );
}

/** Each group must be met by one of its members: array overlap, group by group. */
function allTextGroups(
  column: 'event_codes' | 'confidentiality_codes' | 'reference_ids',
  groups: AllOfAny<string>,
) {
  return (entries: EntryQuery): EntryQuery =>
    groups.reduce(
      (built, group) => built.where(sql<SqlBool>`${sql.ref(column)} && ${[...group]}::text[]`),
      entries,
    );
}

/** LIKE patterns, of which one must match one author; a backslash has no meaning in them. */
function anyAuthor(patterns: readonly string[]) {
  return (entries: EntryQuery): EntryQuery => {
    if (patterns.length === 0) return entries;
    const like: Expression<SqlBool> = sql`EXISTS (
      SELECT FROM unnest(author_persons) AS author(person), unnest(${[...patterns]}::text[]) AS wanted(pattern)
      WHERE person LIKE pattern ESCAPE '')`;
    return entries.where(like);
  };
}

function within(
  column: 'creation_time' | 'service_start_time' | 'service_stop_time',
  { from, to }: TimeRange,
) {
  return (entries: EntryQuery): EntryQuery =>
    entries
      .$if(from !== undefined, (built) => built.where(column, '>=', from ?? ''))
      .$if(to !== undefined, (built) => built.where(column, '<', to ?? ''));
}

/** SQL has no empty list: one that nothing equals stands for it. */
function listOf<T extends string>(values: readonly T[]): T[] {
  return values.length > 0 ? [...values] : ([null] as unknown as T[]);
}
