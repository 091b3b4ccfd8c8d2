import { describe, expect, it } from 'vitest';
import {
  evaluateQuery,
  findDocuments,
  findFolders,
  findSubmissionSets,
  type StoredQuery,
} from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { ids, namesOf, registry } from './registry-of-queries.ts';

const patientId = samplePatientId();
const both = ['Approved', 'Deprecated'] as const;
const given = (query: StoredQuery): string[] => namesOf(evaluateQuery(query, registry));
const contents = {
  associationStatuses: ['Approved'],
  types: ['stable'],
  formatCodes: [],
  confidentialityCodes: [],
} as const;
const secret = { code: 'V', codingScheme: '2.16.840.1.113883.5.25' };

describe('ITI-18 FindDocuments: states, levels, types', () => {
  const documentRows: [
    what: string,
    change: Parameters<typeof findDocuments>[0],
    expected: string[],
  ][] = [
    ['approved ones of the patient', { patientId }, ['draft2', 'letter2', 'scan']],
    [
      'deprecated ones are listed where $XDSDocumentEntryStatus asks for them',
      { patientId, statuses: both },
      ['draft2', 'letter', 'letter2', 'scan'],
    ],
    [
      '$MetadataLevel 2 gives every version, and those that are offline',
      { patientId, statuses: both, metadataLevel: 2 },
      ['away', 'draft', 'draft2', 'letter', 'letter2', 'scan'],
    ],
    [
      '$XDSDocumentEntryDocumentAvailability asks for those that are offline by name',
      {
        patientId,
        documentAvailabilities: ['urn:ihe:iti:2010:DocumentAvailability:Offline'],
      },
      ['away'],
    ],
    ['$XDSDocumentEntryType of on-demand documents', { patientId, types: ['on-demand'] }, ['live']],
    [
      '$XDSDocumentEntryReferenceIdList',
      { patientId, referenceIds: [['ref-scan', 'ref-nothing']] },
      ['scan'],
    ],
  ];
  it.each(documentRows)('%s', (_, query, expected) => {
    expect(given(findDocuments(query))).toEqual(expected);
  });
});

describe('ITI-18 FindDocumentsByReferenceId', () => {
  const query = { ...findDocuments({ patientId }), name: 'FindDocumentsByReferenceId' as const };
  it('one of each $XDSDocumentEntryReferenceIdList', () => {
    expect(given({ ...query, referenceIds: [['ref-letter2', 'ref-scan']] })).toEqual([
      'letter2',
      'scan',
    ]);
    expect(given({ ...query, referenceIds: [['ref-letter2'], ['ref-scan']] })).toEqual([]);
  });
});

describe('ITI-18 FindDocumentsByTitle', () => {
  const query = {
    ...findDocuments({ patientId }),
    name: 'FindDocumentsByTitle' as const,
    authorInstitutions: [],
  };
  it.each([
    ['$XDSDocumentEntryTitle', { titles: ['Karta informacyjna 1'] }, ['letter2']],
    [
      '$XDSDocumentEntryTitle as a pattern',
      { titles: ['%informacyjna _'] },
      ['draft2', 'letter2', 'scan'],
    ],
    ['another title', { titles: ['Karta'] }, []],
    [
      '$XDSDocumentEntryAuthorInstitution',
      { titles: ['%'], authorInstitutions: ['Przychodnia%'] },
      ['draft2', 'letter2', 'scan'],
    ],
    ['another institution', { titles: ['%'], authorInstitutions: ['Szpital%'] }, []],
  ])('%s', (_, change, expected) => {
    expect(given({ ...query, ...change })).toEqual(expected);
  });
});

