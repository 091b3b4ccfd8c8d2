import type { DocumentEntry } from '../model/document-entry.ts';
import type { DocumentConditions } from './document-conditions.ts';
import type { FindDocumentsQuery } from './find-documents.ts';
import {
  hasCode,
  isOneOf,
  isSameCode,
  isWithin,
  matchesAnyLike,
  meetsAll,
} from './match-values.ts';
import type { AllOfAny } from './query-conditions.ts';

/**
 * Whether a registered entry answers a FindDocuments query. Which of several versions is shown is not
 * decided here, see `evaluateQuery`.
 *
 * @example entries.filter((entry) => matchesFindDocuments(entry, query))
 */
export function matchesFindDocuments(entry: DocumentEntry, query: FindDocumentsQuery): boolean {
  return (
    entry.patientId === query.patientId &&
    matchesConditions(entry, query) &&
    hasReferenceIds(entry, query.referenceIds)
  );
}

export function matchesConditions(entry: DocumentEntry, wanted: DocumentConditions): boolean {
  return (
    isOneOf(entry.status, wanted.statuses) &&
    isOneOf(entry.type, wanted.types) &&
    hasCode(entry.classCode, wanted.classCodes) &&
    hasCode(entry.typeCode, wanted.typeCodes) &&
    hasCode(entry.formatCode, wanted.formatCodes) &&
    hasCode(entry.practiceSettingCode, wanted.practiceSettingCodes) &&
    hasCode(entry.healthcareFacilityTypeCode, wanted.healthcareFacilityTypeCodes) &&
    meetsAll(wanted.eventCodes, entry.eventCodes, isSameCode) &&
    meetsAll(wanted.confidentialityCodes, entry.confidentialityCodes, isSameCode) &&
    matchesAnyLike(
      entry.authors.map(({ person }) => person),
      wanted.authorPersons,
    ) &&
    isAvailable(entry, wanted.documentAvailabilities) &&
    isWithin(entry.creationTime, wanted.creationTime) &&
    isWithin(entry.serviceStartTime, wanted.serviceStartTime) &&
    isWithin(entry.serviceStopTime, wanted.serviceStopTime)
  );
}

export function hasReferenceIds(entry: DocumentEntry, wanted: AllOfAny<string>): boolean {
  return meetsAll(wanted, entry.referenceIds, (one, other) => one === other);
}

function isAvailable({ documentAvailability }: DocumentEntry, wanted: readonly string[]): boolean {
  return wanted.length === 0 || isOneOf(documentAvailability, wanted);
}
