import type { PatientIdCx } from '@kartoteka/kernel';
import { type DocumentConditions, documentConditions } from './document-conditions.ts';
import { type FolderConditions, folderConditions } from './find-folders.ts';
import type { AllOfAny } from './query-conditions.ts';
import { patientIds, required, textGroups } from './query-fields.ts';
import { queryForm } from './query-form.ts';

/**
 * Documents of several patients, or of all. At least one of patient, class, event and facility type
 * restricts. (ITI TF-2: 3.51.4.1.2.1.1)
 */
export interface FindDocumentsForMultiplePatientsQuery extends DocumentConditions {
  readonly name: 'FindDocumentsForMultiplePatients';
  /** Empty: of all patients. */
  readonly patientIds: readonly PatientIdCx[];
}

/** The same by reference ids; not of IHE, but known to clients in use. */
export interface FindDocumentsByReferenceIdForMultiplePatientsQuery extends DocumentConditions {
  readonly name: 'FindDocumentsByReferenceIdForMultiplePatients';
  readonly patientIds: readonly PatientIdCx[];
  readonly referenceIds: AllOfAny<string>;
}

/** Folders of several patients; patient or code restricts. (ITI TF-2: 3.51.4.1.2.1.2) */
export interface FindFoldersForMultiplePatientsQuery extends FolderConditions {
  readonly name: 'FindFoldersForMultiplePatients';
  readonly patientIds: readonly PatientIdCx[];
}

const entry = '$XDSDocumentEntry';
const documentPatients = patientIds(`${entry}PatientId`);

export const findDocumentsForMultiplePatientsForm =
  queryForm<FindDocumentsForMultiplePatientsQuery>(
    'FindDocumentsForMultiplePatients',
    'urn:uuid:3d1bdb10-39a2-11de-89c2-2f44d94eaa9f',
    { patientIds: documentPatients, ...documentConditions },
    {
      oneOf: ['PatientId', 'ClassCode', 'EventCodeList', 'HealthcareFacilityTypeCode'].map(
        (one) => entry + one,
      ),
    },
  );

export const findDocumentsByReferenceIdForMultiplePatientsForm =
  queryForm<FindDocumentsByReferenceIdForMultiplePatientsQuery>(
    'FindDocumentsByReferenceIdForMultiplePatients',
    'urn:uuid:1191642d-86c4-42d8-b784-f95445f9f0d5',
    {
      patientIds: documentPatients,
      ...documentConditions,
      referenceIds: required(textGroups(`${entry}ReferenceIdList`)),
    },
  );

export const findFoldersForMultiplePatientsForm = queryForm<FindFoldersForMultiplePatientsQuery>(
  'FindFoldersForMultiplePatients',
  'urn:uuid:50d3f5ac-39a2-11de-a1ca-b366239e58df',
  { patientIds: patientIds('$XDSFolderPatientId'), ...folderConditions },
  { oneOf: ['$XDSFolderPatientId', '$XDSFolderCodeList'] },
);
