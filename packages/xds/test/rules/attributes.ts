import { code } from '../../src/index.ts';
import { entryChanged, folderChanged, setChanged, withAssociation } from '../change.ts';
import { coded, type Row } from './row.ts';

export const requiredRules: Row[] = [
  ...(
    [
      'mimeType',
      'creationTime',
      'languageCode',
      'patientId',
      'sourcePatientId',
      'uniqueId',
      'classCode',
      'typeCode',
      'formatCode',
      'healthcareFacilityTypeCode',
      'practiceSettingCode',
    ] as const
  ).map((name) => ({
    rule: `DocumentEntry has ${name}`,
    bad: () => entryChanged({ [name]: undefined }),
    at: `DocumentEntry[Document01].${name}`,
  })),
  {
    rule: 'DocumentEntry has an objectType',
    bad: () => entryChanged({ type: undefined }),
    at: 'DocumentEntry[Document01].objectType',
  },
  {
    rule: 'a document that is provided is stable',
    bad: () => entryChanged({ type: 'on-demand' }),
    at: 'DocumentEntry[Document01].objectType',
  },
  {
    rule: 'DocumentEntry has at least one confidentialityCode',
    bad: () => entryChanged({ confidentialityCodes: [] }),
    at: 'DocumentEntry[Document01].confidentialityCode',
  },
  {
    rule: 'an empty mimeType is none',
    bad: () => entryChanged({ mimeType: '' }),
    at: 'DocumentEntry[Document01].mimeType',
  },
  ...(['submissionTime', 'contentTypeCode', 'patientId', 'sourceId', 'uniqueId'] as const).map(
    (name) => ({
      rule: `SubmissionSet has ${name}`,
      bad: () => setChanged({ [name]: undefined }),
      at: `SubmissionSet[SubmissionSet01].${name}`,
    }),
  ),
  {
    rule: 'Folder has a title',
    bad: () => folderChanged({ title: [] }),
    at: 'Folder[Folder01].title',
  },
  {
    rule: 'Folder has at least one code',
    bad: () => folderChanged({ codes: [] }),
    at: 'Folder[Folder01].code',
  },
  ...(['patientId', 'uniqueId'] as const).map((name) => ({
    rule: `Folder has ${name}`,
    bad: () => folderChanged({ [name]: undefined }),
    at: `Folder[Folder01].${name}`,
  })),
];

export const codesRules: Row[] = [
  {
    rule: 'a code has a nodeRepresentation',
    bad: () => entryChanged({ classCode: coded({ code: '' }) }),
    at: 'DocumentEntry[Document01].classCode',
  },
  {
    rule: 'a code has a codingScheme',
    bad: () => entryChanged({ typeCode: coded({ codingScheme: '' }) }),
    at: 'DocumentEntry[Document01].typeCode',
  },
  {
    rule: 'a code has a Name',
    bad: () => entryChanged({ formatCode: coded({ display: [] }) }),
    at: 'DocumentEntry[Document01].formatCode',
  },
  {
    rule: 'every confidentialityCode is complete',
    bad: () => entryChanged({ confidentialityCodes: [coded({}), coded({ codingScheme: '' })] }),
    at: 'DocumentEntry[Document01].confidentialityCode',
  },
  {
    rule: 'every eventCode is complete',
    bad: () => entryChanged({ eventCodes: [coded({ display: [{ value: '' }] })] }),
    at: 'DocumentEntry[Document01].eventCode',
  },
  {
    rule: 'the contentTypeCode is complete',
    bad: () => setChanged({ contentTypeCode: coded({ codingScheme: '' }) }),
    at: 'SubmissionSet[SubmissionSet01].contentTypeCode',
  },
  {
    rule: 'every code of a Folder is complete',
    bad: () => folderChanged({ codes: [coded({ code: '' })] }),
    at: 'Folder[Folder01].code',
  },
  {
    rule: 'the documentation code of a relationship is complete',
    bad: () =>
      withAssociation({
        type: 'signs',
        documentation: { ...code('c', 's', 'd'), codingScheme: '' },
      }),
    at: 'Association[Added].documentation',
  },
];

export const timesRules: Row[] = [
  ...[
    ['letters', 'gestern'],
    ['five digits', '20260'],
    ['a thirteenth month', '202613'],
    ['a 30th of February', '20260230'],
    ['an hour 24', '2026030124'],
    ['a zone', '20260301081500+0100'],
    ['fractions of a second', '20260301081500.12'],
  ].map(([what, text]) => ({
    rule: `a DTM has not ${what}`,
    bad: () => entryChanged({ creationTime: text }),
    at: 'DocumentEntry[Document01].creationTime',
  })),
  {
    rule: 'serviceStartTime is a DTM',
    bad: () => entryChanged({ serviceStartTime: '2026-02-27' }),
    at: 'DocumentEntry[Document01].serviceStartTime',
  },
  {
    rule: 'serviceStopTime is a DTM',
    bad: () => entryChanged({ serviceStopTime: '2026030199' }),
    at: 'DocumentEntry[Document01].serviceStopTime',
  },
  {
    rule: 'submissionTime is a DTM',
    bad: () => setChanged({ submissionTime: '1.3.2026' }),
    at: 'SubmissionSet[SubmissionSet01].submissionTime',
  },
  {
    rule: 'lastUpdateTime is a DTM',
    bad: () => folderChanged({ lastUpdateTime: 'now' }),
    at: 'Folder[Folder01].lastUpdateTime',
  },
  {
    rule: 'lastUpdateTime is to the second',
    bad: () => folderChanged({ lastUpdateTime: '202603010815' }),
    at: 'Folder[Folder01].lastUpdateTime',
  },
  {
    rule: 'a service does not stop before it starts',
    bad: () => entryChanged({ serviceStartTime: '202602270900', serviceStopTime: '20260226' }),
    at: 'DocumentEntry[Document01].serviceStopTime',
  },
];
