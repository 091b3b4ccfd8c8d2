import type { StoredQuery } from '../src/index.ts';

/** A slot of a message: its name, one good value, and what else the specification says of it. */
export interface SpecSlot {
  readonly name: string;
  readonly value: string;
  readonly required?: true;
  /** One of several that stand for one another. */
  readonly choice?: true;
  /** May be given once, with one value. */
  readonly single?: true;
}

const uuid = 'urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-3f1f5f2f9a11';
const patient = "'1^^^&amp;1.2.3&amp;ISO'";
const state = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
const list = (name: string, value: string): SpecSlot => ({ name, value: `('${value}')` });
const codes = (name: string): SpecSlot => list(name, 'a^^s');
const one = (name: string, value: string): SpecSlot => ({ name, value, single: true });
const time = (name: string): SpecSlot[] => [one(`${name}From`, '2026'), one(`${name}To`, '2027')];
const needed = (slot: SpecSlot): SpecSlot => ({ ...slot, required: true });
const either = (slot: SpecSlot): SpecSlot => ({ ...slot, choice: true });
const level = one('$MetadataLevel', '2');
const home = one('$homeCommunityId', "'urn:oid:1.2'");
const bonds = { name: '$XDSAssociationStatus', value: state };
const status = (name: string): SpecSlot => needed({ name, value: state });
const type = list('$XDSDocumentEntryType', 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1');
const references = list('$XDSDocumentEntryReferenceIdList', 'ref');

const documents: SpecSlot[] = [
  status('$XDSDocumentEntryStatus'),
  type,
  codes('$XDSDocumentEntryClassCode'),
  codes('$XDSDocumentEntryTypeCode'),
  codes('$XDSDocumentEntryFormatCode'),
  codes('$XDSDocumentEntryPracticeSettingCode'),
  codes('$XDSDocumentEntryHealthcareFacilityTypeCode'),
  codes('$XDSDocumentEntryEventCodeList'),
  codes('$XDSDocumentEntryConfidentialityCode'),
  list('$XDSDocumentEntryAuthorPerson', '%O&apos;&apos;Hara%'),
  list('$XDSDocumentEntryDocumentAvailability', 'urn:ihe:iti:2010:DocumentAvailability:Online'),
  ...time('$XDSDocumentEntryCreationTime'),
  ...time('$XDSDocumentEntryServiceStartTime'),
  ...time('$XDSDocumentEntryServiceStopTime'),
  level,
];
const folders: SpecSlot[] = [
  status('$XDSFolderStatus'),
  ...time('$XDSFolderLastUpdateTime'),
  codes('$XDSFolderCodeList'),
  level,
];
const documentPatient = needed(one('$XDSDocumentEntryPatientId', patient));
const inside: SpecSlot[] = [
  type,
  codes('$XDSDocumentEntryFormatCode'),
  codes('$XDSDocumentEntryConfidentialityCode'),
  bonds,
  home,
  level,
];
const documentIds = [
  either(list('$XDSDocumentEntryEntryUUID', uuid)),
  either(list('$XDSDocumentEntryUniqueId', '1.2^3')),
];
const oneDocument = [
  either(one('$XDSDocumentEntryEntryUUID', `'${uuid}'`)),
  either(one('$XDSDocumentEntryUniqueId', "'1.2^3'")),
];

/**
 * Id and slots of every stored query as ITI TF-2: 3.18.4.1.2.3.7 and 3.51.4.1.2.1 name them, written
 * down apart from the code that reads and writes them.
 */
export const slotsOfSpec: Record<
  StoredQuery['name'],
  { readonly id: string; readonly slots: readonly SpecSlot[] }
> = {
  FindDocuments: {
    id: '14d4debf-8f97-4251-9a74-a90016b0af0d',
    slots: [documentPatient, ...documents, references],
  },
  FindSubmissionSets: {
    id: 'f26abbcb-ac74-4422-8a30-edb644bbc1a9',
    slots: [
      needed(one('$XDSSubmissionSetPatientId', patient)),
      status('$XDSSubmissionSetStatus'),
      list('$XDSSubmissionSetSourceId', '1.2'),
      ...time('$XDSSubmissionSetSubmissionTime'),
      one('$XDSSubmissionSetAuthorPerson', "'%Próbna%'"),
      codes('$XDSSubmissionSetContentType'),
      level,
    ],
  },
  FindFolders: {
    id: '958f3006-baad-4929-a4de-ff1114824431',
    slots: [needed(one('$XDSFolderPatientId', patient)), ...folders],
  },
  GetAll: {
    id: '10b545ea-725c-446d-9b95-8aeb444eddf3',
    slots: [
      needed(one('$patientId', patient)),
      status('$XDSDocumentEntryStatus'),
      status('$XDSSubmissionSetStatus'),
      status('$XDSFolderStatus'),
      bonds,
      type,
      codes('$XDSDocumentEntryFormatCode'),
      codes('$XDSDocumentEntryConfidentialityCode'),
      level,
    ],
  },
  GetDocuments: {
    id: '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
    slots: [...documentIds, either(list('$XDSDocumentEntryLogicalID', uuid)), home, level],
  },
  GetFolders: {
    id: '5737b14c-8a1a-4539-b659-e03a34a5e1e4',
    slots: [
      either(list('$XDSFolderEntryUUID', uuid)),
      either(list('$XDSFolderUniqueId', '1.2.3')),
      either(list('$XDSFolderLogicalID', uuid)),
      home,
      level,
    ],
  },
  GetAssociations: {
    id: 'a7ae438b-4bc2-4642-93e9-be891f7bb155',
    slots: [needed(list('$uuid', uuid)), bonds, home, level],
  },
  GetDocumentsAndAssociations: {
    id: 'bab9529a-4a10-40b3-a01f-f68a615d247a',
    slots: [...documentIds, bonds, home, level],
  },
  GetSubmissionSets: {
    id: '51224314-5390-4169-9b91-b1980040715a',
    slots: [needed(list('$uuid', uuid)), home, level],
  },
  GetSubmissionSetAndContents: {
    id: 'e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
    slots: [
      either(one('$XDSSubmissionSetEntryUUID', `'${uuid}'`)),
      either(one('$XDSSubmissionSetUniqueId', "'1.2.3'")),
      ...inside,
    ],
  },
  GetFolderAndContents: {
    id: 'b909a503-523d-4517-8acf-8e5834dfc4c7',
    slots: [
      either(one('$XDSFolderEntryUUID', `'${uuid}'`)),
      either(one('$XDSFolderUniqueId', "'1.2.3'")),
      ...inside,
    ],
  },
  GetFoldersForDocument: {
    id: '10cae35a-c7f9-4cf5-b61e-fc3278ffb578',
    slots: [...oneDocument, bonds, home, level],
  },
  GetRelatedDocuments: {
    id: 'd90e5407-b356-4d91-a89f-873917b4b0e6',
    slots: [
      ...oneDocument,
      needed(list('$AssociationTypes', 'urn:ihe:iti:2007:AssociationType:APND')),
      type,
      bonds,
      home,
      level,
    ],
  },
  FindDocumentsByReferenceId: {
    id: '12941a89-e02e-4be5-967c-ce4bfc8fe492',
    slots: [documentPatient, ...documents, needed(references)],
  },
  FindDocumentsByTitle: {
    id: 'ab474085-82b5-402d-8115-3f37cb1e2405',
    slots: [
      documentPatient,
      ...documents,
      references,
      needed(list('$XDSDocumentEntryTitle', 'Karta%')),
      list('$XDSDocumentEntryAuthorInstitution', 'Przychodnia%'),
    ],
  },
  FindDocumentsForMultiplePatients: {
    id: '3d1bdb10-39a2-11de-89c2-2f44d94eaa9f',
    slots: [{ name: '$XDSDocumentEntryPatientId', value: `(${patient})` }, ...documents],
  },
  FindDocumentsByReferenceIdForMultiplePatients: {
    id: '1191642d-86c4-42d8-b784-f95445f9f0d5',
    slots: [
      { name: '$XDSDocumentEntryPatientId', value: `(${patient})` },
      ...documents,
      needed(references),
    ],
  },
  FindFoldersForMultiplePatients: {
    id: '50d3f5ac-39a2-11de-a1ca-b366239e58df',
    slots: [{ name: '$XDSFolderPatientId', value: `(${patient})` }, ...folders],
  },
};