describe('ITI-18 FindSubmissionSets', () => {
  const setRows: [
    what: string,
    matching: Partial<Parameters<typeof findSubmissionSets>[0]>,
    failing: Partial<Parameters<typeof findSubmissionSets>[0]>,
  ][] = [
    ['$XDSSubmissionSetPatientId', {}, { patientId: samplePatientId(2) }],
    ['$XDSSubmissionSetStatus', { statuses: ['Approved'] }, { statuses: ['Submitted'] }],
    ['$XDSSubmissionSetSourceId', { sourceIds: ['1.1', '2.999.2.7.26'] }, { sourceIds: ['1.1'] }],
    [
      '$XDSSubmissionSetSubmissionTimeFrom is inclusive',
      { submissionTime: { from: '20260301081630' } },
      { submissionTime: { from: '20260301081631' } },
    ],
    [
      '$XDSSubmissionSetSubmissionTimeTo is exclusive',
      { submissionTime: { to: '20260301081631' } },
      { submissionTime: { to: '20260301081630' } },
    ],
    ['$XDSSubmissionSetAuthorPerson', { authorPerson: '%^Udawana^%' }, { authorPerson: 'Udawana' }],
    [
      '$XDSSubmissionSetContentType',
      { contentTypes: [secret, { code: 'REGISTER', codingScheme: 'Typ wysyłki' }] },
      { contentTypes: [{ code: 'REGISTER', codingScheme: 'x' }] },
    ],
  ];
  it.each(setRows)('%s', (_, matching, failing) => {
    expect(given(findSubmissionSets({ patientId, ...matching }))).toEqual(['first']);
    expect(given(findSubmissionSets({ patientId, ...failing }))).toEqual([]);
  });

  it('deprecated ones where $XDSSubmissionSetStatus asks for them', () => {
    expect(given(findSubmissionSets({ patientId, statuses: both }))).toEqual(['first', 'second']);
  });
});

describe('ITI-18 FindFolders', () => {
  const kind = { code: 'HOSP', codingScheme: 'Rodzaje teczek' };
  const folderRows: [
    what: string,
    matching: Partial<Parameters<typeof findFolders>[0]>,
    failing: Partial<Parameters<typeof findFolders>[0]>,
  ][] = [
    ['$XDSFolderPatientId', {}, { patientId: samplePatientId(2) }],
    ['$XDSFolderStatus', { statuses: both }, { statuses: ['Submitted'] }],
    [
      '$XDSFolderLastUpdateTimeFrom is inclusive',
      { lastUpdateTime: { from: '20260302100000' } },
      { lastUpdateTime: { from: '20260302100001' } },
    ],
    [
      '$XDSFolderLastUpdateTimeTo is exclusive',
      { lastUpdateTime: { to: '20260302100001' } },
      { lastUpdateTime: { to: '20260302100000' } },
    ],
    [
      '$XDSFolderCodeList: one of each group',
      { codes: [[secret, kind]] },
      { codes: [[kind], [secret]] },
    ],
  ];
  it.each(folderRows)('%s', (_, matching, failing) => {
    expect(given(findFolders({ patientId, ...matching }))).toEqual(['case']);
    expect(given(findFolders({ patientId, ...failing }))).toEqual([]);
  });

  it('deprecated ones with $MetadataLevel 2 only', () => {
    expect(given(findFolders({ patientId, statuses: both, metadataLevel: 2 }))).toEqual([
      'case',
      'closed',
    ]);
  });
});

