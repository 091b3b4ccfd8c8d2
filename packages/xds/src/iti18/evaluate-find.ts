import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import { noObjects, type RegistryObjects } from '../model/submission.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { FolderConditions } from './find-folders.ts';
import type { FindSubmissionSetsQuery } from './find-submission-sets.ts';
import type { GetAllQuery } from './get-all.ts';
import { hasReferenceIds, matchesConditions } from './match-documents.ts';
import {
  hasCode,
  isOneOf,
  isSameCode,
  isWithin,
  matchesAnyLike,
  meetsAll,
} from './match-values.ts';
import { shownAssociations, shownEntries, shownFolders } from './metadata-level.ts';
import type { FindQuery } from './stored-query.ts';

/** Queries that look for objects by their attributes. */
export function evaluateFind(query: FindQuery, all: RegistryObjects): RegistryObjects {
  switch (query.name) {
    case 'FindSubmissionSets': {
      const submissionSets = all.submissionSets.filter((set) => matchesSet(set, query));
      return { ...noObjects, submissionSets };
    }
    case 'FindFolders':
    case 'FindFoldersForMultiplePatients': {
      const folders = shownFolders(all.folders, query).filter(
        (folder) => isOfPatient(folder, query) && matchesFolder(folder, query),
      );
      return { ...noObjects, folders };
    }
    default: {
      const documents = shownEntries(all.documents, query).filter(
        (entry) =>
          isOfPatient(entry, query) &&
          matchesConditions(entry, query) &&
          hasReferenceIds(entry, 'referenceIds' in query ? query.referenceIds : []) &&
          matchesTitle(entry, query),
      );
      return { ...noObjects, documents };
    }
  }
}

/** Everything of a patient, and what binds it together. */
export function evaluateGetAll(query: GetAllQuery, all: RegistryObjects): RegistryObjects {
  const documents = shownEntries(all.documents, query).filter(
    (entry) =>
      entry.patientId === query.patientId &&
      isOneOf(entry.status, query.documentStatuses) &&
      isOneOf(entry.type, query.types) &&
      hasCode(entry.formatCode, query.formatCodes) &&
      meetsAll(query.confidentialityCodes, entry.confidentialityCodes, isSameCode),
  );
  const submissionSets = all.submissionSets.filter(
    ({ patientId, status }) =>
      patientId === query.patientId && isOneOf(status, query.submissionSetStatuses),
  );
  const folders = shownFolders(all.folders, query).filter(
    ({ patientId, status }) =>
      patientId === query.patientId && isOneOf(status, query.folderStatuses),
  );
  const held = new Set([...documents, ...submissionSets, ...folders].map(({ id }) => id));
  const shown = shownAssociations(all.associations, query);
  const among = shown.filter(({ source, target }) => held.has(source) && held.has(target));
  const bound = new Set(among.map(({ id }) => id));
  const binding = shown.filter(({ source, target }) => held.has(source) && bound.has(target));
  return { documents, submissionSets, folders, associations: [...among, ...binding] };
}

type OfPatients =
  | { readonly patientId: string }
  | { readonly patientIds: readonly string[] }
  | object;

function isOfPatient(object: DocumentEntry | Folder, query: OfPatients): boolean {
  if ('patientId' in query) return object.patientId === query.patientId;
  if (!('patientIds' in query) || query.patientIds.length === 0) return true;
  return query.patientIds.includes(object.patientId ?? '');
}

function matchesSet(set: SubmissionSet, query: FindSubmissionSetsQuery): boolean {
  return (
    set.patientId === query.patientId &&
    isOneOf(set.status, query.statuses) &&
    (query.sourceIds.length === 0 || isOneOf<string>(set.sourceId, query.sourceIds)) &&
    isWithin(set.submissionTime, query.submissionTime) &&
    hasCode(set.contentTypeCode, query.contentTypes) &&
    matchesAnyLike(
      set.authors.map(({ person }) => person),
      query.authorPerson === undefined ? [] : [query.authorPerson],
    )
  );
}

function matchesFolder(folder: Folder, query: FolderConditions): boolean {
  return (
    isOneOf(folder.status, query.statuses) &&
    isWithin(folder.lastUpdateTime, query.lastUpdateTime) &&
    meetsAll(query.codes, folder.codes, isSameCode)
  );
}

function matchesTitle(entry: DocumentEntry, query: FindQuery): boolean {
  if (query.name !== 'FindDocumentsByTitle') return true;
  return (
    matchesAnyLike(
      entry.title.map(({ value }) => value),
      query.titles,
    ) &&
    matchesAnyLike(
      entry.authors.flatMap(({ institutions }) => institutions),
      query.authorInstitutions,
    )
  );
}
