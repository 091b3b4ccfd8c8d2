import { describe, expect, it } from 'vitest';
import {
  approved,
  findDocumentsId,
  getAllId,
  getDocumentsId,
  needed,
  patient,
  queryOf,
  type Slots,
} from './query-body.ts';

describe('ITI-18 FindDocuments: parameters', () => {
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

describe('ITI-18 GetDocuments and GetAll: parameters', () => {
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
