import { describe, expect, it } from 'vitest';
import {
  type Author,
  author,
  checkAnswer,
  checkSubmission,
  code,
  objectId,
  objectsOf,
  type Submission,
  submissionDocumentsMax,
} from '../src/index.ts';
import {
  associationChanged,
  entryChanged,
  folderChanged,
  good,
  registeredId,
  setChanged,
  withAssociation,
  withoutAssociation,
} from './change.ts';

interface Row {
  /** What the rule demands. */
  readonly rule: string;
  readonly bad: () => Submission;
  readonly at: string;
  readonly code?: string;
  /** Other places that the mutation cannot help breaking. */
  readonly also?: readonly string[];
}

const metadata = 'XDSRepositoryMetadataError';
const documentId = objectId('Document01');
const folderId = objectId('Folder01');
const long = (length: number): string => 'a'.repeat(length);
const oidOf = (length: number): string => `1.${'2'.repeat(length - 2)}`;
const withAuthor = (change: Partial<Author>): Submission =>
  entryChanged({ authors: [author(change)] });
const coded = (change: object): object => ({ ...code('c', 's', 'd'), ...change });

const required: Row[] = [
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
  ...(['patientId', 'uniqueId'] as const).map((name) => ({
    rule: `Folder has ${name}`,
    bad: () => folderChanged({ [name]: undefined }),
    at: `Folder[Folder01].${name}`,
  })),
];

const codes: Row[] = [
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

const times: Row[] = [
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
    rule: 'a service does not stop before it starts',
    bad: () => entryChanged({ serviceStartTime: '202602270900', serviceStopTime: '20260226' }),
    at: 'DocumentEntry[Document01].serviceStopTime',
  },
];

const identifiers: Row[] = [
  {
    rule: 'uniqueId of a document has at most 128 characters',
    bad: () => entryChanged({ uniqueId: `1.2^${long(125)}` }),
    at: 'DocumentEntry[Document01].uniqueId',
  },
  {
    rule: 'uniqueId of a document is printable ASCII',
    bad: () => entryChanged({ uniqueId: '1.2^żółw' }),
    at: 'DocumentEntry[Document01].uniqueId',
  },
  {
    rule: 'uniqueId of a SubmissionSet is an OID',
    bad: () => setChanged({ uniqueId: 'wysylka-1' }),
    at: 'SubmissionSet[SubmissionSet01].uniqueId',
  },
  {
    rule: 'an OID has at most 64 characters',
    bad: () => setChanged({ uniqueId: oidOf(65) }),
    at: 'SubmissionSet[SubmissionSet01].uniqueId',
  },
  {
    rule: 'uniqueId of a Folder is an OID',
    bad: () => folderChanged({ uniqueId: '1..2' }),
    at: 'Folder[Folder01].uniqueId',
  },
  {
    rule: 'sourceId is an OID',
    bad: () => setChanged({ sourceId: 'lol' }),
    at: 'SubmissionSet[SubmissionSet01].sourceId',
  },
  {
    rule: 'an OID has no blanks',
    bad: () => setChanged({ sourceId: '1.2.3 ' }),
    at: 'SubmissionSet[SubmissionSet01].sourceId',
  },
  {
    rule: 'repositoryUniqueId is an OID',
    bad: () => entryChanged({ repositoryUniqueId: '1.2.x' }),
    at: 'DocumentEntry[Document01].repositoryUniqueId',
  },
  ...[
    ['has an id', '^^^&1.2.3&ISO'],
    ['has no further components', '12^^^&1.2.3&ISO^PI'],
    ['has no check digit component', '12^9^^&1.2.3&ISO'],
    ['has no namespace id', '12^^^lol&1.2.3&ISO'],
    ['has the type ISO', '12^^^&1.2.3&LOL'],
    ['has an assigning authority', '12'],
    ['has an OID in its assigning authority', '12^^^&&ISO'],
    ['has a right OID in its assigning authority', '12^^^&9.9.9&ISO'],
    ['has an OID of at most 64 characters', `12^^^&${oidOf(65)}&ISO`],
  ].map(([what, text]) => ({
    rule: `patientId ${what}`,
    bad: () => {
      const changed = setChanged({ patientId: text });
      const same = { patientId: changed.submissionSet.patientId };
      return {
        ...changed,
        documents: changed.documents.map((entry) => ({ ...entry, ...same })),
        folders: changed.folders.map((folder) => ({ ...folder, ...same })),
      } as Submission;
    },
    at: 'SubmissionSet[SubmissionSet01].patientId',
    also: [
      'DocumentEntry[Document01].patientId',
      'DocumentEntry[Document02].patientId',
      'Folder[Folder01].patientId',
    ],
  })),
  {
    rule: 'sourcePatientId is a CX',
    bad: () => entryChanged({ sourcePatientId: '12^^^3.4.5' }),
    at: 'DocumentEntry[Document01].sourcePatientId',
  },
  {
    rule: 'the domain of a sourcePatientId is dotted decimal',
    bad: () => entryChanged({ sourcePatientId: '12^^^&szpital&ISO' }),
    at: 'DocumentEntry[Document01].sourcePatientId',
  },
  {
    rule: 'a hash has 40 hexadecimal digits',
    bad: () => entryChanged({ hash: long(39) }),
    at: 'DocumentEntry[Document01].hash',
  },
  {
    rule: 'a hash has hexadecimal digits only',
    bad: () => entryChanged({ hash: 'g'.repeat(40) }),
    at: 'DocumentEntry[Document01].hash',
  },
];

