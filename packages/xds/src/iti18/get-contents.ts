import type { CodeValue } from '../model/code.ts';
import type { AssociationType } from '../vocabulary/association-types.ts';
import type { DocumentEntryType } from '../vocabulary/schemes.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import { documentSlots, folderSlots, type GetOptions } from './get-objects.ts';
import type { AllOfAny } from './query-conditions.ts';
import {
  associationStatuses,
  codeGroups,
  codes,
  type Fields,
  home,
  metadataLevel,
  relations,
  required,
  types,
} from './query-fields.ts';
import { queryFormByIds } from './query-form.ts';

/** What names one object: its entryUUID or its uniqueId, one of either. */
interface ById extends GetOptions {
  readonly by: 'entryUuid' | 'uniqueId';
  /** One id. */
  readonly ids: readonly string[];
}

/** Which of the documents inside are wanted. An empty list does not restrict. */
export interface ContentConditions {
  readonly associationStatuses: readonly AvailabilityStatus[];
  readonly types: readonly DocumentEntryType[];
  readonly formatCodes: readonly CodeValue[];
  readonly confidentialityCodes: AllOfAny<CodeValue>;
}

/** A SubmissionSet with all that it brought. (ITI TF-2: 3.18.4.1.2.3.7.10) */
export interface GetSubmissionSetAndContentsQuery extends ById, ContentConditions {
  readonly name: 'GetSubmissionSetAndContents';
}

/** A folder with the documents in it. (ITI TF-2: 3.18.4.1.2.3.7.11) */
export interface GetFolderAndContentsQuery extends ById, ContentConditions {
  readonly name: 'GetFolderAndContents';
}

/** The folders that a document is in. (ITI TF-2: 3.18.4.1.2.3.7.12) */
export interface GetFoldersForDocumentQuery extends ById {
  readonly name: 'GetFoldersForDocument';
  readonly associationStatuses: readonly AvailabilityStatus[];
}

/** Documents bound to a document by associations of some types. (ITI TF-2: 3.18.4.1.2.3.7.13) */
export interface GetRelatedDocumentsQuery extends ById {
  readonly name: 'GetRelatedDocuments';
  readonly associationTypes: readonly AssociationType[];
  readonly associationStatuses: readonly AvailabilityStatus[];
  readonly types: readonly DocumentEntryType[];
}

const options = { associationStatuses, home, metadataLevel };
const contents: Fields<ContentConditions & GetOptions> = {
  types: types('$XDSDocumentEntryType'),
  formatCodes: codes('$XDSDocumentEntryFormatCode'),
  confidentialityCodes: codeGroups('$XDSDocumentEntryConfidentialityCode'),
  ...options,
};

export const getSubmissionSetAndContentsForm = queryFormByIds<
  ById['by'],
  GetSubmissionSetAndContentsQuery
>(
  'GetSubmissionSetAndContents',
  'urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
  {
    slots: { entryUuid: '$XDSSubmissionSetEntryUUID', uniqueId: '$XDSSubmissionSetUniqueId' },
    many: false,
  },
  contents,
);

export const getFolderAndContentsForm = queryFormByIds<ById['by'], GetFolderAndContentsQuery>(
  'GetFolderAndContents',
  'urn:uuid:b909a503-523d-4517-8acf-8e5834dfc4c7',
  { slots: folderSlots, many: false },
  contents,
);

export const getFoldersForDocumentForm = queryFormByIds<ById['by'], GetFoldersForDocumentQuery>(
  'GetFoldersForDocument',
  'urn:uuid:10cae35a-c7f9-4cf5-b61e-fc3278ffb578',
  { slots: documentSlots, many: false },
  options,
);

export const getRelatedDocumentsForm = queryFormByIds<ById['by'], GetRelatedDocumentsQuery>(
  'GetRelatedDocuments',
  'urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6',
  { slots: documentSlots, many: false },
  {
    associationTypes: required(relations('$AssociationTypes')),
    types: types('$XDSDocumentEntryType'),
    ...options,
  },
);
