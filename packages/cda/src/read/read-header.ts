import { oid } from '../oids.ts';
import { all, attribute, type Cursor, every, first, plainText } from './cursor.ts';
import type { CdaHeader, RelatedDocument } from './header-model.ts';
import { optional } from './optional.ts';
import { placeOf, readOrganisation } from './read-organisation.ts';
import { readAuthor, readLegalAuthenticator, readPatient, readRecipients } from './read-people.ts';
import { readCode, readId, readIds, readTimeAt, uniqueIdOf } from './read-values.ts';

/**
 * Reads the header of a CDA document into typed values. Nothing is refused here: what cannot be read
 * is absent, and the checks say so with its place.
 *
 * @param document the root element, `ClinicalDocument`
 */
export function readHeader(document: Cursor): CdaHeader {
  const authors = all(document, 'author').map(readAuthor);
  const legalAuthenticator = readLegalAuthenticator(first(document, 'legalAuthenticator'));
  const writer = authors.find((author) => author.organisation)?.organisation;
  return {
    ...readIdentity(document),
    ...readSubject(document),
    authors,
    ...optional('legalAuthenticator', legalAuthenticator),
    ...optional(
      'custodian',
      readOrganisation(
        first(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization'),
      ),
    ),
    recipients: readRecipients(document),
    related: all(document, 'relatedDocument').map(readRelated),
    service: readService(document),
    encounterIds: readIds(first(document, 'componentOf', 'encompassingEncounter')),
    place: placeOf(writer ?? legalAuthenticator?.organisation),
  };
}

type Identity = Pick<
  CdaHeader,
  'id' | 'uniqueId' | 'setId' | 'version' | 'type' | 'documentClass' | 'confidentiality'
>;

function readIdentity(document: Cursor): Identity {
  const id = readId(first(document, 'id'));
  const codes = [first(document, 'code'), ...every(document, 'code', 'translation')].flatMap(
    (code) => readCode(code) ?? [],
  );
  return {
    ...optional('id', id),
    ...optional('uniqueId', uniqueIdOf(id)),
    ...optional('setId', readId(first(document, 'setId'))),
    ...optional('version', readVersion(first(document, 'versionNumber'))),
    ...optional('type', readCode(first(document, 'code'))),
    ...optional(
      'documentClass',
      codes.find((code) => code.system === oid.documentClass),
    ),
    ...optional('confidentiality', readCode(first(document, 'confidentialityCode'))),
  };
}

type Subject = Pick<CdaHeader, 'title' | 'effectiveTime' | 'language' | 'patient'>;

function readSubject(document: Cursor): Subject {
  return {
    ...optional('title', plainText(first(document, 'title'))),
    ...optional('effectiveTime', readTimeAt(first(document, 'effectiveTime'))),
    ...optional('language', attribute(first(document, 'languageCode'), 'code')),
    ...optional('patient', readPatient(first(document, 'recordTarget', 'patientRole'))),
  };
}

/** Versions are whole numbers from 1; anything else is absent. */
function readVersion(at: Cursor | undefined): number | undefined {
  const value = attribute(at, 'value') ?? '';
  return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
}

function readRelated(related: Cursor): RelatedDocument {
  const parent = first(related, 'parentDocument');
  const id = readId(first(parent, 'id'));
  return {
    type: attribute(related, 'typeCode') ?? '',
    ...optional('id', id),
    ...optional('uniqueId', uniqueIdOf(id)),
    ...optional('setId', readId(first(parent, 'setId'))),
    ...optional('version', readVersion(first(parent, 'versionNumber'))),
  };
}

function readService(document: Cursor): CdaHeader['service'] {
  const places = [
    first(document, 'componentOf', 'encompassingEncounter', 'effectiveTime'),
    ...every(document, 'documentationOf', 'serviceEvent', 'effectiveTime'),
  ];
  for (const time of places) {
    const point = readTimeAt(time);
    const start = readTimeAt(first(time, 'low')) ?? point;
    const stop = readTimeAt(first(time, 'high')) ?? point;
    if (start || stop) return { ...optional('start', start), ...optional('stop', stop) };
  }
  return {};
}
