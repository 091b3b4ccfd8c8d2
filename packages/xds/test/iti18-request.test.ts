import { readXml, writeXml, type XmlElement } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  availabilityStatuses,
  findDocuments,
  queryValuesMax,
  readStoredQuery,
  type StoredQuery,
  writeStoredQuery,
} from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { arbitraryText } from './arbitrary-text.ts';

const rim = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0';
const patient = "'1^^^&amp;1.2.3&amp;ISO'";
const approved = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
const findDocumentsId = 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d';
const getDocumentsId = 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4';
const getAllId = 'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3';

/** One slot each: a name and its values as they stand in the message. */
type Slots = readonly (readonly [name: string, ...values: string[]])[];

const needed: Slots = [
  ['$XDSDocumentEntryPatientId', patient],
  ['$XDSDocumentEntryStatus', approved],
];

function body(id: string, slots: Slots, option = 'returnType="LeafClass"'): XmlElement {
  const list = slots
    .map(
      ([name, ...values]) =>
        `<r:Slot name="${name}"><r:ValueList>${values
          .map((value) => `<r:Value>${value}</r:Value>`)
          .join('')}</r:ValueList></r:Slot>`,
    )
    .join('\n');
  const xml = `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns:r="${rim}">
    <q:ResponseOption ${option} returnComposedObjects="true"/>
    <r:AdhocQuery id="${id}">${list}</r:AdhocQuery></q:AdhocQueryRequest>`;
  return readXml(Buffer.from(xml)).root;
}

function queryOf(id: string, slots: Slots): StoredQuery {
  const reading = readStoredQuery(body(id, slots));
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.request.query;
}

function errorsOf(element: XmlElement): [string, string | undefined][] {
  const reading = readStoredQuery(element);
  return reading.ok ? [] : reading.errors.map(({ code, location }) => [code, location]);
}

