import type { CodeValue } from '../model/code.ts';
import type { DocumentEntryType } from '../vocabulary/schemes.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { AllOfAny, TimeRange } from './query-conditions.ts';
import {
  codeGroups,
  codes,
  type Fields,
  metadataLevel,
  required,
  statuses,
  texts,
  timeRange,
  types,
} from './query-fields.ts';

/**
 * What restricts documents in every query that looks for them. An empty list does not restrict.
 * (ITI TF-2: 3.18.4.1.2.3.7.1)
 */
export interface DocumentConditions {
  readonly statuses: readonly AvailabilityStatus[];
  readonly types: readonly DocumentEntryType[];
  readonly classCodes: readonly CodeValue[];
  readonly typeCodes: readonly CodeValue[];
  readonly formatCodes: readonly CodeValue[];
  readonly practiceSettingCodes: readonly CodeValue[];
  readonly healthcareFacilityTypeCodes: readonly CodeValue[];
  readonly eventCodes: AllOfAny<CodeValue>;
  readonly confidentialityCodes: AllOfAny<CodeValue>;
  /** SQL LIKE patterns on the XCN text. */
  readonly authorPersons: readonly string[];
  readonly documentAvailabilities: readonly string[];
  readonly creationTime: TimeRange;
  readonly serviceStartTime: TimeRange;
  readonly serviceStopTime: TimeRange;
  readonly metadataLevel?: number | undefined;
}

const entry = '$XDSDocumentEntry';

export const documentConditions: Fields<DocumentConditions> = {
  statuses: required(statuses(`${entry}Status`)),
  types: types(`${entry}Type`),
  classCodes: codes(`${entry}ClassCode`),
  typeCodes: codes(`${entry}TypeCode`),
  formatCodes: codes(`${entry}FormatCode`),
  practiceSettingCodes: codes(`${entry}PracticeSettingCode`),
  healthcareFacilityTypeCodes: codes(`${entry}HealthcareFacilityTypeCode`),
  eventCodes: codeGroups(`${entry}EventCodeList`),
  confidentialityCodes: codeGroups(`${entry}ConfidentialityCode`),
  authorPersons: texts(`${entry}AuthorPerson`),
  documentAvailabilities: texts(`${entry}DocumentAvailability`),
  creationTime: timeRange(`${entry}CreationTime`),
  serviceStartTime: timeRange(`${entry}ServiceStartTime`),
  serviceStopTime: timeRange(`${entry}ServiceStopTime`),
  metadataLevel,
};

/** Approved stable documents and no other condition. */
export const anyApprovedDocument: DocumentConditions = {
  statuses: ['Approved'],
  types: ['stable'],
  classCodes: [],
  typeCodes: [],
  formatCodes: [],
  practiceSettingCodes: [],
  healthcareFacilityTypeCodes: [],
  eventCodes: [],
  confidentialityCodes: [],
  authorPersons: [],
  documentAvailabilities: [],
  creationTime: {},
  serviceStartTime: {},
  serviceStopTime: {},
};
