import type { PatientIdCx } from '@kartoteka/kernel';
import type { CodeValue } from '../model/code.ts';
import type { DocumentEntryType } from '../vocabulary/schemes.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { AllOfAny } from './query-conditions.ts';
import {
  associationStatuses,
  codeGroups,
  codes,
  metadataLevel,
  patientId,
  required,
  statuses,
  types,
} from './query-fields.ts';
import { queryForm } from './query-form.ts';

/**
 * Everything of one patient: documents, sets and folders of the states asked for, and the associations
 * between them. (ITI TF-2: 3.18.4.1.2.3.7.4)
 */
export interface GetAllQuery {
  readonly name: 'GetAll';
  readonly patientId: PatientIdCx;
  readonly documentStatuses: readonly AvailabilityStatus[];
  readonly submissionSetStatuses: readonly AvailabilityStatus[];
  readonly folderStatuses: readonly AvailabilityStatus[];
  readonly associationStatuses: readonly AvailabilityStatus[];
  readonly types: readonly DocumentEntryType[];
  readonly formatCodes: readonly CodeValue[];
  readonly confidentialityCodes: AllOfAny<CodeValue>;
  readonly metadataLevel?: number | undefined;
}

export const getAllForm = queryForm<GetAllQuery>(
  'GetAll',
  'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3',
  {
    patientId: required(patientId('$patientId')),
    documentStatuses: required(statuses('$XDSDocumentEntryStatus')),
    submissionSetStatuses: required(statuses('$XDSSubmissionSetStatus')),
    folderStatuses: required(statuses('$XDSFolderStatus')),
    associationStatuses,
    types: types('$XDSDocumentEntryType'),
    formatCodes: codes('$XDSDocumentEntryFormatCode'),
    confidentialityCodes: codeGroups('$XDSDocumentEntryConfidentialityCode'),
    metadataLevel,
  },
);