describe('FindDocuments parameters', () => {
  const entry = '$XDSDocumentEntry';
  const scheme = { codingScheme: 's' };
  const rows: [slots: Slots, expected: object][] = [
    [
      [],
      {
        name: 'FindDocuments',
        patientId: '1^^^&1.2.3&ISO',
        statuses: ['Approved'],
        types: ['stable'],
      },
    ],
    [
      [[`${entry}ClassCode`, "('a^^s','b^^s')"]],
      {
        classCodes: [
          { code: 'a', ...scheme },
          { code: 'b', ...scheme },
        ],
      },
    ],
    [
      [[`${entry}ClassCode`, "('a^^s')", "('b^^s')"]],
      {
        classCodes: [
          { code: 'a', ...scheme },
          { code: 'b', ...scheme },
        ],
      },
    ],
    [[[`${entry}TypeCode`, "('a^^s')"]], { typeCodes: [{ code: 'a', ...scheme }] }],
    [[[`${entry}FormatCode`, "('urn:x:y^^s')"]], { formatCodes: [{ code: 'urn:x:y', ...scheme }] }],
    [
      [[`${entry}PracticeSettingCode`, "('a^^s')"]],
      { practiceSettingCodes: [{ code: 'a', ...scheme }] },
    ],
    [
      [[`${entry}HealthcareFacilityTypeCode`, "('a^^s')"]],
      { healthcareFacilityTypeCodes: [{ code: 'a', ...scheme }] },
    ],
    [
      [
        [`${entry}EventCodeList`, "('a^^s','b^^s')"],
        [`${entry}EventCodeList`, "('c^^s')"],
      ],
      {
        eventCodes: [
          [
            { code: 'a', ...scheme },
            { code: 'b', ...scheme },
          ],
          [{ code: 'c', ...scheme }],
        ],
      },
    ],
    [
      [
        [`${entry}ConfidentialityCode`, "('N^^s')"],
        [`${entry}ConfidentialityCode`, "('R^^s')"],
      ],
      { confidentialityCodes: [[{ code: 'N', ...scheme }], [{ code: 'R', ...scheme }]] },
    ],
    [
      [
        [`${entry}ReferenceIdList`, "('1^^^&amp;1.2&amp;ISO^urn:x')"],
        [`${entry}ReferenceIdList`, "('2')"],
      ],
      { referenceIds: [['1^^^&1.2&ISO^urn:x'], ['2']] },
    ],
    [[[`${entry}AuthorPerson`, "('%O''Hara%')", "('_x')"]], { authorPersons: ["%O'Hara%", '_x'] }],
    [
      [[`${entry}DocumentAvailability`, "('urn:ihe:iti:2010:DocumentAvailability:Online')"]],
      { documentAvailabilities: ['urn:ihe:iti:2010:DocumentAvailability:Online'] },
    ],
    [
      [
        [`${entry}CreationTimeFrom`, '2026'],
        [`${entry}CreationTimeTo`, '20260302'],
      ],
      { creationTime: { from: '20260101000000', to: '20260302000000' } },
    ],
    [
      [[`${entry}ServiceStartTimeFrom`, '202603']],
      { serviceStartTime: { from: '20260301000000' } },
    ],
    [
      [[`${entry}ServiceStartTimeTo`, '2026030208']],
      { serviceStartTime: { to: '20260302080000' } },
    ],
    [
      [[`${entry}ServiceStopTimeFrom`, '202603020815']],
      { serviceStopTime: { from: '20260302081500' } },
    ],
    [
      [[`${entry}ServiceStopTimeTo`, "'20260302081530'"]],
      { serviceStopTime: { to: '20260302081530' } },
    ],
    [
      [
        [
          `${entry}Type`,
          "('urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248')",
          "('urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1')",
        ],
      ],
      { types: ['on-demand', 'stable'] },
    ],
    [[['$MetadataLevel', '1']], { metadataLevel: 1 }],
    [[['$SomethingElse', 'whatever']], { name: 'FindDocuments' }],
    [
      [[`${entry}ClassCode`, "\n ( 'a^^s' , 'b^^s' ) \n"]],
      {
        classCodes: [
          { code: 'a', ...scheme },
          { code: 'b', ...scheme },
        ],
      },
    ],
  ];

  it.each(rows)('%j', (slots, expected) => {
    expect(queryOf(findDocumentsId, [...needed, ...slots])).toMatchObject(expected);
  });

  it('a list longer than ebRIM lets a value be is taken', () => {
    const codes = Array.from({ length: 100 }, (_, index) => `'code${index}^^scheme'`);
    const query = queryOf(findDocumentsId, [
      ...needed,
      [`${entry}ClassCode`, `(${codes.join(',')})`],
    ]);
    expect(query).toMatchObject({ classCodes: { length: 100 } });
  });

  it('both states are asked for in one list or in two values', () => {
    const deprecated = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated')";
    const one = queryOf(findDocumentsId, [
      ['$XDSDocumentEntryPatientId', patient],
      ['$XDSDocumentEntryStatus', approved, deprecated],
    ]);
    expect(one).toMatchObject({ statuses: ['Approved', 'Deprecated'] });
  });
});

describe('GetDocuments and GetAll parameters', () => {
  const uuid = 'urn:uuid:0F9D2B1C-6A51-4C1E-8F0B-3F1F5F2F9A11';

  it('GetDocuments by entryUUID, compared in lower case', () => {
    expect(queryOf(getDocumentsId, [['$XDSDocumentEntryEntryUUID', `('${uuid}')`]])).toMatchObject({
      name: 'GetDocuments',
      by: 'entryUuid',
      ids: [uuid.toLowerCase()],
    });
  });

  it('GetDocuments by uniqueId, as it stands', () => {
    expect(
      queryOf(getDocumentsId, [
        ['$XDSDocumentEntryUniqueId', "('1.2^A','1.2^b')"],
        ['$homeCommunityId', "'urn:oid:1.2'"],
      ]),
    ).toMatchObject({ by: 'uniqueId', ids: ['1.2^A', '1.2^b'], home: 'urn:oid:1.2' });
  });

  it('GetDocuments by logicalID', () => {
    expect(queryOf(getDocumentsId, [['$XDSDocumentEntryLogicalID', `('${uuid}')`]])).toMatchObject({
      by: 'logicalId',
    });
  });

  it('GetAll with its restrictions', () => {
    const statuses: Slots = [
      '$XDSDocumentEntryStatus',
      '$XDSSubmissionSetStatus',
      '$XDSFolderStatus',
    ].map((name) => [name, approved] as const);
    expect(
      queryOf(getAllId, [
        ['$patientId', patient],
        ...statuses,
        ['$XDSDocumentEntryFormatCode', "('f^^s')"],
        ['$XDSDocumentEntryConfidentialityCode', "('N^^s')"],
      ]),
    ).toMatchObject({
      name: 'GetAll',
      patientId: '1^^^&1.2.3&ISO',
      folderStatuses: ['Approved'],
      formatCodes: [{ code: 'f', codingScheme: 's' }],
      confidentialityCodes: [[{ code: 'N', codingScheme: 's' }]],
    });
  });
});

