import {
  findDocumentsByReferenceIdForm,
  findDocumentsByTitleForm,
  findDocumentsForm,
} from './find-documents.ts';
import { findFoldersForm } from './find-folders.ts';
import {
  findDocumentsByReferenceIdForMultiplePatientsForm,
  findDocumentsForMultiplePatientsForm,
  findFoldersForMultiplePatientsForm,
} from './find-for-patients.ts';
import { findSubmissionSetsForm } from './find-submission-sets.ts';
import { getAllForm } from './get-all.ts';
import {
  getFolderAndContentsForm,
  getFoldersForDocumentForm,
  getRelatedDocumentsForm,
  getSubmissionSetAndContentsForm,
} from './get-contents.ts';
import {
  getAssociationsForm,
  getDocumentsAndAssociationsForm,
  getDocumentsForm,
  getFoldersForm,
  getSubmissionSetsForm,
} from './get-objects.ts';
import type { QueryForm } from './query-form.ts';
import { QuerySlots } from './query-slots.ts';
import type { StoredQuery } from './stored-query.ts';

type Forms = { readonly [Q in StoredQuery as Q['name']]: QueryForm<Q> };

/** How each stored query stands on the wire. A new query is a new row. */
export const storedQueries: Forms = {
  FindDocuments: findDocumentsForm,
  FindSubmissionSets: findSubmissionSetsForm,
  FindFolders: findFoldersForm,
  GetAll: getAllForm,
  GetDocuments: getDocumentsForm,
  GetFolders: getFoldersForm,
  GetAssociations: getAssociationsForm,
  GetDocumentsAndAssociations: getDocumentsAndAssociationsForm,
  GetSubmissionSets: getSubmissionSetsForm,
  GetSubmissionSetAndContents: getSubmissionSetAndContentsForm,
  GetFolderAndContents: getFolderAndContentsForm,
  GetFoldersForDocument: getFoldersForDocumentForm,
  GetRelatedDocuments: getRelatedDocumentsForm,
  FindDocumentsByReferenceId: findDocumentsByReferenceIdForm,
  FindDocumentsByTitle: findDocumentsByTitleForm,
  FindDocumentsForMultiplePatients: findDocumentsForMultiplePatientsForm,
  FindDocumentsByReferenceIdForMultiplePatients: findDocumentsByReferenceIdForMultiplePatientsForm,
  FindFoldersForMultiplePatients: findFoldersForMultiplePatientsForm,
};

/** Any of them; a form gets the query that it wrote or read itself, never another's. */
type AnyForm = QueryForm<StoredQuery>;

const formsById = new Map<string, AnyForm>(
  Object.values(storedQueries).map((form) => [form.id, form as AnyForm]),
);

/** The form of a query by the id on the wire. */
export function queryFormOf(id: string): AnyForm | undefined {
  return formsById.get(id);
}

/** Id and slots of a query as it goes out. */
export function querySlots(query: StoredQuery): { id: string; slots: QuerySlots['list'] } {
  const form = storedQueries[query.name] as AnyForm;
  const slots = new QuerySlots();
  form.write(query, slots);
  return { id: form.id, slots: slots.list };
}