describe('ITI-18 GetAll', () => {
  const query = {
    name: 'GetAll',
    patientId,
    documentStatuses: ['Approved'],
    submissionSetStatuses: ['Approved'],
    folderStatuses: ['Approved'],
    ...contents,
  } as const;
  const all = [
    'case',
    'case HasMember letter2',
    'case HasMember scan',
    'draft2',
    'first',
    'first HasMember case',
    'first HasMember filing',
    'first HasMember scan',
    'letter2',
    'scan',
    'scan APND letter2',
  ];
  it('everything of the patient, and what binds it together', () => {
    expect(given(query)).toEqual(all);
  });
  it.each([
    ['$XDSDocumentEntryStatus', { documentStatuses: both }, ['letter', 'letter2 RPLC letter']],
    [
      '$XDSSubmissionSetStatus',
      { submissionSetStatuses: both },
      ['second', 'second HasMember letter2'],
    ],
    [
      '$XDSDocumentEntryType',
      { types: ['stable', 'on-demand'] as const },
      ['letter2 IsSnapshotOf live', 'live'],
    ],
    [
      '$XDSAssociationStatus with $MetadataLevel 2',
      { associationStatuses: both, metadataLevel: 2 },
      ['away', 'case HasMember draft2'],
    ],
    [
      '$XDSFolderStatus with $MetadataLevel 2',
      { folderStatuses: both, metadataLevel: 2 },
      ['away', 'closed', 'closed HasMember letter2'],
    ],
  ])('%s gives more', (_, change, more) => {
    expect(given({ ...query, ...change })).toEqual(expect.arrayContaining([...all, ...more]));
    for (const one of more) expect(all).not.toContain(one);
  });
  it.each([
    ['$patientId', { patientId: samplePatientId(2) }, []],
    [
      '$XDSDocumentEntryConfidentialityCode',
      { confidentialityCodes: [[{ code: 'N', codingScheme: '2.16.840.1.113883.5.25' }]] },
      all.filter((one) => !one.includes('scan')),
    ],
    [
      '$XDSDocumentEntryFormatCode',
      { formatCodes: [{ code: 'urn:extPL:pl-cda', codingScheme: 'Kody formatów P1' }] },
      all.filter((one) => !one.includes('scan')),
    ],
  ])('%s gives less', (_, change, expected) => {
    expect(given({ ...query, ...change })).toEqual(expected);
  });
});

describe('ITI-18 GetDocuments', () => {
  const get = (
    by: 'entryUuid' | 'uniqueId' | 'logicalId',
    wanted: readonly string[],
    metadataLevel?: number,
  ) => given({ name: 'GetDocuments', by, ids: wanted, metadataLevel });
  it('by $XDSDocumentEntryEntryUUID: deprecated ones too, of any patient', () => {
    expect(get('entryUuid', [ids.letter, ids.other, 'urn:uuid:x'])).toEqual(['letter', 'other']);
  });
  it('by $XDSDocumentEntryUniqueId: the latest version', () => {
    expect(get('uniqueId', ['1.2.3^draft', '1.2.3^scan'])).toEqual(['draft2', 'scan']);
    expect(get('uniqueId', ['1.2.3^draft'], 2)).toEqual(['draft', 'draft2']);
  });
  it('by $XDSDocumentEntryLogicalID: the latest version, or with $MetadataLevel 2 all', () => {
    expect(get('logicalId', [ids.draft])).toEqual(['draft2']);
    expect(get('logicalId', [ids.draft], 2)).toEqual(['draft', 'draft2']);
    expect(get('logicalId', [ids.draft2], 2)).toEqual([]);
  });
  it('a version that is not the latest one is given with $MetadataLevel 2 only', () => {
    expect(get('entryUuid', [ids.draft])).toEqual([]);
    expect(get('entryUuid', [ids.draft], 2)).toEqual(['draft']);
  });
});

describe('ITI-18 GetFolders', () => {
  it.each([
    ['$XDSFolderEntryUUID', 'entryUuid', [ids.case, ids.closed]],
    ['$XDSFolderUniqueId', 'uniqueId', ['1.2.4.case', '1.2.4.closed']],
    ['$XDSFolderLogicalID', 'logicalId', [ids.case, ids.closed]],
  ] as const)('by %s, deprecated ones with $MetadataLevel 2', (_, by, wanted) => {
    expect(given({ name: 'GetFolders', by, ids: wanted })).toEqual(['case']);
    expect(given({ name: 'GetFolders', by, ids: wanted, metadataLevel: 2 })).toEqual([
      'case',
      'closed',
    ]);
  });
});

