import { code, submissionDocumentsMax } from '../../src/index.ts';
import {
  associationChanged,
  entryChanged,
  folderChanged,
  good,
  registeredId,
  setChanged,
  withAssociation,
  withoutAssociation,
} from '../change.ts';
import { documentId, folderId, type Row } from './row.ts';

export const wholeRules: Row[] = [
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

export const associationsRules: Row[] = [
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