describe('wrong queries', () => {
  const status = '$XDSDocumentEntryStatus';
  const patientId = '$XDSDocumentEntryPatientId';
  const rest = needed.slice(1);
  const rows: [what: string, id: string, slots: Slots, code: string, at: string][] = [
    [
      'an id that nobody defined',
      'urn:uuid:00000000-0000-0000-0000-000000000000',
      needed,
      'XDSUnknownStoredQuery',
      'AdhocQuery/@id',
    ],
    [
      'a query that is not built',
      'urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9',
      needed,
      'XDSUnknownStoredQuery',
      'AdhocQuery/@id',
    ],
    ['no patient', findDocumentsId, rest, 'XDSStoredQueryMissingParam', patientId],
    ['no status', findDocumentsId, needed.slice(0, 1), 'XDSStoredQueryMissingParam', status],
    [
      'a status without values',
      findDocumentsId,
      [...needed.slice(0, 1), [status]],
      'XDSStoredQueryMissingParam',
      status,
    ],
    [
      'two patients',
      findDocumentsId,
      [[patientId, patient, patient], ...rest],
      'XDSStoredQueryParamNumber',
      patientId,
    ],
    [
      'the patient twice',
      findDocumentsId,
      [...needed, [patientId, patient]],
      'XDSStoredQueryParamNumber',
      patientId,
    ],
    [
      'two creation times',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryCreationTimeFrom', '2025', '2026']],
      'XDSStoredQueryParamNumber',
      '$XDSDocumentEntryCreationTimeFrom',
    ],
    [
      'a classCode slot twice: only AND parameters may',
      findDocumentsId,
      [
        ...needed,
        ['$XDSDocumentEntryClassCode', "('a^^s')"],
        ['$XDSDocumentEntryClassCode', "('b^^s')"],
      ],
      'XDSStoredQueryParamNumber',
      '$XDSDocumentEntryClassCode',
    ],
    [
      'a status slot twice',
      findDocumentsId,
      [...needed, [status, approved]],
      'XDSStoredQueryParamNumber',
      status,
    ],
    [
      'a patient without quotes (as sq-req-bad-pid-format)',
      findDocumentsId,
      [[patientId, '1^^^&amp;1.2.3&amp;ISO'], ...rest],
      'XDSRegistryError',
      patientId,
    ],
    [
      'a patient in parentheses',
      findDocumentsId,
      [[patientId, `(${patient})`], ...rest],
      'XDSRegistryError',
      patientId,
    ],
    [
      'a patient that is no CX',
      findDocumentsId,
      [[patientId, "'12345'"], ...rest],
      'XDSRegistryError',
      patientId,
    ],
    [
      'a status without parentheses (as sq-req-bad-stat-format1)',
      findDocumentsId,
      [...needed.slice(0, 1), [status, "'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'"]],
      'XDSRegistryError',
      status,
    ],
    [
      'a status without quotes (as sq-req-bad-stat-format2)',
      findDocumentsId,
      [...needed.slice(0, 1), [status, '(urn:oasis:names:tc:ebxml-regrep:StatusType:Approved)']],
      'XDSRegistryError',
      status,
    ],
    [
      'a status that is none',
      findDocumentsId,
      [...needed.slice(0, 1), [status, "('Approved')"]],
      'XDSRegistryError',
      status,
    ],
    [
      'a list that does not end',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryClassCode', "('a^^s'"]],
      'XDSRegistryError',
      '$XDSDocumentEntryClassCode',
    ],
    [
      'an empty list',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryClassCode', '()']],
      'XDSRegistryError',
      '$XDSDocumentEntryClassCode',
    ],
    [
      'a quote that is not doubled',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryAuthorPerson', "('O'Hara')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryAuthorPerson',
    ],
    [
      'a code without its scheme',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryTypeCode', "('a')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryTypeCode',
    ],
    [
      'a code with an empty scheme',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryTypeCode', "('a^^')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryTypeCode',
    ],
    [
      'a code with a display name',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryTypeCode', "('a^b^s')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryTypeCode',
    ],
    [
      'a time that is none',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryCreationTimeTo', '20261301']],
      'XDSRegistryError',
      '$XDSDocumentEntryCreationTimeTo',
    ],
    [
      'a type that is none',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryType', "('stable')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryType',
    ],
    [
      'a level that is no number',
      findDocumentsId,
      [...needed, ['$MetadataLevel', 'high']],
      'XDSRegistryError',
      '$MetadataLevel',
    ],
    [
      'GetDocuments for nothing',
      getDocumentsId,
      [],
      'XDSStoredQueryMissingParam',
      '$XDSDocumentEntryEntryUUID',
    ],
    [
      'GetDocuments by two kinds of id',
      getDocumentsId,
      [
        ['$XDSDocumentEntryEntryUUID', "('a')"],
        ['$XDSDocumentEntryUniqueId', "('1.2')"],
      ],
      'XDSStoredQueryParamNumber',
      '$XDSDocumentEntryEntryUUID',
    ],
    ...['$patientId', '$XDSDocumentEntryStatus', '$XDSSubmissionSetStatus', '$XDSFolderStatus'].map(
      (missing): [string, string, Slots, string, string] => [
        `GetAll without ${missing}`,
        getAllId,
        (
          [
            ['$patientId', patient],
            ['$XDSDocumentEntryStatus', approved],
            ['$XDSSubmissionSetStatus', approved],
            ['$XDSFolderStatus', approved],
          ] as Slots
        ).filter(([name]) => name !== missing),
        'XDSStoredQueryMissingParam',
        missing,
      ],
    ),
    [
      'too many values',
      findDocumentsId,
      [
        ...needed,
        [
          '$XDSDocumentEntryAuthorPerson',
          `(${Array.from({ length: queryValuesMax + 1 }, () => "'a'").join(',')})`,
        ],
      ],
      'XDSRegistryOutOfResources',
      '$XDSDocumentEntryAuthorPerson',
    ],
  ];

  it.each(rows)('%s', (_, id, slots, code, at) => {
    expect(errorsOf(body(id, slots))).toContainEqual([code, at]);
  });

  it.each([
    ['no returnType', ''],
    ['RegistryObject', 'returnType="RegistryObject"'],
    ['LeafClassWithRepositoryItem', 'returnType="LeafClassWithRepositoryItem"'],
  ])('%s as returnType: XDSRegistryError', (_, option) => {
    expect(errorsOf(body(findDocumentsId, needed, option))).toEqual([
      ['XDSRegistryError', 'ResponseOption/@returnType'],
    ]);
  });

  it('several faults are told at once', () => {
    expect(
      errorsOf(
        body(findDocumentsId, [
          ['$XDSDocumentEntryPatientId', 'x'],
          ['$MetadataLevel', 'y'],
        ]),
      ),
    ).toEqual([
      ['XDSStoredQueryMissingParam', '$XDSDocumentEntryStatus'],
      ['XDSRegistryError', '$XDSDocumentEntryPatientId'],
      ['XDSRegistryError', '$MetadataLevel'],
    ]);
  });

  it('a fault never quotes the value: it may be a patient', () => {
    const reading = readStoredQuery(
      body(findDocumentsId, [['$XDSDocumentEntryPatientId', '44051401359'], ...rest]),
    );
    expect(JSON.stringify(reading)).not.toContain('44051401359');
  });

  it('a Slot without name: XDSRegistryError', () => {
    expect(errorsOf(body(findDocumentsId, [...needed, ['', '1']]))).toEqual([
      ['XDSRegistryError', 'AdhocQuery'],
    ]);
  });

  it.each([
    ['another body', (right: XmlElement): XmlElement => ({ ...right, name: 'AdhocQuery' })],
    [
      'the query before the option',
      (right: XmlElement): XmlElement => ({ ...right, nodes: [...right.nodes].reverse() }),
    ],
    ['no query', (right: XmlElement): XmlElement => ({ ...right, nodes: right.nodes.slice(0, 2) })],
  ])('%s: XDSRegistryError', (_, change) => {
    expect(errorsOf(change(body(findDocumentsId, needed))).map(([code]) => code)).toEqual([
      'XDSRegistryError',
    ]);
  });
});

