import fc from 'fast-check';
import {
  type Association,
  associationTypes,
  availabilityStatuses,
  type Code,
  type DocumentEntry,
  type Folder,
  type LocalizedString,
  objectId,
  type Slot,
  type Submission,
  type SubmissionSet,
} from '../src/index.ts';
import { arbitraryText } from './arbitrary-text.ts';

const text = arbitraryText({ minLength: 1, maxLength: 40 });
const texts = fc.array(text, { maxLength: 3 });
/** Where the schema wants a URI. */
const uri = fc.constantFrom('urn:oid:2.999.1', 'urn:x:y', 'https://przychodnia.example/a');
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const id = fc
  .oneof(
    fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
    fc.stringMatching(/^[A-Za-z][\w.-]{0,11}$/),
  )
  .map(objectId);

const localizedStrings: fc.Arbitrary<LocalizedString[]> = fc.array(
  fc.record({
    value: arbitraryText({ minLength: 0, maxLength: 60 }),
    lang: optional(fc.constantFrom('pl-PL', 'hu', 'en-US')),
    charset: optional(fc.constantFrom('UTF-8', 'UTF8')),
  }),
  { maxLength: 2 },
);

/** Names that XDS gives a meaning to are not extra. */
const extraSlots: fc.Arbitrary<Slot[]> = fc.uniqueArray(
  fc.record({
    name: text.map((name) => `urn:extra:${name}`),
    values: fc.array(arbitraryText({ minLength: 0, maxLength: 40 }), { maxLength: 3 }),
    type: optional(uri),
  }),
  { selector: ({ name }) => name, maxLength: 3 },
);

const code: fc.Arbitrary<Code> = fc.record({
  code: text,
  codingScheme: text,
  display: localizedStrings,
  extraSlots,
});
const codes = fc.array(code, { maxLength: 2 });

const author = fc.record({
  person: optional(text),
  institutions: texts,
  roles: texts,
  specialties: texts,
  telecoms: texts,
  extraSlots,
});

const common = {
  id,
  lid: optional(id),
  home: optional(uri),
  status: optional(fc.constantFrom(...availabilityStatuses)),
  version: optional(fc.record({ versionName: optional(text), comment: optional(text) })),
  extraSlots,
  extraClassifications: fc.array(
    fc.record({
      scheme: fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
      node: optional(uri),
      nodeRepresentation: optional(text),
      slots: extraSlots,
      display: localizedStrings,
    }),
    { maxLength: 2 },
  ),
  extraIdentifiers: fc.array(
    fc.record({
      scheme: fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
      value: text,
      name: localizedStrings,
    }),
    { maxLength: 2 },
  ),
  title: localizedStrings,
  comments: localizedStrings,
};

const entry = fc.record({
  ...common,
  type: optional(fc.constantFrom('stable', 'on-demand')),
  mimeType: optional(text),
  opaque: fc.constantFrom(undefined, true),
  contentVersion: optional(fc.record({ versionName: optional(text) })),
  authors: fc.array(author, { maxLength: 2 }),
  classCode: optional(code),
  typeCode: optional(code),
  formatCode: optional(code),
  healthcareFacilityTypeCode: optional(code),
  practiceSettingCode: optional(code),
  confidentialityCodes: codes,
  eventCodes: codes,
  creationTime: optional(text),
  serviceStartTime: optional(text),
  serviceStopTime: optional(text),
  languageCode: optional(text),
  legalAuthenticator: optional(text),
  patientId: optional(text),
  sourcePatientId: optional(text),
  sourcePatientInfo: texts,
  referenceIds: texts,
  uniqueId: optional(text),
  repositoryUniqueId: optional(text),
  hash: optional(text),
  size: optional(fc.nat()),
  uri: optional(
    fc.oneof(
      text,
      fc.webUrl(),
      fc.string({ unit: 'grapheme-ascii', minLength: 300, maxLength: 900 }),
    ),
  ),
  documentAvailability: optional(text),
  limitedMetadata: fc.boolean(),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<DocumentEntry>;

const set = fc.record({
  ...common,
  authors: fc.array(author, { maxLength: 2 }),
  contentTypeCode: optional(code),
  submissionTime: optional(text),
  intendedRecipients: texts,
  patientId: optional(text),
  sourceId: optional(text),
  uniqueId: optional(text),
  limitedMetadata: fc.boolean(),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<SubmissionSet>;

const folder = fc.record({
  ...common,
  codes,
  lastUpdateTime: optional(text),
  patientId: optional(text),
  uniqueId: optional(text),
  limitedMetadata: fc.boolean(),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<Folder>;

const association = fc.record({
  ...common,
  type: fc.constantFrom(...(Object.keys(associationTypes) as (keyof typeof associationTypes)[])),
  source: id,
  target: id,
  submissionSetStatus: optional(text),
  previousVersion: optional(text),
  propagation: optional(text),
  originalStatus: optional(fc.constantFrom(...availabilityStatuses)),
  newStatus: optional(fc.constantFrom(...availabilityStatuses)),
  documentation: optional(code),
}) as fc.Arbitrary<Association>;

/** Whatever the model can hold; most of it breaks rules, none of it may break the writer. */
export const arbitrarySubmission: fc.Arbitrary<Submission> = fc
  .record({
    submissionSet: set,
    documents: fc.array(entry, { maxLength: 2 }),
    folders: fc.array(folder, { maxLength: 2 }),
    associations: fc.array(association, { maxLength: 2 }),
    requestSlots: extraSlots,
  })
  .filter(({ submissionSet, folders }) => {
    // Two packages of one id cannot be told apart by their marks; a rule refuses that anyway.
    const ids = [submissionSet.id, ...folders.map((one) => one.id)];
    return new Set(ids).size === ids.length;
  });
