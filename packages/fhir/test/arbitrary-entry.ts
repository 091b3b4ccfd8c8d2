import { createHash } from 'node:crypto';
import { type Oid, parseOid, patientIdCx } from '@kartoteka/kernel';
import {
  type Author,
  author,
  type Code,
  type DocumentEntry,
  type Dtm,
  documentEntry,
  dtmOf,
  objectId,
  writeOrganisation,
  writePerson,
  writeTelecom,
} from '@kartoteka/xds';
import fc from 'fast-check';

/** Texts as people write them, with characters that HL7 and XML escape. */
export const words = fc
  .array(fc.constantFrom(...'abcXYZ0189 żółćęśąźńŁőű^&|~\\\'"<>;:/?#+,=%-._漢😀'), {
    minLength: 1,
    maxLength: 24,
  })
  .map((list) => list.join(''))
  .filter((text) => text.trim() === text);
export const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

export const oid = fc
  .array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 6 })
  .map((arcs) => parseOid(`2.${arcs.join('.')}`) as Oid);
const token = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,15}$/);

const scheme = fc.oneof(
  oid,
  fc.constantFrom('LOINC', '2.16.840.1.113883.6.1', 'Klasyfikacja dokumentów P1', 'SNOMED-CT'),
  fc.constantFrom('urn:oid:1.2.3', 'http://loinc.org', 'https://przychodnia.example/kody'),
  words,
);
export const code: fc.Arbitrary<Code> = fc.record({
  code: token,
  codingScheme: scheme,
  display: words.map((value) => [{ value }]),
  extraSlots: fc.constant([]),
});

export const person = fc
  .record({
    id: optional(token),
    authority: optional(oid),
    family: words,
    given: optional(words),
    further: optional(words),
    suffix: optional(words),
    prefix: optional(words),
    degree: optional(words),
  })
  .map((one) => writePerson(one));
export const organisation = fc
  .record({ name: words, id: token, authority: oid })
  .map((one) => writeOrganisation(one));
export const telecom = fc.oneof(
  fc.emailAddress().map((email) => writeTelecom({ email })),
  fc.constantFrom('+48 22 000 00 00', '112').map((phone) => writeTelecom({ phone })),
  fc.constant('^^PH^^48^22^5550000' as ReturnType<typeof writeTelecom>),
);
const role = fc.oneof(
  words,
  fc.tuple(token, oid).map(([value, domain]) => `${value}^^^&${domain}&ISO`),
);

export const arbitraryAuthor: fc.Arbitrary<Author> = fc
  .record({
    person: optional(person),
    institutions: fc.array(organisation, { maxLength: 3 }),
    roles: fc.array(role, { maxLength: 2 }),
    specialties: fc.array(role, { maxLength: 2 }),
    telecoms: fc.array(telecom, { maxLength: 2 }),
  })
  .filter((one) => one.person !== undefined || one.institutions.length + one.telecoms.length > 0)
  .map((one) => author(one));

const moment = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map(dtmOf);
export const time: fc.Arbitrary<Dtm> = fc
  .tuple(moment, fc.constantFrom(4, 6, 8, 10, 12, 14))
  .map(([full, length]) => full.slice(0, length) as Dtm);

export const cx = fc.tuple(token, oid).map(([id, domain]) => patientIdCx({ id, domain }));
const referenceId = fc
  .tuple(token, optional(oid), fc.constantFrom('accession', 'uniqueId', 'order'))
  .map(
    ([id, domain, type]) =>
      `${id}^^^${domain ? `&${domain}&ISO` : ''}^urn:ihe:iti:xds:2013:${type}`,
  );
const info = fc.constantFrom(
  'PID-5|Przykładny^Świętosław^^^',
  'PID-5|Próbna^Żaneta',
  'PID-7|19440514',
  'PID-8|M',
  'PID-11|ul. Wymyślona 1^^Warszawa',
);
const hash = words.map((text) => createHash('sha1').update(text).digest('hex'));
export const slot = fc.record({
  name: fc.constantFrom('urn:extpl:SlotName:StorageCategory', 'urn:extpl:SlotName:MedicalEventId'),
  values: fc.array(words, { maxLength: 2 }),
});

/** A DocumentEntry as a registry holds one, with everything that both XDS and FHIR can say. */
export const arbitraryEntry: fc.Arbitrary<DocumentEntry> = fc
  .record({
    id: fc.uuid().map((uuid) => objectId(`urn:uuid:${uuid}`)),
    status: fc.constantFrom('Approved' as const, 'Deprecated' as const),
    mimeType: fc.constantFrom('text/xml', 'application/pdf', 'text/goofy'),
    title: optional(words),
    comments: optional(words),
    authors: fc.array(arbitraryAuthor, { maxLength: 2 }),
    classCode: optional(code),
    typeCode: optional(code),
    formatCode: optional(code),
    healthcareFacilityTypeCode: optional(code),
    practiceSettingCode: optional(code),
    confidentialityCodes: fc.array(code, { maxLength: 2 }),
    eventCodes: fc.array(code, { maxLength: 2 }),
    creationTime: optional(time),
    serviceStartTime: optional(time),
    serviceStopTime: optional(time),
    languageCode: fc.constantFrom('pl-PL', 'hu-HU'),
    legalAuthenticator: optional(person),
    patientId: cx,
    sourcePatientId: cx,
    sourcePatientInfo: fc.uniqueArray(info, { maxLength: 4 }),
    referenceIds: fc.array(referenceId, { maxLength: 2 }),
    uniqueId: fc
      .tuple(oid, optional(token))
      .map(([root, number]) => (number ? `${root}^${number}` : root)),
    hash,
    size: fc.nat(),
    extraSlots: fc.uniqueArray(slot, { selector: ({ name }) => name, maxLength: 2 }),
  })
  .map(({ title, comments, uniqueId, ...rest }) =>
    documentEntry({
      ...rest,
      uniqueId: uniqueId as NonNullable<DocumentEntry['uniqueId']>,
      title: title === undefined ? [] : [{ value: title }],
      comments: comments === undefined ? [] : [{ value: comments }],
    }),
  );
