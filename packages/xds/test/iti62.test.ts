import type { DocumentUniqueId } from '@kartoteka/kernel';
import { readXml, writeXml, type XmlElement, type XmlMarkup } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptRemoval,
  type KnownAssociation,
  type ObjectId,
  objectId,
  type RemovalChange,
  type RemovalFacts,
  type RemovalPort,
  readRemoveObjects,
  removalResponse,
  removedObjectsMax,
  writeRemoveObjects,
} from '../src/index.ts';

const uuid = (number: number): ObjectId =>
  objectId(`urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
const tree = (markup: XmlMarkup): XmlElement => readXml(writeXml(markup)).root;
const read = (text: string) => readRemoveObjects(readXml(Buffer.from(text)).root);
const codesOf = (reading: ReturnType<typeof readRemoveObjects>) =>
  reading.ok ? [] : reading.errors.map(({ code }) => code);

describe('ITI-62 request', () => {
  it('what the client writes the server reads, whatever the ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 }), (uuids) => {
        const ids = uuids.map((one) => objectId(`urn:uuid:${one}`));
        expect(readRemoveObjects(tree(writeRemoveObjects(ids)))).toEqual({ ok: true, ids });
      }),
    );
  });

  const good = Buffer.from(writeXml(writeRemoveObjects([uuid(1), uuid(2)]))).toString();
  const list = /<rim:ObjectRefList>.*<\/rim:ObjectRefList>/.exec(good)?.[0] ?? '';

  it('the same id twice, in either case, counts once', () => {
    const upper = String(uuid(0xabc)).toUpperCase().replace('URN:UUID', 'urn:uuid');
    const ids = [uuid(0xabc), upper as ObjectId];
    expect(readRemoveObjects(tree(writeRemoveObjects(ids)))).toEqual({
      ok: true,
      ids: [uuid(0xabc)],
    });
  });

  it('takes the deletion scope that the schema has as its default', () => {
    const scope = 'urn:oasis:names:tc:ebxml-regrep:DeletionScopeType:DeleteAll';
    expect(read(good.replace('<lcm:RemoveObjectsRequest', `$& deletionScope="${scope}"`)).ok).toBe(
      true,
    );
  });

  it.each<[string, string, string]>([
    [
      'another body',
      good.replaceAll('RemoveObjectsRequest', 'ApproveObjectsRequest'),
      'XDSRegistryMetadataError',
    ],
    [
      'another namespace',
      good.replaceAll('xsd:lcm:3.0', 'xsd:lcm:2.0'),
      'XDSRegistryMetadataError',
    ],
    [
      'another deletion scope',
      good.replace('<lcm:RemoveObjectsRequest', '$& deletionScope="urn:x"'),
      'XDSRegistryMetadataError',
    ],
    [
      'a query instead of references',
      good.replace(list, '<rim:AdhocQuery id="urn:uuid:00000000-0000-4000-8000-000000000001"/>'),
      'XDSRegistryMetadataError',
    ],
    [
      'a query beside references',
      good.replace(list, `<rim:AdhocQuery id="x"/>${list}`),
      'XDSRegistryMetadataError',
    ],
    ['two lists', good.replace(list, list + list), 'XDSRegistryMetadataError'],
    ['no list', good.replace(list, ''), 'UnresolvedReferenceException'],
    ['an empty list', good.replace(list, '<rim:ObjectRefList/>'), 'UnresolvedReferenceException'],
    ['a symbolic id', good.replace(uuid(2), 'Document01'), 'UnresolvedReferenceException'],
    ['a reference without id', good.replace(`id="${uuid(2)}"`, ''), 'XDSRegistryMetadataError'],
    [
      'another element in the list',
      good.replaceAll('rim:ObjectRef ', 'rim:Slot '),
      'XDSRegistryMetadataError',
    ],
  ])('%s is refused', (_name, text, code) => {
    expect(new Set(codesOf(read(text)))).toEqual(new Set([code]));
  });

  it('more objects than one transaction takes are refused', () => {
    const many = Array.from({ length: removedObjectsMax + 1 }, (_, index) => uuid(index));
    expect(codesOf(readRemoveObjects(tree(writeRemoveObjects(many))))).toEqual([
      'XDSRegistryOutOfResources',
    ]);
  });
});

/** A set (1) with a document (2) that replaces another (5) of the set (4), and a folder (7) with it. */
const [
  set,
  document,
  member,
  olderSet,
  older,
  olderMember,
  folder,
  folderSet,
  inFolder,
  inFolderSet,
  replaces,
] = Array.from({ length: 11 }, (_, index) => uuid(index + 1)) as [
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
  ObjectId,
];
const kinds: Readonly<Record<string, RemovalFacts['objects'][number]>> = Object.fromEntries(
  [
    { id: set, kind: 'submission-set' as const },
    { id: olderSet, kind: 'submission-set' as const },
    { id: folder, kind: 'folder' as const },
    { id: document, kind: 'document' as const, uniqueId: '1.2^new' as DocumentUniqueId },
    { id: older, kind: 'document' as const, uniqueId: '1.2^old' as DocumentUniqueId },
    ...[member, olderMember, folderSet, inFolder, inFolderSet, replaces].map((id) => ({
      id,
      kind: 'association' as const,
    })),
  ].map((object) => [object.id, object]),
);
const associations: readonly KnownAssociation[] = [
  { id: member, type: 'HasMember', source: set, target: document },
  { id: olderMember, type: 'HasMember', source: olderSet, target: older },
  { id: folderSet, type: 'HasMember', source: set, target: folder },
  { id: inFolder, type: 'HasMember', source: folder, target: document },
  { id: inFolderSet, type: 'HasMember', source: set, target: inFolder },
  { id: replaces, type: 'RPLC', source: document, target: older },
];
const all = Object.keys(kinds) as ObjectId[];

/** A registry that stands still; what it is told to remove is kept. */
function registry(change: Partial<RemovalFacts> = {}) {
  const removed: RemovalChange[] = [];
  const port: RemovalPort = {
    lookUp: async (ids) => {
      const touched = associations.filter(({ id, source, target }) =>
        [id, source, target].some((one) => ids.includes(one)),
      );
      const targets = new Set(touched.map(({ target }) => target));
      return {
        state: 'active',
        objects: ids.flatMap((id) => kinds[id] ?? []),
        associations: touched,
        memberships: associations
          .filter(
            ({ source, target }) => kinds[source]?.kind === 'submission-set' && targets.has(target),
          )
          .filter(({ target }) => kinds[target]?.kind !== 'association')
          .map(({ id, target }) => ({ association: id, member: target })),
        permits: new Map([
          ['1.2^new' as DocumentUniqueId, { may: 'ordered' as const }],
          ['1.2^old' as DocumentUniqueId, { may: 'due' as const }],
        ]),
        ...change,
      };
    },
    remove: async (one) => void removed.push(one),
  };
  return { port, removed };
}

describe('ITI-62 decision', () => {
  const decide = async (ids: readonly ObjectId[], change: Partial<RemovalFacts> = {}) => {
    const { port, removed } = registry(change);
    const response = removalResponse(await acceptRemoval(ids, port));
    expect(removed).toHaveLength(response.status === 'Success' ? 1 : 0);
    return response;
  };
  const codes = async (ids: readonly ObjectId[], change: Partial<RemovalFacts> = {}) =>
    (await decide(ids, change)).errors.map(({ code }) => code);

  it('removes everything that hangs together', async () => {
    expect(await codes(all)).toEqual([]);
  });

  it('removes the older document with its set, when the link to the newer one goes as well', async () => {
    expect(await codes([older, olderMember, olderSet, replaces])).toEqual([]);
  });

  it('removes a folder and what says who is in it', async () => {
    expect(await codes([folder, folderSet, inFolder, inFolderSet])).toEqual([]);
  });

  it('names an id that is not registered: UnresolvedReferenceException', async () => {
    expect(await codes([...all, uuid(99)])).toEqual(['UnresolvedReferenceException']);
  });

  it.each([
    ['the membership of the document in its set', [older, olderSet, replaces]],
    ['the link of the newer document', [older, olderMember, olderSet]],
    ['the membership of the association in the set', [folder, folderSet, inFolder]],
  ] as const)('leaves nothing that names what goes: %s', async (_name, ids) => {
    expect(new Set(await codes(ids))).toEqual(new Set(['ReferencesExistException']));
  });

  it('leaves no document without a set: XDSUnreferencedObjectException', async () => {
    expect(await codes([olderSet, olderMember])).toEqual(['XDSUnreferencedObjectException']);
  });

  it('keeps the chain of two documents that stay: LocalPolicyRestrictionError', async () => {
    expect(await codes([replaces])).toEqual(['LocalPolicyRestrictionError']);
  });

  it('keeps a document that nothing permits to go, and says what to do', async () => {
    const context = 'Ask a second person.';
    const permits = new Map([
      ['1.2^new' as DocumentUniqueId, { may: 'no' as const, context }],
      ['1.2^old' as DocumentUniqueId, { may: 'due' as const }],
    ]);
    const response = await decide(all, { permits });
    expect(response.errors).toEqual([
      {
        code: 'LocalPolicyRestrictionError',
        context,
        severity: 'Error',
        location: `DocumentEntry[${document}]`,
      },
    ]);
    expect(await codes(all, { permits: new Map() })).toHaveLength(2);
  });

  it.each(['suspended', 'expired', 'closed'] as const)(
    'an account that is %s is not written to',
    async (state) => {
      expect(await codes(all, { state })).toEqual(['LocalPolicyRestrictionError']);
    },
  );

  it('whatever part is asked for, what stays is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(all, { minLength: 1 }), async (ids) => {
        const { status } = await decide(ids);
        const gone = new Set(ids);
        const left = associations.filter(({ id }) => !gone.has(id));
        const dangling = left.some(({ source, target }) => gone.has(source) || gone.has(target));
        if (status === 'Success') expect(dangling).toBe(false);
      }),
    );
  });
});