describe('ITI-18 GetAssociations', () => {
  const query = { name: 'GetAssociations', associationStatuses: ['Approved'] } as const;
  it('$uuid: those that begin or end at one of the objects', () => {
    expect(given({ ...query, uuids: [ids.scan] })).toEqual([
      'case HasMember scan',
      'first HasMember scan',
      'scan APND letter2',
    ]);
  });
  it('$XDSAssociationStatus with $MetadataLevel 2: deprecated ones', () => {
    const deprecated = { ...query, uuids: [ids.draft2], associationStatuses: both };
    expect(given(deprecated)).toEqual([]);
    expect(given({ ...deprecated, metadataLevel: 2 })).toEqual(['case HasMember draft2']);
    expect(given({ ...query, uuids: [ids.draft2], metadataLevel: 2 })).toEqual([]);
  });
});

describe('ITI-18 GetDocumentsAndAssociations', () => {
  it.each([
    ['$XDSDocumentEntryEntryUUID', 'entryUuid', [ids.scan]],
    ['$XDSDocumentEntryUniqueId', 'uniqueId', ['1.2.3^scan']],
  ] as const)('by %s', (_, by, wanted) => {
    const associationStatuses = ['Approved'] as const;
    expect(
      given({ name: 'GetDocumentsAndAssociations', by, ids: wanted, associationStatuses }),
    ).toEqual(['case HasMember scan', 'first HasMember scan', 'scan', 'scan APND letter2']);
  });
});

describe('ITI-18 GetSubmissionSets', () => {
  it('$uuid: the sets of documents and folders, and their memberships; folders are no sets', () => {
    expect(given({ name: 'GetSubmissionSets', uuids: [ids.scan, ids.case] })).toEqual([
      'first',
      'first HasMember case',
      'first HasMember scan',
    ]);
  });
});

describe('ITI-18 GetSubmissionSetAndContents', () => {
  const query = { name: 'GetSubmissionSetAndContents', ...contents } as const;
  const whole = [
    'case',
    'case HasMember letter2',
    'case HasMember scan',
    'first',
    'first HasMember case',
    'first HasMember filing',
    'first HasMember letter',
    'first HasMember scan',
    'letter',
    'scan',
  ];
  it.each([
    ['$XDSSubmissionSetEntryUUID', 'entryUuid', ids.first],
    ['$XDSSubmissionSetUniqueId', 'uniqueId', '1.2.5.first'],
  ] as const)('by %s: what it brought, and the filings that are its members', (_, by, id) => {
    expect(given({ ...query, by, ids: [id] })).toEqual(whole);
  });
  it('$XDSDocumentEntryFormatCode leaves out a document and all that names it', () => {
    const formatCodes = [{ code: 'urn:extPL:pl-cda', codingScheme: 'Kody formatów P1' }];
    expect(given({ ...query, by: 'entryUuid', ids: [ids.first], formatCodes })).toEqual(
      whole.filter((one) => !one.includes('scan')),
    );
  });
  it('$XDSDocumentEntryConfidentialityCode leaves out all documents', () => {
    const confidentialityCodes = [[secret]];
    expect(given({ ...query, by: 'entryUuid', ids: [ids.first], confidentialityCodes })).toEqual([
      'case',
      'case HasMember letter2',
      'first',
      'first HasMember case',
      'first HasMember filing',
    ]);
  });
  it('$XDSDocumentEntryType: none of its documents are on demand', () => {
    expect(
      given({ ...query, by: 'entryUuid', ids: [ids.first], types: ['on-demand'] }),
    ).not.toContain('scan');
  });
});

describe('ITI-18 GetFolderAndContents', () => {
  const query = { name: 'GetFolderAndContents', ...contents } as const;
  it.each([
    ['$XDSFolderEntryUUID', 'entryUuid', ids.case],
    ['$XDSFolderUniqueId', 'uniqueId', '1.2.4.case'],
  ] as const)('by %s', (_, by, id) => {
    expect(given({ ...query, by, ids: [id] })).toEqual([
      'case',
      'case HasMember letter2',
      'case HasMember scan',
      'letter2',
      'scan',
    ]);
  });
  it.each([
    ['$XDSDocumentEntryConfidentialityCode', { confidentialityCodes: [[secret]] }],
    ['$XDSDocumentEntryFormatCode', { formatCodes: [secret] }],
    ['$XDSDocumentEntryType', { types: ['on-demand'] as const }],
    ['$XDSAssociationStatus', { associationStatuses: ['Deprecated'] as const }],
  ])('%s that nothing meets leaves the folder', (_, change) => {
    expect(given({ ...query, by: 'entryUuid', ids: [ids.case], ...change })).toEqual(['case']);
  });
});

