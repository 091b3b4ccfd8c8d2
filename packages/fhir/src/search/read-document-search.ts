import { documentParameters } from './parameter-table.ts';
import {
  type Pairs,
  Parameters,
  type SearchLimits,
  type SearchReading,
  searchLimitsDefault,
} from './read-parameters.ts';
import {
  readCodeMatch,
  readDateMatch,
  readIdentifierMatch,
  readIdMatch,
  readPatientMatch,
  readReferenceMatch,
  readTextMatch,
} from './read-values.ts';
import type { DocumentSearch } from './search.ts';

const patientNames = ['patient.identifier', 'patient:identifier'];
const relatedNames = ['related.identifier', 'related:identifier'];
const withModifiers = ['author.family:exact', 'author.given:exact'];

const known: ReadonlySet<string> = new Set([
  ...documentParameters.map(({ name }) => name),
  ...[...patientNames, ...relatedNames, ...withModifiers],
  ...['author.family:contains', 'author.given:contains'],
]);

export interface SearchOptions {
  /** `Prefer: handling=strict`. */
  readonly strict: boolean;
  readonly limits?: SearchLimits;
}

/**
 * Reads ITI-67. Never throws for what a caller got wrong.
 *
 * IHE ITI MHD: 2:3.67.4.1.2; FHIR R4: 3.1.1
 *
 * @example readDocumentSearch([['patient.identifier', 'urn:oid:2.999|7'], ['status', 'current']], { strict: true })
 */
export function readDocumentSearch(
  pairs: Pairs,
  { strict, limits = searchLimitsDefault }: SearchOptions,
): SearchReading<DocumentSearch> {
  const parameters = new Parameters(pairs, known, limits, { by: 'creation', descending: true });
  requirePatientAndStatus(parameters);
  const texts = (front: string) =>
    parameters.groups([front, `${front}:exact`, `${front}:contains`], readTextMatch);
  const codes = (name: string) => parameters.groups([name], readCodeMatch);
  const dates = (name: string) => parameters.groups([name], readDateMatch);
  return parameters.finish(
    {
      kind: 'documents',
      patients: parameters.groups(patientNames, readPatientMatch),
      statuses: statusesOf(parameters, 'superseded'),
      ids: parameters.groups(['_id'], readIdMatch),
      identifiers: parameters.groups(['identifier'], readIdentifierMatch),
      codes: {
        type: codes('type'),
        category: codes('category'),
        setting: codes('setting'),
        facility: codes('facility'),
        format: codes('format'),
        event: codes('event'),
        'security-label': codes('security-label'),
      },
      creation: dates('creation'),
      date: dates('date'),
      lastUpdated: dates('_lastUpdated'),
      period: dates('period'),
      authorFamily: texts('author.family'),
      authorGiven: texts('author.given'),
      related: [
        ...parameters.groups(relatedNames, readReferenceMatch),
        ...parameters.groups(['related'], (value) =>
          value.includes('|') ? readReferenceMatch(value) : undefined,
        ),
      ],
    },
    strict,
  );
}

/** A search is for one patient, or for resources that the caller can name. */
export function requirePatientAndStatus(parameters: Parameters): void {
  // There are no Patient resources that a plain reference could mean.
  if (parameters.has('patient')) parameters.refuse('fhir.parameter-value', 'patient');
  if (parameters.has('_id', 'identifier')) return;
  if (!parameters.has('patient', ...patientNames)) {
    parameters.refuse('fhir.missing-parameter', 'patient.identifier');
  }
  if (!parameters.has('status')) parameters.refuse('fhir.missing-parameter', 'status');
}

/** `current` and the word for what is no longer; other codes of FHIR find nothing. */
export function statusesOf(
  parameters: Parameters,
  former: 'superseded' | 'retired',
): ('Approved' | 'Deprecated')[][] {
  const read = (value: string): ('Approved' | 'Deprecated' | 'none') | undefined => {
    const { code } = readCodeMatch(value) ?? {};
    if (code === 'current') return 'Approved';
    if (code === former) return 'Deprecated';
    return code === 'entered-in-error' ? 'none' : undefined;
  };
  return parameters
    .groups(['status'], read)
    .map((group) => group.filter((status) => status !== 'none'));
}
