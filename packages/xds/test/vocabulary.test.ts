import { describe, expect, it } from 'vitest';
import {
  associationTypes,
  availabilityStatuses,
  documentEntrySchemes,
  documentEntryTypes,
  findDocuments,
  folderSchemes,
  readStatus,
  statusUrn,
  submissionSetSchemes,
  transactionWires,
  writeStoredQuery,
  writeSubmitObjects,
} from '../src/index.ts';
import { samplePatientId, sampleSubmission } from '../src/sample/index.ts';

/** The values of ITI TF-3: 4.2.5, set down a second time: a slip of the pen would be a wrong wire. */
describe('fixed ids', () => {
  it.each([
    ['author', '93606bcf-9494-43ec-9b4e-a7748d1a838d'],
    ['classCode', '41a5887f-8865-4c09-adf7-e362475b143a'],
    ['confidentialityCode', 'f4f85eac-e6cb-4883-b524-f2705394840f'],
    ['eventCode', '2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4'],
    ['formatCode', 'a09d5840-386c-46f2-b5ad-9c3699a4309d'],
    ['healthcareFacilityTypeCode', 'f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1'],
    ['practiceSettingCode', 'cccf5598-8b07-4b77-a05e-ae952c785ead'],
    ['typeCode', 'f0306f51-975f-434e-a61c-c59651d33983'],
    ['limitedMetadata', 'ab9b591b-83ab-4d03-8f5d-f93b1fb92e85'],
    ['patientId', '58a6f841-87b3-4a3e-92fd-a8ffeff98427'],
    ['uniqueId', '2e82c1f6-a085-4c72-9da3-8640a32e42ab'],
  ] as const)('DocumentEntry %s', (name, uuid) => {
    expect(documentEntrySchemes[name]).toBe(`urn:uuid:${uuid}`);
  });

  it.each([
    ['node', 'a54d6aa5-d40d-43f9-88c5-b4633d873bdd'],
    ['author', 'a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d'],
    ['contentTypeCode', 'aa543740-bdda-424e-8c96-df4873be8500'],
    ['limitedMetadata', '5003a9db-8d8d-49e6-bf0c-990e34ac7707'],
    ['patientId', '6b5aea1a-874d-4603-a4bc-96a0a7b38446'],
    ['uniqueId', '96fdda7c-d067-4183-912e-bf5ee74998a8'],
    ['sourceId', '554ac39e-e3fe-47fe-b233-965d2a147832'],
  ] as const)('SubmissionSet %s', (name, uuid) => {
    expect(submissionSetSchemes[name]).toBe(`urn:uuid:${uuid}`);
  });

  it.each([
    ['node', 'd9d542f3-6cc4-48b6-8870-ea235fbc94c2'],
    ['code', '1ba97051-7806-41a8-a48b-8fce7af683c5'],
    ['limitedMetadata', '2c144a76-29a9-4b7c-af54-b25409fe7d03'],
    ['patientId', 'f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a'],
    ['uniqueId', '75df8f67-9973-4fbe-a900-df66cefecc5a'],
  ] as const)('Folder %s', (name, uuid) => {
    expect(folderSchemes[name]).toBe(`urn:uuid:${uuid}`);
  });

  it.each([
    ['stable', '7edca82f-054d-47f2-a032-9b2a5b5186c1'],
    ['on-demand', '34268e47-fdf5-41a6-ba33-82133c465248'],
  ] as const)('objectType of %s documents', (name, uuid) => {
    expect(documentEntryTypes[name]).toBe(`urn:uuid:${uuid}`);
  });

  it.each([
    ['HasMember', 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember'],
    ['APND', 'urn:ihe:iti:2007:AssociationType:APND'],
    ['RPLC', 'urn:ihe:iti:2007:AssociationType:RPLC'],
    ['XFRM', 'urn:ihe:iti:2007:AssociationType:XFRM'],
    ['XFRM_RPLC', 'urn:ihe:iti:2007:AssociationType:XFRM_RPLC'],
    ['signs', 'urn:ihe:iti:2007:AssociationType:signs'],
    ['IsSnapshotOf', 'urn:ihe:iti:2010:AssociationType:IsSnapshotOf'],
    ['UpdateAvailabilityStatus', 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus'],
    ['SubmitAssociation', 'urn:ihe:iti:2010:AssociationType:SubmitAssociation'],
    ['NonVersioningUpdate', 'urn:extpl:AssociationType:NonVersioningUpdate'],
    ['ConditionalRegister', 'urn:extpl:AssociationType:ConditionalRegister'],
  ] as const)('association type %s', (name, urn) => {
    expect(associationTypes[name]).toBe(urn);
  });

  it('no id stands for two things', () => {
    const all = [documentEntrySchemes, submissionSetSchemes, folderSchemes, documentEntryTypes];
    const ids = all.flatMap((part) => Object.values(part));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['iti18', 'urn:ihe:iti:2007:RegistryStoredQuery', false, 'Registry'],
    ['iti41', 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b', true, 'Repository'],
    ['iti42', 'urn:ihe:iti:2007:RegisterDocumentSet-b', false, 'Registry'],
    ['iti57', 'urn:ihe:iti:2010:UpdateDocumentSet', false, 'Registry'],
    ['iti43', 'urn:ihe:iti:2007:RetrieveDocumentSet', true, 'Repository'],
  ] as const)('%s on the wire', (name, action, mtom, actor) => {
    expect(transactionWires[name]).toMatchObject({ action, mtom, actor });
  });

  it.each([
    [
      'FindDocuments',
      findDocuments({ patientId: samplePatientId() }),
      '14d4debf-8f97-4251-9a74-a90016b0af0d',
    ],
    [
      'GetDocuments',
      { name: 'GetDocuments', by: 'uniqueId', ids: ['1'] } as const,
      '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
    ],
    [
      'GetAll',
      {
        name: 'GetAll',
        patientId: samplePatientId(),
        documentStatuses: ['Approved'],
        submissionSetStatuses: ['Approved'],
        folderStatuses: ['Approved'],
        associationStatuses: ['Approved'],
        types: ['stable'],
        formatCodes: [],
        confidentialityCodes: [],
      } as const,
      '10b545ea-725c-446d-9b95-8aeb444eddf3',
    ],
  ])('the stored query %s', (_, query, uuid) => {
    const { xml } = writeStoredQuery({ query, returnType: 'LeafClass' });
    expect(xml).toContain(`<rim:AdhocQuery id="urn:uuid:${uuid}">`);
  });

  it('statuses have one URN each', () => {
    for (const status of availabilityStatuses) {
      expect(statusUrn(status)).toBe(`urn:oasis:names:tc:ebxml-regrep:StatusType:${status}`);
      expect(readStatus(statusUrn(status))).toBe(status);
    }
    expect(readStatus('Approved')).toBeUndefined();
    expect(readStatus('urn:oasis:names:tc:ebxml-regrep:StatusType:Archived')).toBeUndefined();
  });

  it('names of identifiers are those that readers look for', () => {
    const { xml } = writeSubmitObjects(sampleSubmission().submission);
    for (const name of [
      'XDSDocumentEntry.patientId',
      'XDSDocumentEntry.uniqueId',
      'XDSSubmissionSet.patientId',
      'XDSSubmissionSet.uniqueId',
      'XDSSubmissionSet.sourceId',
      'XDSFolder.patientId',
      'XDSFolder.uniqueId',
    ]) {
      expect(xml).toContain(`<rim:Name><rim:LocalizedString value="${name}"/></rim:Name>`);
    }
  });
});
