import type { DocumentUniqueId } from '@kartoteka/kernel';
import {
  type Association,
  association,
  type DocumentEntry,
  type Folder,
  type ObjectId,
  objectId,
  type RegistryObjects,
  type SubmissionSet,
} from '../src/index.ts';
import {
  sampleDocumentEntry,
  sampleFolder,
  samplePatientId,
  sampleSubmissionSet,
} from '../src/sample/index.ts';

// A small registry in which every query has something to find and something to leave out. Names are
// short, so that expectations read: `letter` was replaced by `letter2`, `scan` is appended to that,
// `draft` exists in two versions of metadata, `away` is offline, `live` is on demand, `other` is
// another patient's.
const uuid = (number: number): ObjectId =>
  objectId(`urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-${String(number).padStart(12, '0')}`);

const names = [
  'letter',
  'letter2',
  'scan',
  'draft',
  'draft2',
  'away',
  'live',
  'other',
  'case',
  'closed',
  'first',
  'second',
  'foreign',
] as const;
export type Name = (typeof names)[number];
export const ids = Object.fromEntries(names.map((name, at) => [name, uuid(at)])) as Record<
  Name,
  ObjectId
>;

function entry(name: Name, change: Partial<DocumentEntry> = {}): DocumentEntry {
  const id = ids[name];
  return {
    ...sampleDocumentEntry(1, names.indexOf(name)),
    id,
    lid: id,
    version: { versionName: '1' },
    status: 'Approved',
    uniqueId: `1.2.3^${name}` as DocumentUniqueId,
    referenceIds: [`ref-${name}`],
    ...change,
  };
}

function folderOf(name: Name, change: Partial<Folder> = {}): Folder {
  const id = ids[name];
  const time = '20260302100000' as Folder['lastUpdateTime'];
  const sent = { ...sampleFolder(1), id, lid: id, version: { versionName: '1' } };
  return {
    ...sent,
    status: 'Approved',
    uniqueId: `1.2.4.${name}`,
    lastUpdateTime: time,
    ...change,
  };
}

function setOf(name: Name, change: Partial<SubmissionSet> = {}): SubmissionSet {
  const id = ids[name];
  return {
    ...sampleSubmissionSet(1),
    id,
    status: 'Approved',
    uniqueId: `1.2.5.${name}`,
    ...change,
  };
}

let bonds = 100;
function bond(
  type: NonNullable<Association['type']>,
  source: Name,
  target: Name | ObjectId,
  change: Partial<Association> = {},
): Association {
  bonds += 1;
  const to = names.includes(target as Name) ? ids[target as Name] : (target as ObjectId);
  return association({
    id: uuid(bonds),
    type,
    source: ids[source],
    target: to,
    status: 'Approved',
    ...change,
  });
}

const filing = bond('HasMember', 'case', 'letter2');

export const registry: RegistryObjects = {
  documents: [
    entry('letter', { status: 'Deprecated' }),
    entry('letter2'),
    entry('scan', { confidentialityCodes: [], formatCode: undefined }),
    entry('draft', { status: 'Deprecated', uniqueId: '1.2.3^draft' as DocumentUniqueId }),
    entry('draft2', {
      lid: ids.draft,
      version: { versionName: '2' },
      uniqueId: '1.2.3^draft' as DocumentUniqueId,
    }),
    entry('away', { documentAvailability: 'urn:ihe:iti:2010:DocumentAvailability:Offline' }),
    entry('live', { type: 'on-demand' }),
    entry('other', { patientId: samplePatientId(1) }),
  ],
  folders: [folderOf('case'), folderOf('closed', { status: 'Deprecated' })],
  submissionSets: [
    setOf('first'),
    setOf('second', { status: 'Deprecated' }),
    setOf('foreign', { patientId: samplePatientId(1) }),
  ],
  associations: [
    bond('HasMember', 'first', 'letter'),
    bond('HasMember', 'first', 'scan'),
    bond('HasMember', 'first', 'draft'),
    bond('HasMember', 'first', 'case'),
    bond('HasMember', 'first', filing.id),
    bond('HasMember', 'second', 'letter2'),
    bond('HasMember', 'foreign', 'other'),
    filing,
    bond('HasMember', 'case', 'scan'),
    bond('HasMember', 'case', 'draft2', { status: 'Deprecated' }),
    bond('HasMember', 'closed', 'letter2'),
    bond('RPLC', 'letter2', 'letter'),
    bond('APND', 'scan', 'letter2'),
    bond('IsSnapshotOf', 'letter2', 'live'),
  ],
};

const nameById = new Map<string, string>([
  ...names.map((name): [string, string] => [ids[name], name]),
  [filing.id, 'filing'],
]);

/** What an answer holds, in the names above; associations as `source type target`. */
export function namesOf(objects: RegistryObjects): string[] {
  const name = (id: string): string => nameById.get(id) ?? id;
  const { documents, submissionSets, folders, associations } = objects;
  return [
    ...[...documents, ...submissionSets, ...folders].map(({ id }) => name(id)),
    ...associations.map(({ source, type, target }) => `${name(source)} ${type} ${name(target)}`),
  ].sort();
}
