import type {
  FindDocumentsByReferenceIdQuery,
  FindDocumentsByTitleQuery,
  FindDocumentsQuery,
} from './find-documents.ts';
import type { FindFoldersQuery } from './find-folders.ts';
import type {
  FindDocumentsByReferenceIdForMultiplePatientsQuery,
  FindDocumentsForMultiplePatientsQuery,
  FindFoldersForMultiplePatientsQuery,
} from './find-for-patients.ts';
import type { FindSubmissionSetsQuery } from './find-submission-sets.ts';
import type { GetAllQuery } from './get-all.ts';
import type {
  GetFolderAndContentsQuery,
  GetFoldersForDocumentQuery,
  GetRelatedDocumentsQuery,
  GetSubmissionSetAndContentsQuery,
} from './get-contents.ts';
import type {
  GetAssociationsQuery,
  GetDocumentsAndAssociationsQuery,
  GetDocumentsQuery,
  GetFoldersQuery,
  GetSubmissionSetsQuery,
} from './get-objects.ts';

/** Queries that look for objects by their attributes. */
export type FindQuery =
  | FindDocumentsQuery
  | FindDocumentsByReferenceIdQuery
  | FindDocumentsByTitleQuery
  | FindDocumentsForMultiplePatientsQuery
  | FindDocumentsByReferenceIdForMultiplePatientsQuery
  | FindFoldersQuery
  | FindFoldersForMultiplePatientsQuery
  | FindSubmissionSetsQuery;

/** Queries that name objects by their ids. */
export type GetQuery =
  | GetDocumentsQuery
  | GetFoldersQuery
  | GetAssociationsQuery
  | GetDocumentsAndAssociationsQuery
  | GetSubmissionSetsQuery
  | GetSubmissionSetAndContentsQuery
  | GetFolderAndContentsQuery
  | GetFoldersForDocumentQuery
  | GetRelatedDocumentsQuery;

/** The stored queries; one that is not in this union is answered as unknown. */
export type StoredQuery = FindQuery | GetQuery | GetAllQuery;

/** @example isFindQuery(findDocuments({ patientId })) // true */
export function isFindQuery(query: StoredQuery): query is FindQuery {
  return query.name.startsWith('Find');
}

/** A whole ITI-18 request. */
export interface QueryRequest {
  readonly query: StoredQuery;
  /** `LeafClass` asks for whole objects, `ObjectRef` for their ids. */
  readonly returnType: 'LeafClass' | 'ObjectRef';
}