const people: Row[] = [
  {
    rule: 'an author is a person, an institution or an address',
    bad: () => withAuthor({ roles: ['LEK'] }),
    at: 'DocumentEntry[Document01].author',
  },
  {
    rule: 'the same holds for the author of a SubmissionSet',
    bad: () => setChanged({ authors: [author({})] }),
    at: 'SubmissionSet[SubmissionSet01].author',
  },
  {
    rule: 'a person has an id or a family name',
    bad: () => withAuthor({ person: '^^Jan^^^' as never }),
    at: 'DocumentEntry[Document01].authorPerson',
  },
  {
    rule: 'a person without an id has no assigning authority',
    bad: () => withAuthor({ person: '^Udawana^Kalina^^^^^^&1.2.3&ISO' as never }),
    at: 'DocumentEntry[Document01].authorPerson',
  },
  {
    rule: 'the assigning authority of a person is an HD',
    bad: () => withAuthor({ person: '77^Udawana^Kalina^^^^^^lekarze' as never }),
    at: 'DocumentEntry[Document01].authorPerson',
  },
  {
    rule: 'the legal authenticator is a person',
    bad: () => entryChanged({ legalAuthenticator: '^^Kalina' }),
    at: 'DocumentEntry[Document01].legalAuthenticator',
  },
  {
    rule: 'an organisation has a name',
    bad: () => withAuthor({ institutions: ['^^^^^&1.2.3&ISO^^^^45' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'an organisation has no other components',
    bad: () => withAuthor({ institutions: ['Przychodnia^L' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'the id of an organisation is an OID or has an authority',
    bad: () => withAuthor({ institutions: ['Przychodnia^^^^^^^^^77' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'the assigning authority of an organisation is an HD',
    bad: () => withAuthor({ institutions: ['Przychodnia^^^^^&1.2.3^^^^77' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'a telecommunication address says something',
    bad: () => withAuthor({ telecoms: ['^^Internet^' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a recipient is not empty',
    bad: () => setChanged({ intendedRecipients: ['||'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'a recipient has at most three parts',
    bad: () => setChanged({ intendedRecipients: ['A|^B|^^Internet^c@d.example|E'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'the organisation of a recipient is an XON',
    bad: () => setChanged({ intendedRecipients: ['^L'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'the person of a recipient is an XCN',
    bad: () => setChanged({ intendedRecipients: ['Przychodnia|^^Jan'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
];

const texts: Row[] = [
  {
    rule: 'a title has at most 128 characters',
    bad: () => entryChanged({ title: [{ value: long(129) }] }),
    at: 'DocumentEntry[Document01].title',
  },
  {
    rule: 'a title is in UTF-8',
    bad: () => entryChanged({ title: [{ value: 'Wypis', charset: 'ISO-8859-2' }] }),
    at: 'DocumentEntry[Document01].title',
  },
  {
    rule: 'languageCode is a language tag',
    bad: () => entryChanged({ languageCode: '123 polski' }),
    at: 'DocumentEntry[Document01].languageCode',
  },
  {
    rule: 'sourcePatientInfo is PID-n|content',
    bad: () => entryChanged({ sourcePatientInfo: ['PID-N|x'] }),
    at: 'DocumentEntry[Document01].sourcePatientInfo',
  },
  {
    rule: 'sourcePatientInfo counts from PID-1',
    bad: () => entryChanged({ sourcePatientInfo: ['PID-0|x'] }),
    at: 'DocumentEntry[Document01].sourcePatientInfo',
  },
  ...['2', '4', '12', '19'].map((field) => ({
    rule: `sourcePatientInfo has no PID-${field}`,
    bad: () => entryChanged({ sourcePatientInfo: ['PID-3|1', `PID-${field}|x`] }),
    at: 'DocumentEntry[Document01].sourcePatientInfo',
  })),
  {
    rule: 'a reference id says its type',
    bad: () => entryChanged({ referenceIds: ['12^^^&1.2.3&ISO'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'a reference id has an id',
    bad: () => entryChanged({ referenceIds: ['^^^&1.2.3&ISO^urn:x'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'a reference id is a CXi',
    bad: () => entryChanged({ referenceIds: ['1^2^3^&1.2.3&ISO^urn:x'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'URI is a URI',
    bad: () => entryChanged({ uri: ':lol:' }),
    at: 'DocumentEntry[Document01].URI',
  },
  {
    rule: 'URI has no blanks',
    bad: () => entryChanged({ uri: 'karta 1.xml' }),
    at: 'DocumentEntry[Document01].URI',
  },
  {
    rule: 'documentAvailability is Online or Offline',
    bad: () => entryChanged({ documentAvailability: 'Online' }),
    at: 'DocumentEntry[Document01].documentAvailability',
  },
];

const whole: Row[] = [
  {
    rule: 'a new document is not Deprecated',
    bad: () => entryChanged({ status: 'Deprecated' }),
    at: 'DocumentEntry[Document01].availabilityStatus',
  },
  {
    rule: 'a new document is not Submitted',
    bad: () => entryChanged({ status: 'Submitted' }),
    at: 'DocumentEntry[Document01].availabilityStatus',
  },
  {
    rule: 'a new SubmissionSet is not Deprecated',
    bad: () => setChanged({ status: 'Deprecated' }),
    at: 'SubmissionSet[SubmissionSet01].availabilityStatus',
  },
  {
    rule: 'a new Folder is not Deprecated',
    bad: () => folderChanged({ status: 'Deprecated' }),
    at: 'Folder[Folder01].availabilityStatus',
  },
  {
    rule: 'a new document is the first of its lid',
    bad: () => entryChanged({ lid: registeredId }),
    at: 'DocumentEntry[Document01].lid',
  },
  {
    rule: 'Limited Metadata are refused',
    bad: () => entryChanged({ limitedMetadata: true }),
    at: 'DocumentEntry[Document01]',
  },
  {
    rule: 'Limited Metadata of a SubmissionSet are refused',
    bad: () => setChanged({ limitedMetadata: true }),
    at: 'SubmissionSet[SubmissionSet01]',
  },
  {
    rule: 'no id is used twice',
    bad: () => associationChanged('FolderMember', { id: 'Document01' }),
    at: 'Association[Document01]',
    also: ['Association[InFolder1].targetObject'],
  },
  {
    rule: 'after urn:uuid: comes a UUID',
    bad: () => associationChanged('FolderMember', { id: 'urn:uuid:12' }),
    at: 'Association[urn:uuid:12]',
  },
  {
    rule: 'two documents do not share a uniqueId',
    bad: () => entryChanged({ uniqueId: good().documents[0]?.uniqueId }, 1),
    at: 'DocumentEntry[Document02].uniqueId',
    code: 'XDSRepositoryDuplicateUniqueIdInMessage',
  },
  {
    rule: 'a document and the SubmissionSet do not share a uniqueId',
    bad: () => entryChanged({ uniqueId: good().submissionSet.uniqueId }),
    at: 'SubmissionSet[SubmissionSet01].uniqueId',
    code: 'XDSRepositoryDuplicateUniqueIdInMessage',
  },
  {
    rule: 'a document belongs to the patient of the SubmissionSet',
    bad: () => entryChanged({ patientId: '1^^^&1.2.3&ISO' }),
    at: 'DocumentEntry[Document01].patientId',
    code: 'XDSPatientIdDoesNotMatch',
  },
  {
    rule: 'a Folder belongs to the patient of the SubmissionSet',
    bad: () => folderChanged({ patientId: '1^^^&1.2.3&ISO' }),
    at: 'Folder[Folder01].patientId',
    code: 'XDSPatientIdDoesNotMatch',
  },
  {
    rule: 'a submission is bounded',
    bad: () => {
      const sample = good();
      const documents = Array.from({ length: submissionDocumentsMax + 1 }, () => sample.documents);
      return { ...sample, documents: documents.flat().slice(0, submissionDocumentsMax + 1) };
    },
    at: 'SubmitObjectsRequest',
    code: 'XDSRepositoryOutOfResources',
    // The same two documents again and again: their ids are of course not unique.
    also: ['DocumentEntry[Document01]', 'DocumentEntry[Document02]'],
  },
];

const associations: Row[] = [
  {
    rule: 'an association has a type that is known',
    bad: () => associationChanged('InFolderMember', { type: undefined }),
    at: 'Association[InFolderMember].associationType',
  },
  ...(['UpdateAvailabilityStatus', 'SubmitAssociation'] as const).map((type) => ({
    rule: `${type} is of metadata updates`,
    bad: () => withAssociation({ type }),
    at: 'Association[Added].associationType',
  })),
  {
    rule: 'an association does not join an object to itself',
    bad: () => withAssociation({ type: 'APND', target: documentId }),
    at: 'Association[Added]',
  },
  {
    rule: 'a symbolic target is in the message',
    bad: () => withAssociation({ type: 'APND', target: 'Document99' as never }),
    at: 'Association[Added].targetObject',
    code: 'UnresolvedReferenceException',
  },
  {
    rule: 'a symbolic source is in the message',
    bad: () => withAssociation({ type: 'HasMember', source: 'Folder99' as never }),
    at: 'Association[Added].sourceObject',
    code: 'UnresolvedReferenceException',
  },
  {
    rule: 'every document is a member of the SubmissionSet',
    bad: () => withoutAssociation('Member2'),
    at: 'DocumentEntry[Document02]',
  },
  {
    rule: 'every Folder is a member of the SubmissionSet',
    bad: () => withoutAssociation('FolderMember'),
    at: 'Folder[Folder01]',
  },
  {
    rule: 'the member says SubmissionSetStatus',
    bad: () => associationChanged('Member1', { submissionSetStatus: undefined }),
    at: 'Association[Member1].SubmissionSetStatus',
  },
  {
    rule: 'SubmissionSetStatus is Original or Reference',
    bad: () => associationChanged('Member1', { submissionSetStatus: 'Copy' }),
    at: 'Association[Member1].SubmissionSetStatus',
  },
  {
    rule: 'a document of the message is Original',
    bad: () => associationChanged('Member1', { submissionSetStatus: 'Reference' }),
    at: 'Association[Member1].SubmissionSetStatus',
  },
  {
    rule: 'an Original is in the message',
    bad: () =>
      withAssociation({
        type: 'HasMember',
        source: good().submissionSet.id,
        target: registeredId,
        submissionSetStatus: 'Original',
      }),
    at: 'Association[Added].SubmissionSetStatus',
  },
  {
    rule: 'a member outside the message is a Reference',
    bad: () =>
      withAssociation({ type: 'HasMember', source: good().submissionSet.id, target: registeredId }),
    at: 'Association[Added].SubmissionSetStatus',
  },
  {
    rule: 'HasMember starts at a SubmissionSet or Folder',
    bad: () => withAssociation({ type: 'HasMember' }),
    at: 'Association[Added].sourceObject',
  },
  {
    rule: 'the member of a Folder is a document',
    bad: () =>
      withAssociation({
        type: 'HasMember',
        source: folderId,
        target: good().submissionSet.id,
      }),
    at: 'Association[Added].targetObject',
  },
  {
    rule: 'HasMember has no documentation code',
    bad: () => associationChanged('Member1', { documentation: code('c', 's', 'd') }),
    at: 'Association[Member1]',
  },
  {
    rule: 'a relationship starts at a document of the message',
    bad: () => withAssociation({ type: 'APND', source: registeredId }),
    at: 'Association[Added].sourceObject',
  },
  {
    rule: 'a relationship does not start at the SubmissionSet',
    bad: () => withAssociation({ type: 'XFRM', source: good().submissionSet.id }),
    at: 'Association[Added].sourceObject',
  },
  {
    rule: 'a relationship leads to a document',
    bad: () => withAssociation({ type: 'signs', target: folderId }),
    at: 'Association[Added].targetObject',
  },
  ...(['RPLC', 'XFRM_RPLC'] as const).map((type) => ({
    rule: `${type} replaces a registered document`,
    bad: () => withAssociation({ type }),
    at: 'Association[Added].targetObject',
  })),
];

describe.each([
  ['required attributes', required],
  ['codes', codes],
  ['times', times],
  ['identifiers', identifiers],
  ['people and organisations', people],
  ['texts', texts],
  ['the message as a whole', whole],
  ['associations', associations],
])('rules on %s', (_, rows) => {
  it.each(rows.map((row) => ({ ...row, code: row.code ?? metadata })))(
    '$rule: else $code at $at',
    ({ bad, at, code: expected, also }) => {
      const errors = checkSubmission(bad(), 'iti41');
      expect(errors).toContainEqual(
        expect.objectContaining({ code: expected, location: at, severity: 'Error' }),
      );
      // One mutation breaks one rule; what else it breaks has to be said in the row.
      const others = errors.map(({ location }) => location).filter((location) => location !== at);
      expect([...new Set(others)]).toEqual(also ?? []);
    },
  );
});

describe('what the rules let pass', () => {
  const passing: [string, () => Submission][] = [
    ['the full sample', good],
    ['a mime type that nobody registered', () => entryChanged({ mimeType: 'text/goofy' })],
    ['a hash in upper case', () => entryChanged({ hash: 'A'.repeat(40) })],
    ['a document without author', () => entryChanged({ authors: [] })],
    ['a person with a name and no id', () => withAuthor({ person: '^Udawana' as never })],
    ['a person with an id and no authority', () => withAuthor({ person: '77' as never })],
    ['an organisation with a name only', () => withAuthor({ institutions: ['ZOZ' as never] })],
    [
      'an organisation whose id is an OID',
      () => withAuthor({ institutions: ['ZOZ^^^^^^^^^1.2.3' as never] }),
    ],
    [
      'a source domain that is in no OID tree',
      () => entryChanged({ sourcePatientId: '1^^^&3.4.5&ISO' }),
    ],
    ['a year alone', () => entryChanged({ creationTime: '2026' })],
    ['a leap day', () => entryChanged({ creationTime: '20240229' })],
    [
      'a service that stops on the day it starts',
      () => entryChanged({ serviceStartTime: '202602270900', serviceStopTime: '20260227' }),
    ],
    ['a title of 128 characters', () => entryChanged({ title: [{ value: 'ż'.repeat(128) }] })],
    [
      'a title outside the basic plane',
      () => entryChanged({ title: [{ value: '𝔸'.repeat(128) }] }),
    ],
    ['an empty PID field', () => entryChanged({ sourcePatientInfo: ['PID-3|'] })],
    ['a recipient who is a person only', () => setChanged({ intendedRecipients: ['|^Próbna'] })],
    ['the unique id of P1, OID^extension', () => setChanged({ uniqueId: '1.2.3^77' })],
    ['a Folder without codes', () => folderChanged({ codes: [] })],
    ['a status Approved', () => entryChanged({ status: 'Approved' })],
    ['a SubmissionSet with the status Submitted', () => setChanged({ status: 'Submitted' })],
    ['a lid that is the id', () => entryChanged({ lid: good().documents[0]?.id })],
    ['no Folder at all', () => withoutFolder()],
    ['a relationship inside the message', () => withAssociation({ type: 'signs' })],
    [
      'a relationship to a registered document',
      () => withAssociation({ type: 'RPLC', target: registeredId }),
    ],
    ...(['NonVersioningUpdate', 'ConditionalRegister'] as const).map(
      (type): [string, () => Submission] => [
        `the type ${type} of P1`,
        () => withAssociation({ type, target: registeredId }),
      ],
    ),
    [
      'a registered document as Reference',
      () =>
        withAssociation({
          type: 'HasMember',
          source: good().submissionSet.id,
          target: registeredId,
          submissionSetStatus: 'Reference',
        }),
    ],
    [
      'a registered Folder that takes a new document',
      () => withAssociation({ type: 'HasMember', source: registeredId }),
    ],
  ];

  it.each(passing)('%s', (_, make) => {
    expect(checkSubmission(make(), 'iti41')).toEqual([]);
  });

  function withoutFolder(): Submission {
    const sample = good();
    const kept = sample.associations.filter(({ id }) => id.startsWith('Member'));
    return { ...sample, folders: [], associations: kept };
  }
});

describe('columns of the table', () => {
  it.each(['repositoryUniqueId', 'hash', 'size'] as const)(
    'ITI-42 needs %s, ITI-41 does not: XDSRegistryMetadataError',
    (name) => {
      const complete = entryChanged({ repositoryUniqueId: '1.2.3' });
      const both = complete.documents.map((entry) => ({ ...entry, repositoryUniqueId: '1.2.3' }));
      const full = { ...complete, documents: both } as unknown as Submission;
      expect(checkSubmission(full, 'iti42')).toEqual([]);
      const lacking = {
        ...full,
        documents: full.documents.map((entry) => ({ ...entry, [name]: undefined })),
      };
      expect(checkSubmission(lacking, 'iti41')).toEqual([]);
      expect(checkSubmission(lacking, 'iti42')).toEqual(
        ['Document01', 'Document02'].map((id) =>
          expect.objectContaining({
            code: 'XDSRegistryMetadataError',
            location: `DocumentEntry[${id}].${name}`,
          }),
        ),
      );
    },
  );

  it('names the Registry in errors of ITI-42: XDSRegistryDuplicateUniqueIdInMessage', () => {
    const twice = entryChanged({ uniqueId: good().documents[0]?.uniqueId }, 1);
    expect(checkSubmission(twice, 'iti42').map(({ code: found }) => found)).toContain(
      'XDSRegistryDuplicateUniqueIdInMessage',
    );
  });

  it('an answer of a registry needs status, hash, size and repository of every entry', () => {
    const errors = checkAnswer(objectsOf(entryChanged({ hash: undefined, size: undefined })));
    expect(errors.map(({ location }) => location)).toEqual(
      expect.arrayContaining([
        'DocumentEntry[Document01].availabilityStatus',
        'DocumentEntry[Document01].hash',
        'DocumentEntry[Document01].size',
        'DocumentEntry[Document01].repositoryUniqueId',
        'SubmissionSet[SubmissionSet01].availabilityStatus',
      ]),
    );
  });

  it('an on-demand entry in an answer has no content yet: no creationTime, hash and size', () => {
    const onDemand = entryChanged({
      type: 'on-demand',
      status: 'Approved',
      creationTime: undefined,
      hash: undefined,
      size: undefined,
      repositoryUniqueId: '1.2.3',
    });
    const missing = checkAnswer(objectsOf(onDemand)).filter(({ location }) =>
      location?.startsWith('DocumentEntry[Document01]'),
    );
    expect(missing).toEqual([]);
  });
});

describe('error texts', () => {
  it('say nothing of the patient, whatever is wrong', () => {
    const secret = '44051401359';
    const bad: Submission[] = [
      entryChanged({ patientId: `${secret}^^^x` }),
      entryChanged({ sourcePatientId: `${secret}` }),
      entryChanged({ sourcePatientInfo: [`${secret}|x`] }),
      entryChanged({ title: [{ value: secret.repeat(20) }] }),
      entryChanged({ creationTime: secret }),
      entryChanged({ languageCode: `${secret}-${secret}` }),
      entryChanged({ legalAuthenticator: `^^${secret}` }),
      setChanged({ intendedRecipients: [`^${secret}`], sourceId: secret }),
    ];
    for (const one of bad) {
      const errors = checkSubmission(one, 'iti41');
      expect(errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toContain(secret);
    }
  });

  it('stay bounded for a message that is wrong throughout', () => {
    const sample = good();
    const [entry] = sample.documents;
    const documents = Array.from({ length: 900 }, () => ({ ...entry, mimeType: undefined }));
    const errors = checkSubmission({ ...sample, documents } as Submission, 'iti41');
    expect(errors).toHaveLength(100);
  });
});
