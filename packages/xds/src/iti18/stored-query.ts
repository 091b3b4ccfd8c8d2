import type { PatientIdCx } from '@kartoteka/kernel';
import type { CodeValue } from '../model/code.ts';
import type { DocumentEntryType } from '../vocabulary/schemes.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';

/** A span of time in fourteen digits each; an open end is absent. */
export interface TimeRange {
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly to?: string | undefined;
}

/** Members of the outer list must all be met, each by one of its own members. */
export type AllOfAny<T> = readonly (readonly T[])[];

/** Documents of one patient. An empty list does not restrict. (ITI TF-2: 3.18.4.1.2.3.7.1) */
export interface FindDocumentsQuery {
  readonly name: 'FindDocuments';
  readonly patientId: PatientIdCx;
  readonly statuses: readonly AvailabilityStatus[];
  readonly types: readonly DocumentEntryType[];
  readonly classCodes: readonly CodeValue[];
  readonly typeCodes: readonly CodeValue[];
  readonly formatCodes: readonly CodeValue[];
  readonly practiceSettingCodes: readonly CodeValue[];
  readonly healthcareFacilityTypeCodes: readonly CodeValue[];
  readonly eventCodes: AllOfAny<CodeValue>;
  readonly confidentialityCodes: AllOfAny<CodeValue>;
  readonly referenceIds: AllOfAny<string>;
  /** SQL LIKE patterns on the XCN text. */
  readonly authorPersons: readonly string[];
  readonly documentAvailabilities: readonly string[];
  readonly creationTime: TimeRange;
  readonly serviceStartTime: TimeRange;
  readonly serviceStopTime: TimeRange;
  readonly metadataLevel?: number | undefined;
}

/** Documents by their ids. (ITI TF-2: 3.18.4.1.2.3.7.5) */
export interface GetDocumentsQuery {
  readonly name: 'GetDocuments';
  readonly by: 'entryUuid' | 'uniqueId' | 'logicalId';
  readonly ids: readonly string[];
  readonly home?: string | undefined;
  readonly metadataLevel?: number | undefined;
}

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
  readonly types: readonly DocumentEntryType[];
  readonly formatCodes: readonly CodeValue[];
  readonly confidentialityCodes: AllOfAny<CodeValue>;
  readonly metadataLevel?: number | undefined;
}

/** The stored queries that are built; one that is not in this union is answered as unknown. */
export type StoredQuery = FindDocumentsQuery | GetDocumentsQuery | GetAllQuery;

/** A whole ITI-18 request. */
export interface QueryRequest {
  readonly query: StoredQuery;
  /** `LeafClass` asks for whole objects, `ObjectRef` for their ids. */
  readonly returnType: 'LeafClass' | 'ObjectRef';
}

/**
 * A FindDocuments query for approved stable documents, restricted by what is given.
 *
 * @example findDocuments({ patientId, classCodes: [{ code: '00.20', codingScheme }] })
 */
export function findDocuments(
  known: Partial<FindDocumentsQuery> & Pick<FindDocumentsQuery, 'patientId'>,
): FindDocumentsQuery {
  return {
    name: 'FindDocuments',
    statuses: ['Approved'],
    types: ['stable'],
    classCodes: [],
    typeCodes: [],
    formatCodes: [],
    practiceSettingCodes: [],
    healthcareFacilityTypeCodes: [],
    eventCodes: [],
    confidentialityCodes: [],
    referenceIds: [],
    authorPersons: [],
    documentAvailabilities: [],
    creationTime: {},
    serviceStartTime: {},
    serviceStopTime: {},
    ...known,
  };
}
