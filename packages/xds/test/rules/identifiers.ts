import type { Submission } from '../../src/index.ts';
import { entryChanged, folderChanged, setChanged } from '../change.ts';
import { long, oidOf, type Row } from './row.ts';

export const identifiersRules: Row[] = [
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
