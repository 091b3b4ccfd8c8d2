import type { PatientIdCx } from '@kartoteka/kernel';
import type { QueryParameters } from './query-parameters.ts';
import type { QuerySlots } from './query-slots.ts';
import type { GetAllQuery } from './stored-query.ts';

/** ITI TF-2: 3.18.4.1.2.3.7.4 */
export const getAllId = 'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3';

const required = [
  '$patientId',
  '$XDSDocumentEntryStatus',
  '$XDSSubmissionSetStatus',
  '$XDSFolderStatus',
] as const;

export function readGetAll(parameters: QueryParameters): GetAllQuery {
  for (const name of required) parameters.requireOne(name);
  return {
    name: 'GetAll',
    // Without one the findings say so, and the query is not run.
    patientId: parameters.patientId('$patientId') ?? ('' as PatientIdCx),
    documentStatuses: parameters.statuses('$XDSDocumentEntryStatus'),
    submissionSetStatuses: parameters.statuses('$XDSSubmissionSetStatus'),
    folderStatuses: parameters.statuses('$XDSFolderStatus'),
    types: parameters.types('$XDSDocumentEntryType'),
    formatCodes: parameters.codes('$XDSDocumentEntryFormatCode'),
    confidentialityCodes: parameters.codeGroups('$XDSDocumentEntryConfidentialityCode'),
    metadataLevel: parameters.number('$MetadataLevel'),
  };
}

export function writeGetAll(query: GetAllQuery, slots: QuerySlots): void {
  slots.text('$patientId', query.patientId);
  slots.statuses('$XDSDocumentEntryStatus', query.documentStatuses);
  slots.statuses('$XDSSubmissionSetStatus', query.submissionSetStatuses);
  slots.statuses('$XDSFolderStatus', query.folderStatuses);
  slots.types('$XDSDocumentEntryType', query.types);
  slots.codes('$XDSDocumentEntryFormatCode', query.formatCodes);
  for (const group of query.confidentialityCodes) {
    slots.codes('$XDSDocumentEntryConfidentialityCode', group);
  }
  slots.number('$MetadataLevel', query.metadataLevel);
}