describe('ITI-18 GetFoldersForDocument', () => {
  const query = { name: 'GetFoldersForDocument', associationStatuses: ['Approved'] } as const;
  it.each([
    ['$XDSDocumentEntryEntryUUID', 'entryUuid', ids.letter2],
    ['$XDSDocumentEntryUniqueId', 'uniqueId', '1.2.3^letter2'],
  ] as const)('by %s: folders and no sets', (_, by, id) => {
    expect(given({ ...query, by, ids: [id] })).toEqual(['case']);
    expect(given({ ...query, by, ids: [id], metadataLevel: 2 })).toEqual(['case', 'closed']);
  });
});

describe('ITI-18 GetRelatedDocuments', () => {
  const query = {
    name: 'GetRelatedDocuments',
    associationTypes: ['RPLC', 'APND', 'HasMember'],
    associationStatuses: ['Approved'],
    types: ['stable'],
  } as const;
  it.each([
    ['$XDSDocumentEntryEntryUUID', 'entryUuid', ids.letter2],
    ['$XDSDocumentEntryUniqueId', 'uniqueId', '1.2.3^letter2'],
  ] as const)('by %s: on either side, memberships left out', (_, by, id) => {
    expect(given({ ...query, by, ids: [id] })).toEqual([
      'letter',
      'letter2',
      'letter2 RPLC letter',
      'scan',
      'scan APND letter2',
    ]);
  });
  it('$AssociationTypes', () => {
    const one = { by: 'entryUuid', ids: [ids.letter2], associationTypes: ['RPLC'] } as const;
    expect(given({ ...query, ...one })).toEqual(['letter', 'letter2', 'letter2 RPLC letter']);
  });
  it('$XDSDocumentEntryType of the others', () => {
    expect(
      given({
        ...query,
        by: 'entryUuid',
        ids: [ids.letter2],
        associationTypes: ['IsSnapshotOf'],
        types: ['on-demand'],
      }),
    ).toEqual(['letter2', 'letter2 IsSnapshotOf live', 'live']);
  });
  it('bound to nothing, a document is not given itself', () => {
    expect(given({ ...query, by: 'entryUuid', ids: [ids.away], metadataLevel: 2 })).toEqual([]);
  });
});

describe('ITI-18: several patients at once', () => {
  const conditions = findDocuments({ patientId });
  const two = [patientId, samplePatientId(1)];
  it('FindDocumentsForMultiplePatients: of those named, or of all', () => {
    const query = { ...conditions, name: 'FindDocumentsForMultiplePatients' as const };
    const { patientId: _one, ...rest } = query;
    expect(given({ ...rest, patientIds: [samplePatientId(1)] })).toEqual(['other']);
    for (const patientIds of [two, []]) {
      expect(given({ ...rest, patientIds })).toEqual(['draft2', 'letter2', 'other', 'scan']);
    }
  });
  it('FindDocumentsByReferenceIdForMultiplePatients', () => {
    const { patientId: _one, ...rest } = conditions;
    const query = { ...rest, name: 'FindDocumentsByReferenceIdForMultiplePatients' as const };
    expect(given({ ...query, patientIds: [], referenceIds: [['ref-other', 'ref-scan']] })).toEqual([
      'other',
      'scan',
    ]);
  });
  it('FindFoldersForMultiplePatients', () => {
    const { patientId: _one, ...rest } = findFolders({ patientId });
    const query = { ...rest, name: 'FindFoldersForMultiplePatients' as const };
    expect(given({ ...query, patientIds: two })).toEqual(['case']);
    expect(given({ ...query, patientIds: [samplePatientId(1)] })).toEqual([]);
    expect(given({ ...query, patientIds: [], codes: [[secret]] })).toEqual([]);
  });
});
