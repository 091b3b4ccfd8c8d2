import type { CodeValue } from '../model/code.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import { type Dtm, dtmStart } from '../model/dtm.ts';
import type { AllOfAny, FindDocumentsQuery, TimeRange } from './stored-query.ts';

/**
 * Whether a registered entry answers a FindDocuments query: what a store's SQL has to agree with.
 *
 * @example entries.filter((entry) => matchesFindDocuments(entry, query))
 */
export function matchesFindDocuments(entry: DocumentEntry, query: FindDocumentsQuery): boolean {
  return (
    entry.patientId === query.patientId &&
    isOneOf(entry.status, query.statuses) &&
    isOneOf(entry.type, query.types) &&
    hasCode(entry.classCode, query.classCodes) &&
    hasCode(entry.typeCode, query.typeCodes) &&
    hasCode(entry.formatCode, query.formatCodes) &&
    hasCode(entry.practiceSettingCode, query.practiceSettingCodes) &&
    hasCode(entry.healthcareFacilityTypeCode, query.healthcareFacilityTypeCodes) &&
    meetsAll(query.eventCodes, entry.eventCodes, isSameCode) &&
    meetsAll(query.confidentialityCodes, entry.confidentialityCodes, isSameCode) &&
    meetsAll(query.referenceIds, entry.referenceIds, (one, other) => one === other) &&
    hasAuthor(entry, query.authorPersons) &&
    isAvailable(entry, query.documentAvailabilities) &&
    isWithin(entry.creationTime, query.creationTime) &&
    isWithin(entry.serviceStartTime, query.serviceStartTime) &&
    isWithin(entry.serviceStopTime, query.serviceStopTime)
  );
}

/**
 * Whether a text matches an SQL LIKE pattern: `%` is any text, `_` any character.
 *
 * @example matchesLike('^Próbna^Żaneta', '%Prób_a%') // true
 */
export function matchesLike(text: string, pattern: string): boolean {
  const [characters, wanted] = [[...text], [...pattern]];
  let at = 0;
  let next = 0;
  // Where the last % stood and how far it reaches: a pattern is never tried in more ways than that,
  // so that a hostile one costs no more than its length times the text's.
  let wildcard = -1;
  let reached = 0;
  while (at < characters.length) {
    if (wanted[next] === '%') {
      wildcard = next;
      reached = at;
      next += 1;
    } else if (next < wanted.length && (wanted[next] === '_' || wanted[next] === characters[at])) {
      at += 1;
      next += 1;
    } else if (wildcard >= 0) {
      reached += 1;
      at = reached;
      next = wildcard + 1;
    } else return false;
  }
  while (wanted[next] === '%') next += 1;
  return next === wanted.length;
}

function isOneOf<T>(value: T | undefined, allowed: readonly T[]): boolean {
  return value !== undefined && allowed.includes(value);
}

function hasCode(code: CodeValue | undefined, wanted: readonly CodeValue[]): boolean {
  if (wanted.length === 0) return true;
  return code !== undefined && wanted.some((one) => isSameCode(one, code));
}

function isSameCode(one: CodeValue, other: CodeValue): boolean {
  return one.code === other.code && one.codingScheme === other.codingScheme;
}

function meetsAll<T>(
  wanted: AllOfAny<T>,
  present: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  return wanted.every((group) => group.some((one) => present.some((own) => isSame(one, own))));
}

function hasAuthor({ authors }: DocumentEntry, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  return authors.some(
    ({ person }) =>
      person !== undefined && patterns.some((pattern) => matchesLike(person, pattern)),
  );
}

function isAvailable({ documentAvailability }: DocumentEntry, wanted: readonly string[]): boolean {
  return wanted.length === 0 || isOneOf(documentAvailability, wanted);
}

function isWithin(time: Dtm | undefined, { from, to }: TimeRange): boolean {
  if (from === undefined && to === undefined) return true;
  if (time === undefined) return false;
  const start = dtmStart(time);
  return (from === undefined || from <= start) && (to === undefined || start < to);
}
