import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { RegistryObject } from '../model/registry-object.ts';
import { noObjects, type RegistryObjects } from '../model/submission.ts';
import type { ContentConditions } from './get-contents.ts';
import { hasCode, isOneOf, isSameCode, meetsAll } from './match-values.ts';
import { shownAssociations, shownEntries, shownFolders } from './metadata-level.ts';
import type { GetQuery } from './stored-query.ts';

/** Queries that name objects by their ids. */
export function evaluateGet(query: GetQuery, everything: RegistryObjects): RegistryObjects {
  const all = shown(query, everything);
  const documents = 'by' in query ? all.documents.filter((one) => isNamed(one, query)) : [];
  switch (query.name) {
    case 'GetDocuments':
      return { ...noObjects, documents };
    case 'GetFolders':
      return { ...noObjects, folders: all.folders.filter((one) => isNamed(one, query)) };
    case 'GetAssociations':
      return { ...noObjects, associations: touching(query.uuids, all.associations) };
    case 'GetDocumentsAndAssociations':
      return {
        ...noObjects,
        documents,
        associations: touching(idsOf(documents), all.associations),
      };
    case 'GetSubmissionSets': {
      const links = members(all).filter(
        ({ source, target }) =>
          query.uuids.includes(target) && idsOf(all.submissionSets).includes(source),
      );
      const sources = new Set(links.map(({ source }) => source));
      const submissionSets = all.submissionSets.filter(({ id }) => sources.has(id));
      return { ...noObjects, submissionSets, associations: links };
    }
    case 'GetSubmissionSetAndContents':
      return setAndContents(
        { ...all, submissionSets: all.submissionSets.filter((one) => isNamed(one, query)) },
        query,
      );
    case 'GetFolderAndContents': {
      const folders = all.folders.filter((one) => isNamed(one, query));
      const links = membersOf(idsOf(folders), all);
      const held = targetsOf(links);
      const inside = all.documents.filter((one) => held.has(one.id) && isWanted(one, query));
      const associations = links.filter(({ target }) => idsOf(inside).includes(target));
      return { ...noObjects, folders, documents: inside, associations };
    }
    case 'GetFoldersForDocument': {
      const wanted = idsOf(documents);
      const holding = members(all).filter(({ target }) => wanted.includes(target));
      const sources = new Set(holding.map(({ source }) => source));
      return { ...noObjects, folders: all.folders.filter(({ id }) => sources.has(id)) };
    }
    case 'GetRelatedDocuments': {
      const own = idsOf(documents);
      const other = all.documents.filter(({ type }) => isOneOf(type, query.types));
      const ends = new Set([...own, ...idsOf(other)]);
      const associations = touching(own, all.associations).filter(
        ({ type, source, target }) =>
          isOneOf(type, query.associationTypes) && ends.has(source) && ends.has(target),
      );
      const named = new Set(associations.flatMap(({ source, target }) => [source, target]));
      const related = all.documents.filter(({ id }) => named.has(id));
      return { ...noObjects, documents: related, associations };
    }
  }
}

/** What the query's level and the states of associations that it asks for let be seen. */
function shown(query: GetQuery, all: RegistryObjects): RegistryObjects {
  return {
    documents: shownEntries(all.documents, query),
    submissionSets: all.submissionSets,
    folders: shownFolders(all.folders, query),
    associations: shownAssociations(all.associations, query),
  };
}

/**
 * The sets, what they brought, and the associations that say so: memberships of the set, and those
 * associations that are members themselves (a document in a folder). A document that is not wanted is
 * named by none of them.
 */
function setAndContents(all: RegistryObjects, wanted: ContentConditions): RegistryObjects {
  const { submissionSets } = all;
  const links = membersOf(idsOf(submissionSets), all);
  const held = targetsOf(links);
  const documents = all.documents.filter((one) => held.has(one.id) && isWanted(one, wanted));
  const folders = all.folders.filter(({ id }) => held.has(id));
  const given = new Set<string>([...idsOf(documents), ...idsOf(folders)]);
  const isOpen = (end: string): boolean => given.has(end) || !held.has(end);
  const inner = all.associations.filter(
    ({ id, type, source, target }) =>
      (held.has(id) && isOpen(source) && isOpen(target)) ||
      (type === 'HasMember' &&
        idsOf(folders).includes(source) &&
        idsOf(documents).includes(target)),
  );
  for (const { id } of inner) given.add(id);
  const outer = links.filter(({ id, target }) => given.has(target) && !given.has(id));
  return { documents, submissionSets, folders, associations: [...outer, ...inner] };
}

function isNamed(
  object: RegistryObject & { readonly uniqueId?: string | undefined },
  { by, ids }: { readonly by: string; readonly ids: readonly string[] },
): boolean {
  if (by === 'uniqueId') return ids.includes(object.uniqueId ?? '');
  return ids.includes(by === 'logicalId' ? (object.lid ?? object.id) : object.id);
}

function isWanted(entry: DocumentEntry, wanted: ContentConditions): boolean {
  return (
    isOneOf(entry.type, wanted.types) &&
    hasCode(entry.formatCode, wanted.formatCodes) &&
    meetsAll(wanted.confidentialityCodes, entry.confidentialityCodes, isSameCode)
  );
}

function touching(ids: readonly string[], associations: readonly Association[]): Association[] {
  return associations.filter(({ source, target }) => ids.includes(source) || ids.includes(target));
}

function members({ associations }: RegistryObjects): Association[] {
  return associations.filter(({ type }) => type === 'HasMember');
}

function membersOf(sources: readonly string[], all: RegistryObjects): Association[] {
  return members(all).filter(({ source }) => sources.includes(source));
}

function targetsOf(links: readonly Association[]): Set<string> {
  return new Set(links.map(({ target }) => target));
}

function idsOf(objects: readonly RegistryObject[]): string[] {
  return objects.map(({ id }) => id);
}
