import { listTypes } from '../map/vocabulary.ts';
import { listParameters } from './parameter-table.ts';
import { requirePatientAndStatus, type SearchOptions, statusesOf } from './read-document-search.ts';
import {
  type Pairs,
  Parameters,
  type SearchReading,
  searchLimitsDefault,
} from './read-parameters.ts';
import {
  readCodeMatch,
  readDateMatch,
  readIdentifierMatch,
  readIdMatch,
  readOidMatch,
  readPatientMatch,
  readTextMatch,
} from './read-values.ts';
import type { ListSearch } from './search.ts';

const patientNames = ['patient.identifier', 'patient:identifier'];

const known: ReadonlySet<string> = new Set([
  ...listParameters.map(({ name }) => name),
  ...patientNames,
  ...['source.family', 'source.given'].flatMap((name) => [`${name}:exact`, `${name}:contains`]),
]);

/**
 * Reads ITI-66. Never throws for what a caller got wrong.
 *
 * IHE ITI MHD: 2:3.66.4.1.2; FHIR R4: 3.1.1
 */
export function readListSearch(
  pairs: Pairs,
  { strict, limits = searchLimitsDefault }: SearchOptions,
): SearchReading<ListSearch> {
  const parameters = new Parameters(pairs, known, limits, { by: 'date', descending: true });
  requirePatientAndStatus(parameters);
  const texts = (front: string) =>
    parameters.groups([front, `${front}:exact`, `${front}:contains`], readTextMatch);
  return parameters.finish(
    {
      kind: 'lists',
      patients: parameters.groups(patientNames, readPatientMatch),
      statuses: statusesOf(parameters, 'retired'),
      ids: parameters.groups(['_id'], readIdMatch),
      identifiers: parameters.groups(['identifier'], readIdentifierMatch),
      lists: parameters.groups(['code'], readListCode),
      designations: parameters.groups(['designationType'], readCodeMatch),
      date: parameters.groups(['date'], readDateMatch),
      lastUpdated: parameters.groups(['_lastUpdated'], readDateMatch),
      sourceIds: parameters.groups(['sourceId'], readOidMatch),
      sourceFamily: texts('source.family'),
      sourceGiven: texts('source.given'),
    },
    strict,
  );
}

function readListCode(value: string): 'submissionset' | 'folder' | undefined {
  const { code, schemes } = readCodeMatch(value) ?? {};
  if (schemes && !schemes.includes(listTypes)) return undefined;
  return code === 'submissionset' || code === 'folder' ? code : undefined;
}
