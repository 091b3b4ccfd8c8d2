import type { PatientIdCx } from '@kartoteka/kernel';
import type { QueryParameters } from './query-parameters.ts';
import type { QuerySlots } from './query-slots.ts';
import type { FindDocumentsQuery } from './stored-query.ts';

/** ITI TF-2: 3.18.4.1.2.3.7.1 */
export const findDocumentsId = 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d';

const entry = '$XDSDocumentEntry';

export function readFindDocuments(parameters: QueryParameters): FindDocumentsQuery {
  parameters.requireOne(`${entry}PatientId`);
  parameters.requireOne(`${entry}Status`);
  return {
    name: 'FindDocuments',
    // Without one the findings say so, and the query is not run.
    patientId: parameters.patientId(`${entry}PatientId`) ?? ('' as PatientIdCx),
    statuses: parameters.statuses(`${entry}Status`),
    types: parameters.types(`${entry}Type`),
    classCodes: parameters.codes(`${entry}ClassCode`),
    typeCodes: parameters.codes(`${entry}TypeCode`),
    formatCodes: parameters.codes(`${entry}FormatCode`),
    practiceSettingCodes: parameters.codes(`${entry}PracticeSettingCode`),
    healthcareFacilityTypeCodes: parameters.codes(`${entry}HealthcareFacilityTypeCode`),
    eventCodes: parameters.codeGroups(`${entry}EventCodeList`),
    confidentialityCodes: parameters.codeGroups(`${entry}ConfidentialityCode`),
    referenceIds: parameters.textGroups(`${entry}ReferenceIdList`),
    authorPersons: parameters.texts(`${entry}AuthorPerson`),
    documentAvailabilities: parameters.texts(`${entry}DocumentAvailability`),
    creationTime: parameters.timeRange(`${entry}CreationTime`),
    serviceStartTime: parameters.timeRange(`${entry}ServiceStartTime`),
    serviceStopTime: parameters.timeRange(`${entry}ServiceStopTime`),
    metadataLevel: parameters.number('$MetadataLevel'),
  };
}

export function writeFindDocuments(query: FindDocumentsQuery, slots: QuerySlots): void {
  slots.text(`${entry}PatientId`, query.patientId);
  slots.statuses(`${entry}Status`, query.statuses);
  slots.types(`${entry}Type`, query.types);
  slots.codes(`${entry}ClassCode`, query.classCodes);
  slots.codes(`${entry}TypeCode`, query.typeCodes);
  slots.codes(`${entry}FormatCode`, query.formatCodes);
  slots.codes(`${entry}PracticeSettingCode`, query.practiceSettingCodes);
  slots.codes(`${entry}HealthcareFacilityTypeCode`, query.healthcareFacilityTypeCodes);
  for (const group of query.eventCodes) slots.codes(`${entry}EventCodeList`, group);
  for (const group of query.confidentialityCodes) slots.codes(`${entry}ConfidentialityCode`, group);
  for (const group of query.referenceIds) slots.texts(`${entry}ReferenceIdList`, group);
  slots.texts(`${entry}AuthorPerson`, query.authorPersons);
  slots.texts(`${entry}DocumentAvailability`, query.documentAvailabilities);
  slots.timeRange(`${entry}CreationTime`, query.creationTime);
  slots.timeRange(`${entry}ServiceStartTime`, query.serviceStartTime);
  slots.timeRange(`${entry}ServiceStopTime`, query.serviceStopTime);
  slots.number('$MetadataLevel', query.metadataLevel);
}
