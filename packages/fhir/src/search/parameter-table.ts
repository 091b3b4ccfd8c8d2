/** A search parameter as the CapabilityStatement tells it. */
export interface ParameterRow {
  readonly name: string;
  readonly type: 'token' | 'date' | 'string' | 'reference';
  readonly documentation: string;
}

const canonical = 'identifier in the system of an OID: urn:oid:…|value';
const tokens = 'system|code, code, |code or system|; several with commas mean any of them';
const dates = 'prefixes eq, ne, gt, ge, lt, le, sa, eb; without a time zone UTC is meant';
const names = 'begins with, without case and accents; modifiers :exact and :contains';

const shared: readonly ParameterRow[] = [
  {
    name: 'patient.identifier',
    type: 'token',
    documentation: `Required unless _id or identifier is given: ${canonical}. Send it by POST _search: addresses are seen by many.`,
  },
  {
    name: 'patient',
    type: 'reference',
    documentation:
      'With the modifier :identifier, the same as patient.identifier. There are no Patient resources here that a plain reference could mean.',
  },
  { name: '_id', type: 'token', documentation: 'Ids of resources.' },
  { name: '_lastUpdated', type: 'date', documentation: `Registration or last change; ${dates}.` },
  {
    name: 'identifier',
    type: 'token',
    documentation:
      'uniqueId or entryUUID: urn:ietf:rfc:3986|urn:oid:…, urn:oid:ROOT|EXTENSION, urn:ietf:rfc:3986|urn:uuid:…',
  },
];

/** ITI-67 (IHE ITI MHD: 2:3.67.4.1.2). */
export const documentParameters: readonly ParameterRow[] = [
  ...shared,
  {
    name: 'status',
    type: 'token',
    documentation: 'Required unless _id or identifier is given: current, superseded.',
  },
  { name: 'author.family', type: 'string', documentation: `Family name of an author: ${names}.` },
  { name: 'author.given', type: 'string', documentation: `Given name of an author: ${names}.` },
  { name: 'category', type: 'token', documentation: `classCode: ${tokens}.` },
  { name: 'creation', type: 'date', documentation: `content.attachment.creation; ${dates}.` },
  { name: 'date', type: 'date', documentation: `When the document was registered; ${dates}.` },
  { name: 'event', type: 'token', documentation: `eventCodeList: ${tokens}.` },
  { name: 'facility', type: 'token', documentation: `healthcareFacilityTypeCode: ${tokens}.` },
  { name: 'format', type: 'token', documentation: `formatCode: ${tokens}.` },
  { name: 'period', type: 'date', documentation: `Time of the service; ${dates}.` },
  {
    name: 'related',
    type: 'reference',
    documentation: `referenceIdList, with the modifier :identifier or as related.identifier: ${canonical}, or a value alone.`,
  },
  { name: 'security-label', type: 'token', documentation: `confidentialityCode: ${tokens}.` },
  { name: 'setting', type: 'token', documentation: `practiceSettingCode: ${tokens}.` },
  { name: 'type', type: 'token', documentation: `typeCode: ${tokens}.` },
];

/** ITI-66 (IHE ITI MHD: 2:3.66.4.1.2). */
export const listParameters: readonly ParameterRow[] = [
  ...shared,
  { name: 'code', type: 'token', documentation: 'submissionset or folder; both without it.' },
  {
    name: 'status',
    type: 'token',
    documentation: 'Required unless _id or identifier is given: current, retired.',
  },
  { name: 'date', type: 'date', documentation: `submissionTime or lastUpdateTime; ${dates}.` },
  {
    name: 'designationType',
    type: 'token',
    documentation: `contentTypeCode of a set, codes of a folder: ${tokens}.`,
  },
  { name: 'source.family', type: 'string', documentation: `Family name of the author: ${names}.` },
  { name: 'source.given', type: 'string', documentation: `Given name of the author: ${names}.` },
  { name: 'sourceId', type: 'token', documentation: 'OID of the source: urn:oid:…' },
];
