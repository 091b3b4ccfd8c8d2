import {
  type ContentConditions,
  type GetFolderAndContentsQuery,
  type GetSubmissionSetAndContentsQuery,
  noObjects,
  type RegistryObjects,
} from '@kartoteka/xds';
import { type RawBuilder, sql } from 'kysely';
import {
  endsAt,
  idsOf,
  isMembership,
  memberIds,
  readAssociations,
  showsAssociation,
  startsAt,
} from './associations-store.ts';
import {
  type Asked,
  type Condition,
  hasCode,
  isAmong,
  meetsCodes,
  uuidsOf,
} from './conditions-store.ts';
import { readEntries, showsEntry } from './entries-store.ts';
import { packageNamed, readFolders, readSets, showsFolder } from './packages-store.ts';

// What is inside is selected where it lies and not by ids read before: a list that was cut at the
// limit would make an answer that is too large look complete.

/** A folder, the documents in it, and the associations that say so. */
export async function folderAndContents(
  asked: Asked,
  query: GetFolderAndContentsQuery,
): Promise<RegistryObjects> {
  const folders = await readFolders(asked, [packageNamed(query), ...showsFolder(query)]);
  const inside = memberIds(asked, folders, query);
  const documents = await readEntries(asked, wantedInside(inside, query));
  const associations = await readAssociations(asked, [
    startsAt(folders),
    endsAt(documents),
    isMembership,
    ...showsAssociation(query),
  ]);
  return { ...noObjects, folders, documents, associations };
}

/**
 * A set, what it brought, and the associations that say so: its memberships, and those associations
 * that are members themselves (a document in a folder). A document that is not wanted is named by none.
 */
export async function setAndContents(
  asked: Asked,
  query: GetSubmissionSetAndContentsQuery,
): Promise<RegistryObjects> {
  const submissionSets = await readSets(asked, [packageNamed(query)]);
  const inside = memberIds(asked, submissionSets, query);
  const documents = await readEntries(asked, wantedInside(inside, query));
  const folders = await readFolders(asked, [sql`id IN (${inside})`, ...showsFolder(query)]);
  const given = uuidsOf([...idsOf(documents), ...idsOf(folders)]);
  // Ends outside the set do not matter; ends in it have to be in the answer.
  const isOpen = (end: 'source' | 'target'): Condition =>
    sql`(${sql.ref(end)} = ANY(${given}::uuid[]) OR ${sql.ref(end)} NOT IN (${inside}))`;
  const filed: Condition = sql`(${isMembership} AND ${startsAt(folders)} AND ${endsAt(documents)})`;
  const inner = await readAssociations(asked, [
    sql`((id IN (${inside}) AND ${isOpen('source')} AND ${isOpen('target')}) OR ${filed})`,
    ...showsAssociation(query),
  ]);
  const outer = await readAssociations(asked, [
    startsAt(submissionSets),
    endsAt([...documents, ...folders, ...inner]),
    isMembership,
    ...showsAssociation(query),
  ]);
  return { documents, submissionSets, folders, associations: distinct([...outer, ...inner]) };
}

function distinct<T extends { readonly id: string }>(objects: readonly T[]): T[] {
  return [...new Map(objects.map((one) => [one.id, one])).values()];
}

function wantedInside(
  inside: RawBuilder<unknown>,
  query: ContentConditions & { readonly metadataLevel?: number | undefined },
): Condition[] {
  return [
    sql`id IN (${inside})`,
    isAmong('object_type', query.types),
    ...hasCode('format_code', query.formatCodes),
    ...meetsCodes('confidentiality_codes', query.confidentialityCodes),
    ...showsEntry(query),
  ];
}
