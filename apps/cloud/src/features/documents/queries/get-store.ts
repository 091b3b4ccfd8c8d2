import { type GetQuery, noObjects, type RegistryObjects } from '@kartoteka/xds';
import { sql } from 'kysely';
import {
  endsAt,
  idsOf,
  isMembership,
  readAssociations,
  showsAssociation,
  touches,
} from './associations-store.ts';
import { type Asked, hasId, isAmong } from './conditions-store.ts';
import { folderAndContents, setAndContents } from './contents-store.ts';
import { entryNamed, readEntries, showsEntry } from './entries-store.ts';
import { packageNamed, readFolders, readSets, showsFolder } from './packages-store.ts';

type Named<Name extends GetQuery['name']> = GetQuery & { readonly name: Name };

/** The queries that name objects by their ids. */
export async function getByIds(asked: Asked, query: GetQuery): Promise<RegistryObjects> {
  switch (query.name) {
    case 'GetDocuments':
      return { ...noObjects, documents: await namedEntries(asked, query) };
    case 'GetFolders': {
      const wanted = [packageNamed(query), ...showsFolder(query)];
      return { ...noObjects, folders: await readFolders(asked, wanted) };
    }
    case 'GetAssociations': {
      const wanted = [touches(query.uuids), ...showsAssociation(query)];
      return { ...noObjects, associations: await readAssociations(asked, wanted) };
    }
    case 'GetDocumentsAndAssociations': {
      const documents = await namedEntries(asked, query);
      const wanted = [touches(idsOf(documents)), ...showsAssociation(query)];
      return { ...noObjects, documents, associations: await readAssociations(asked, wanted) };
    }
    case 'GetSubmissionSets':
      return submissionSets(asked, query);
    case 'GetSubmissionSetAndContents':
      return setAndContents(asked, query);
    case 'GetFolderAndContents':
      return folderAndContents(asked, query);
    case 'GetFoldersForDocument':
      return foldersForDocument(asked, query);
    case 'GetRelatedDocuments':
      return relatedDocuments(asked, query);
  }
}

function namedEntries(
  asked: Asked,
  query: Named<
    'GetDocuments' | 'GetDocumentsAndAssociations' | 'GetFoldersForDocument' | 'GetRelatedDocuments'
  >,
) {
  return readEntries(asked, [entryNamed(query), ...showsEntry(query)]);
}

async function submissionSets(
  asked: Asked,
  query: Named<'GetSubmissionSets'>,
): Promise<RegistryObjects> {
  const associations = await readAssociations(asked, [
    hasId('target', query.uuids),
    isMembership,
    // A folder has members too; only what a set has is told.
    sql`source IN (SELECT id FROM cloud.submission_set WHERE tenant = ${asked.account})`,
    ...showsAssociation(query),
  ]);
  const sources = associations.map(({ source }) => source);
  const sets = await readSets(asked, [hasId('id', sources)]);
  return { ...noObjects, submissionSets: sets, associations };
}

async function foldersForDocument(
  asked: Asked,
  query: Named<'GetFoldersForDocument'>,
): Promise<RegistryObjects> {
  const documents = await namedEntries({ ...asked, whole: false }, query);
  const links = [endsAt(documents), isMembership, ...showsAssociation(query)];
  const folders = await readFolders(asked, [
    sql`id IN (SELECT source FROM cloud.association
      WHERE tenant = ${asked.account} AND ${sql.join(links, sql` AND `)})`,
    ...showsFolder(query),
  ]);
  return { ...noObjects, folders };
}

/** The document itself is given along with what it is bound to, and not where it is bound to nothing. */
async function relatedDocuments(
  asked: Asked,
  query: Named<'GetRelatedDocuments'>,
): Promise<RegistryObjects> {
  const own = idsOf(await namedEntries({ ...asked, whole: false }, query));
  const links = sql.join(
    [touches(own), isAmong('type', query.associationTypes), ...showsAssociation(query)],
    sql` AND `,
  );
  const ends = sql`SELECT unnest(ARRAY[source, target]) FROM cloud.association
    WHERE tenant = ${asked.account} AND ${links}`;
  const others = await readEntries(asked, [
    sql`id IN (${ends})`,
    sql`NOT ${hasId('id', own)}`,
    isAmong('object_type', query.types),
    ...showsEntry(query),
  ]);
  const given = [...own, ...idsOf(others)];
  const associations = await readAssociations(asked, [
    hasId('source', given),
    hasId('target', given),
    sql`${links}`,
  ]);
  const bound = new Set(associations.flatMap(({ source, target }) => [source, target]));
  const itself = await readEntries(asked, [
    hasId(
      'id',
      own.filter((id) => bound.has(id)),
    ),
  ]);
  return { ...noObjects, documents: [...itself, ...others], associations };
}
