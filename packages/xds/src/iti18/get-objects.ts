import type { AvailabilityStatus } from '../vocabulary/status.ts';
import { associationStatuses, home, metadataLevel, required, uuids } from './query-fields.ts';
import { queryForm, queryFormByIds } from './query-form.ts';

/** What every query by ids may carry. */
export interface GetOptions {
  /** `$homeCommunityId`; a registry is one community, and answers whatever it says. */
  readonly home?: string | undefined;
  readonly metadataLevel?: number | undefined;
}

/** Documents by their ids. (ITI TF-2: 3.18.4.1.2.3.7.5) */
export interface GetDocumentsQuery extends GetOptions {
  readonly name: 'GetDocuments';
  readonly by: 'entryUuid' | 'uniqueId' | 'logicalId';
  readonly ids: readonly string[];
}

/** Folders by their ids. (ITI TF-2: 3.18.4.1.2.3.7.6) */
export interface GetFoldersQuery extends GetOptions {
  readonly name: 'GetFolders';
  readonly by: 'entryUuid' | 'uniqueId' | 'logicalId';
  readonly ids: readonly string[];
}

/** Associations that begin or end at one of the objects. (ITI TF-2: 3.18.4.1.2.3.7.7) */
export interface GetAssociationsQuery extends GetOptions {
  readonly name: 'GetAssociations';
  /** Of objects of any kind. */
  readonly uuids: readonly string[];
  readonly associationStatuses: readonly AvailabilityStatus[];
}

/** Documents, and every association that touches one. (ITI TF-2: 3.18.4.1.2.3.7.8) */
export interface GetDocumentsAndAssociationsQuery extends GetOptions {
  readonly name: 'GetDocumentsAndAssociations';
  readonly by: 'entryUuid' | 'uniqueId';
  readonly ids: readonly string[];
  readonly associationStatuses: readonly AvailabilityStatus[];
}

/** The sets that brought documents or folders, with their memberships. (ITI TF-2: 3.18.4.1.2.3.7.9) */
export interface GetSubmissionSetsQuery extends GetOptions {
  readonly name: 'GetSubmissionSets';
  /** Of documents and folders. */
  readonly uuids: readonly string[];
}

const options = { home, metadataLevel };
export const documentSlots = {
  entryUuid: '$XDSDocumentEntryEntryUUID',
  uniqueId: '$XDSDocumentEntryUniqueId',
} as const;
export const folderSlots = {
  entryUuid: '$XDSFolderEntryUUID',
  uniqueId: '$XDSFolderUniqueId',
} as const;

export const getDocumentsForm = queryFormByIds<GetDocumentsQuery['by'], GetDocumentsQuery>(
  'GetDocuments',
  'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
  { slots: { ...documentSlots, logicalId: '$XDSDocumentEntryLogicalID' }, many: true },
  options,
);

export const getFoldersForm = queryFormByIds<GetFoldersQuery['by'], GetFoldersQuery>(
  'GetFolders',
  'urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4',
  { slots: { ...folderSlots, logicalId: '$XDSFolderLogicalID' }, many: true },
  options,
);

export const getAssociationsForm = queryForm<GetAssociationsQuery>(
  'GetAssociations',
  'urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155',
  { uuids: required(uuids('$uuid')), associationStatuses, ...options },
);

export const getDocumentsAndAssociationsForm = queryFormByIds<
  GetDocumentsAndAssociationsQuery['by'],
  GetDocumentsAndAssociationsQuery
>(
  'GetDocumentsAndAssociations',
  'urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a',
  { slots: documentSlots, many: true },
  { associationStatuses, ...options },
);

export const getSubmissionSetsForm = queryForm<GetSubmissionSetsQuery>(
  'GetSubmissionSets',
  'urn:uuid:51224314-5390-4169-9b91-b1980040715a',
  { uuids: required(uuids('$uuid')), ...options },
);