describe('query → message → query', () => {
  const text = arbitraryText({ minLength: 1, maxLength: 30 });
  const codeText = text.map((value) => value.replaceAll('^', '')).filter((value) => value !== '');
  const code = fc.record({ code: codeText, codingScheme: codeText });
  const codes = fc.array(code, { maxLength: 20 });
  const groups = fc.array(fc.array(code, { minLength: 1, maxLength: 4 }), { maxLength: 3 });
  const statuses = fc.uniqueArray(fc.constantFrom(...availabilityStatuses), { minLength: 1 });
  const types = fc.uniqueArray(fc.constantFrom('stable' as const, 'on-demand' as const), {
    minLength: 1,
  });
  const time = fc.option(fc.constantFrom('20260101000000', '20260302081530'), { nil: undefined });
  const range = fc.record({ from: time, to: time }).map(({ from, to }) => ({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }));
  const level = fc.option(fc.nat({ max: 9 }), { nil: undefined });
  const patientId = fc.nat({ max: 19 }).map(samplePatientId);
  const home = fc.option(text, { nil: undefined });

  const query: fc.Arbitrary<StoredQuery> = fc.oneof(
    fc.record({
      name: fc.constant('FindDocuments' as const),
      patientId,
      statuses,
      types,
      classCodes: codes,
      typeCodes: codes,
      formatCodes: codes,
      practiceSettingCodes: codes,
      healthcareFacilityTypeCodes: codes,
      eventCodes: groups,
      confidentialityCodes: groups,
      referenceIds: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      authorPersons: fc.array(text, { maxLength: 20 }),
      documentAvailabilities: fc.array(text, { maxLength: 2 }),
      creationTime: range,
      serviceStartTime: range,
      serviceStopTime: range,
      metadataLevel: level,
    }),
    fc.record({
      name: fc.constant('GetDocuments' as const),
      by: fc.constantFrom('entryUuid' as const, 'logicalId' as const),
      ids: fc.array(
        fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
        { minLength: 1, maxLength: 30 },
      ),
      home,
      metadataLevel: level,
    }),
    fc.record({
      name: fc.constant('GetDocuments' as const),
      by: fc.constant('uniqueId' as const),
      ids: fc.array(text, { minLength: 1, maxLength: 30 }),
      home,
      metadataLevel: level,
    }),
    fc.record({
      name: fc.constant('GetAll' as const),
      patientId,
      documentStatuses: statuses,
      submissionSetStatuses: statuses,
      folderStatuses: statuses,
      types,
      formatCodes: codes,
      confidentialityCodes: groups,
      metadataLevel: level,
    }),
  );

  it('is the identity, and no value is longer than ebRIM allows', () => {
    fc.assert(
      fc.property(
        query,
        fc.constantFrom('LeafClass' as const, 'ObjectRef' as const),
        (one, returnType) => {
          const { root } = readXml(writeXml(writeStoredQuery({ query: one, returnType })));
          expect(readStoredQuery(root)).toEqual({ ok: true, request: { query: one, returnType } });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('splits a long list over several values', () => {
    const typeCodes = Array.from({ length: 60 }, (_, index) => ({
      code: `code${index}`,
      codingScheme: 'LOINC',
    }));
    const { xml } = writeStoredQuery({
      query: findDocuments({ patientId: samplePatientId(), typeCodes }),
      returnType: 'ObjectRef',
    });
    const values = [...xml.matchAll(/<rim:Value>([^<]*)<\/rim:Value>/g)].map(
      (match) => match[1] ?? '',
    );
    expect(values.length).toBeGreaterThan(4);
    expect(Math.max(...values.map(({ length }) => length))).toBeLessThanOrEqual(256);
  });
});
