import type { DocumentSearch, Relation, Sort } from '@kartoteka/fhir';
import type { AccountId } from '@kartoteka/kernel';
import { prepared } from '@kartoteka/service';
import type { DocumentEntry } from '@kartoteka/xds';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../../schema.ts';
import { type Condition, isAmong } from '../queries/conditions-store.ts';
import { entryId } from '../stored-id.ts';
import {
  all,
  codeIs,
  hasCode,
  hasName,
  hasReference,
  identifierIs,
  momentIs,
  periodIs,
  timeIs,
} from './matches-store.ts';

/** Where a page begins: behind the row with this value and id. */
export interface Behind {
  readonly value: string;
  readonly id: string;
}

export interface Page {
  readonly sort: Sort;
  /** Rows at most. */
  readonly max: number;
  readonly behind?: Behind | undefined;
}

/** A document as it stands now: the newest version of its metadata. */
export interface FoundDocument {
  readonly entry: DocumentEntry;
  /** Their targets are named by logical ids, as the ids of resources are. */
  readonly relations: readonly Relation[];
  readonly registeredAt: Date;
  readonly changedAt: Date;
  /** Whether its bytes lie here. */
  readonly isHere: boolean;
  readonly place: Behind;
}

interface Row {
  readonly id: string;
  readonly logical_id: string;
  readonly status: 'Approved' | 'Deprecated';
  readonly patient_id: string;
  readonly metadata: DocumentEntry;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly is_here: boolean;
  readonly sorted_by: string;
  readonly relations: { type: Relation['type']; target: string }[];
}

/** Documents of an account that a search finds, in its order, from a place on. */
export async function searchDocuments(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  search: DocumentSearch,
  { sort, max, behind }: Page,
): Promise<FoundDocument[]> {
  const { column, type } = sortColumns[sort.by];
  const direction = sort.descending ? sql`DESC` : sql`ASC`;
  const onward: Condition[] = behind
    ? [
        sql`(${column}, id) ${sort.descending ? sql`<` : sql`>`}
          (${behind.value}::${type}, ${behind.id}::uuid)`,
      ]
    : [];
  const { rows } = await sql<Row>`${prepared}
    SELECT id, logical_id, status, patient_id, metadata, created_at,
      coalesce(changed_at, created_at) AS changed_at, content_id IS NOT NULL AS is_here,
      ${column}::text AS sorted_by, ${relationsOf(account)} AS relations
    FROM cloud.document_entry AS entry
    WHERE ${sql.join([...conditionsOf(account, search), ...onward], sql` AND `)}
    ORDER BY ${column} ${direction}, id ${direction} LIMIT ${max}`.execute(trx);
  return rows.map(toDocument);
}

/** How many there are. */
export async function countDocuments(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  search: DocumentSearch,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM cloud.document_entry
    WHERE ${sql.join(conditionsOf(account, search), sql` AND `)}`.execute(trx);
  return rows[0]?.count ?? 0;
}

const sortColumns: Record<Sort['by'], { column: RawBuilder<unknown>; type: RawBuilder<unknown> }> =
  {
    creation: { column: sql`creation_time`, type: sql`text` },
    date: { column: sql`created_at`, type: sql`timestamptz` },
    lastUpdated: { column: sql`coalesce(changed_at, created_at)`, type: sql`timestamptz` },
  };

/** What starts at a document and leads to another one. */
function relationsOf(account: AccountId): RawBuilder<unknown> {
  return sql`(
    SELECT coalesce(json_agg(json_build_object('type', association.type, 'target', target.logical_id)
      ORDER BY association.created_at, association.id), '[]')
    FROM cloud.association
    JOIN cloud.document_entry AS target ON target.tenant = ${account} AND target.id = association.target
    WHERE association.tenant = ${account} AND association.source = entry.id
      AND association.type <> 'HasMember' AND association.status = 'Approved')`;
}

function conditionsOf(account: AccountId, search: DocumentSearch): Condition[] {
  const { codes } = search;
  const code = (column: string, groups: typeof codes.type) =>
    all(groups, (match) => codeIs(sql.ref(column), match));
  const persons = sql`SELECT unnest(author_persons)`;
  return [
    // Named besides the policies: entries have one for persons too, and this lets an index be used.
    sql`tenant = ${account}`,
    sql`NOT superseded`,
    ...all(search.patients, (patient) => sql`patient_id = ${patient}`),
    ...search.statuses.map((group) => isAmong('status', group)),
    ...all(search.ids, idIs),
    ...all(search.identifiers, (match) => identifierIs(match, ['id', 'logical_id'])),
    ...code('type_code', codes.type),
    ...code('class_code', codes.category),
    ...code('practice_setting_code', codes.setting),
    ...code('facility_type_code', codes.facility),
    ...code('format_code', codes.format),
    ...all(codes.event, (match) => hasCode('event_codes', match)),
    ...all(codes['security-label'], (match) => hasCode('confidentiality_codes', match)),
    ...all(search.creation, (match) => timeIs(sql`nullif(creation_time, '')`, match)),
    ...all(search.date, (match) => momentIs(sql`created_at`, match)),
    ...all(search.lastUpdated, (match) => momentIs(sql`coalesce(changed_at, created_at)`, match)),
    ...all(search.period, periodIs),
    ...all(search.authorFamily, (match) => hasName(persons, 'family', match)),
    ...all(search.authorGiven, (match) => hasName(persons, 'given', match)),
    ...all(search.related, hasReference),
  ];
}

/** A first version has its logical id as its own. */
function idIs(id: string): Condition {
  return sql`(id = ${id}::uuid OR (version > 1 AND logical_id = ${id}::uuid))`;
}

function toDocument(row: Row): FoundDocument {
  return {
    entry: {
      ...row.metadata,
      id: entryId(row.id),
      lid: entryId(row.logical_id),
      status: row.status,
      ...(row.patient_id !== '' && { patientId: row.patient_id as DocumentEntry['patientId'] }),
    },
    relations: distinct(row.relations).map(({ type, target }) => ({
      type,
      target: entryId(target),
    })),
    registeredAt: row.created_at,
    changedAt: row.changed_at,
    isHere: row.is_here,
    place: { value: row.sorted_by, id: row.id },
  };
}

/** An update of metadata relates the new version as well; to a reader both are one document. */
function distinct(relations: Row['relations']): Row['relations'] {
  const byEnds = relations.map((one) => [`${one.type} ${one.target}`, one] as const);
  return [...new Map(byEnds).values()];
}

/** What is needed to hand out the bytes of a document. */
export interface FoundContent {
  readonly uniqueId: string;
  readonly mimeType: string;
  readonly size: number;
  /** SHA-1 in hexadecimal. */
  readonly hash: string;
  readonly version: number;
  readonly contentId: string;
}

/** The content of a document by the id of its resource; undefined where nothing of it lies here. */
export async function findContent(
  trx: Transaction<CloudSchema>,
  account: AccountId,
  id: string,
): Promise<FoundContent | undefined> {
  const { rows } = await sql<FoundContent>`${prepared}
    SELECT unique_id AS "uniqueId", mime_type AS "mimeType", size, hash, version,
      content_id AS "contentId"
    FROM cloud.document_entry
    WHERE tenant = ${account} AND NOT superseded AND content_id IS NOT NULL
      AND ${idIs(id)}`.execute(trx);
  return rows[0];
}
