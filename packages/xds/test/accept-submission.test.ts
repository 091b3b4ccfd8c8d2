import { fixedClock, type Oid, parseOid } from '@kartoteka/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Acceptance,
  type Association,
  acceptSubmission,
  association,
  checkAnswer,
  isEntryUuid,
  type ObjectId,
  objectId,
  objectsOf,
  responseTo,
} from '../src/index.ts';
import { sampleOids } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';
import { changed, type Request, related, request } from './sample-request.ts';

let registry: MemoryRegistry;
let context: {
  clock: ReturnType<typeof fixedClock>;
  random: ReturnType<typeof countingRandom>;
  repositoryUniqueId: Oid;
};

beforeEach(() => {
  registry = new MemoryRegistry();
  context = {
    clock: fixedClock('2026-03-01T08:20:00Z'),
    random: countingRandom(),
    repositoryUniqueId: sampleOids.repository,
  };
});

const accept = (request: Request): Promise<Acceptance<Uint8Array>> =>
  acceptSubmission(request, registry, context);

async function stored(from: Request) {
  const acceptance = await accept(from);
  if (acceptance.outcome !== 'stored') throw new Error(JSON.stringify(acceptance));
  return acceptance.change;
}

async function storedEntryId(serial: number): Promise<ObjectId> {
  const { documents } = await stored(request(serial));
  const [document] = documents;
  if (!document) throw new Error('nothing stored');
  return document.entry.id;
}

async function codesOf(from: Request): Promise<string[]> {
  const before = registry.changes.length;
  const acceptance = await accept(from);
  expect(registry.changes).toHaveLength(before);
  return acceptance.outcome === 'refused'
    ? acceptance.errors.map(({ code }) => code)
    : [acceptance.outcome];
}

describe('ITI-41: a new submission', () => {
  it('is stored with one question and one writing', async () => {
    const change = await stored(request(1, { documents: 2 }));
    expect(registry.lookUps).toBe(1);
    expect(registry.changes).toEqual([change]);
    expect(change.bytes).toBe(registry.account.bytesUsed);
    expect(responseTo({ outcome: 'stored', change })).toEqual({ status: 'Success', errors: [] });
  });

  it('gets real ids in place of symbolic ones, and references follow', async () => {
    const change = await stored(request(1));
    const objects = [
      change.submissionSet,
      ...change.documents.map(({ entry }) => entry),
      ...change.folders,
      ...change.associations,
    ];
    expect(objects.every(({ id }) => isEntryUuid(id))).toBe(true);
    const ids = new Set(objects.map(({ id }) => id));
    expect(ids.size).toBe(objects.length);
    for (const { source, target } of change.associations) {
      expect(ids.has(source) && ids.has(target)).toBe(true);
    }
  });

  it('keeps the real ids that a sender chose', async () => {
    const chosen = objectId('urn:uuid:7a1f5b4e-93b1-4a55-9a0f-1f2b3c4d5e6f');
    const sent = request(1);
    const mapped = (id: ObjectId): ObjectId => (id === 'Document01' ? chosen : id);
    const withChosen: Request = {
      contents: new Map([...sent.contents].map(([id, content]) => [mapped(id), content])),
      submission: {
        ...sent.submission,
        documents: sent.submission.documents.map((entry) => ({ ...entry, id: mapped(entry.id) })),
        associations: sent.submission.associations.map((one) => ({
          ...one,
          source: mapped(one.source),
          target: mapped(one.target),
        })),
      },
    };
    const change = await stored(withChosen);
    expect(change.documents[0]?.entry.id).toBe(chosen);
    expect(
      await codesOf({
        ...withChosen,
        submission: {
          ...withChosen.submission,
          submissionSet: { ...withChosen.submission.submissionSet, uniqueId: '2.999.5' },
        },
      }),
    ).toContain('XDSRepositoryMetadataError');
  });

  it('gets lid, version 1 and Approved, and everything that an answer must have', async () => {
    const change = await stored(request(1));
    for (const object of [change.submissionSet, ...change.folders, ...change.associations]) {
      expect(object).toMatchObject({
        lid: object.id,
        version: { versionName: '1' },
        status: 'Approved',
      });
    }
    const { submission } = request(1);
    const objects = objectsOf({
      ...submission,
      submissionSet: change.submissionSet,
      folders: change.folders,
      associations: change.associations,
      documents: change.documents.map(({ entry }) => entry),
    });
    expect(checkAnswer(objects)).toEqual([]);
  });

  it('gets hash, size and repositoryUniqueId of the bytes received', async () => {
    const sent = changed(request(1), ({ documents }) => ({
      documents: documents.map((entry) => ({ ...entry, hash: undefined, size: undefined })),
    }));
    const [document] = (await stored(sent)).documents;
    expect(document?.entry).toMatchObject({
      hash: document?.content?.sha1,
      size: document?.content?.size,
      repositoryUniqueId: sampleOids.repository,
    });
  });

  it('keeps what P1 adds: slots and association types', async () => {
    const target = await storedEntryId(1);
    const change = await stored(related(request(2), 'NonVersioningUpdate', target));
    expect(change.documents[0]?.entry.extraSlots.map(({ name }) => name)).toEqual([
      'urn:extpl:SlotName:StorageCategory',
      'urn:extpl:SlotName:MedicalEventId',
    ]);
    expect(change.associations.some(({ type }) => type === 'NonVersioningUpdate')).toBe(true);
    expect(change.deprecated).toEqual([]);
  });

  it('dates its folders by the registry clock', async () => {
    const change = await stored(request(1));
    expect(change.folders.map(({ lastUpdateTime }) => lastUpdateTime)).toEqual(['20260301082000']);
  });

  it('that another one overtook is neither stored nor refused', async () => {
    registry.saves = 'changed';
    expect(await accept(request(1))).toEqual({ outcome: 'changed' });
    expect(registry.changes).toEqual([]);
  });
});

describe('ITI-41: repeats', () => {
  it('same set and same hashes: Success, nothing stored again', async () => {
    await stored(request(1, { documents: 2 }));
    const again = await accept(request(1, { documents: 2 }));
    expect(again).toEqual({ outcome: 'repeated' });
    expect(again.outcome === 'repeated' && responseTo(again).status).toBe('Success');
    expect(registry.changes).toHaveLength(1);
  });

  it('succeed even when the account has become full, suspended and closed to the patient', async () => {
    await stored(request(1));
    registry.account = {
      ...registry.account,
      state: 'suspended',
      documentsMax: 0,
      bytesMax: 0,
      patientDomains: [parseOid('1.2.3') as Oid],
    };
    expect(await accept(request(1))).toEqual({ outcome: 'repeated' });
  });

  it('same document and hash in another set: XDSDuplicateUniqueIdInRegistry', async () => {
    await stored(request(1));
    const other = changed(request(1), ({ submissionSet, associations }) => ({
      submissionSet: { ...submissionSet, uniqueId: '2.999.77' },
      folders: [],
      associations: associations.filter(({ id }) => id.startsWith('Member')),
    }));
    expect(await codesOf(other)).toEqual(['XDSDuplicateUniqueIdInRegistry']);
  });

  it('same document id with other bytes: XDSNonIdenticalHash', async () => {
    await stored(request(1));
    const other = changed(request(1, { bytes: 'other' }), ({ submissionSet, associations }) => ({
      submissionSet: { ...submissionSet, uniqueId: '2.999.77' },
      folders: [],
      associations: associations.filter(({ id }) => id.startsWith('Member')),
    }));
    expect(await codesOf(other)).toEqual(['XDSNonIdenticalHash']);
  });

  it('same set with other bytes: XDSNonIdenticalHash', async () => {
    await stored(request(1));
    expect(await codesOf(request(1, { bytes: 'other' }))).toContain('XDSNonIdenticalHash');
  });

  it('same set id with other documents: XDSDuplicateUniqueIdInRegistry', async () => {
    await stored(request(1));
    const other = changed(request(2), ({ submissionSet }) => ({
      submissionSet: { ...submissionSet, uniqueId: request(1).submission.submissionSet.uniqueId },
    }));
    expect(await codesOf(other)).toEqual(['XDSDuplicateUniqueIdInRegistry']);
  });

  it('same set id with one document more: XDSDuplicateUniqueIdInRegistry', async () => {
    await stored(request(1));
    expect(await codesOf(request(1, { documents: 2 }))).toContain('XDSDuplicateUniqueIdInRegistry');
  });

  it('same Folder id in another set: XDSDuplicateUniqueIdInRegistry', async () => {
    await stored(request(1));
    const other = changed(request(2), ({ folders }) => ({
      folders: folders.map((folder) => ({
        ...folder,
        uniqueId: request(1).submission.folders[0]?.uniqueId,
      })),
    }));
    expect(await codesOf(other)).toEqual(['XDSDuplicateUniqueIdInRegistry']);
  });
});

describe('ITI-41: the account', () => {
  it.each(['suspended', 'expired', 'closed'] as const)(
    'that is %s takes nothing: LocalPolicyRestrictionError',
    async (state) => {
      registry.account = { ...registry.account, state };
      expect(await codesOf(request(1))).toEqual(['LocalPolicyRestrictionError']);
    },
  );

  it('that is full by number takes nothing: XDSRepositoryOutOfResources', async () => {
    registry.account = { ...registry.account, documentsUsed: 9, documentsMax: 10 };
    expect(await codesOf(request(1, { documents: 2 }))).toEqual(['XDSRepositoryOutOfResources']);
    expect((await accept(request(2))).outcome).toBe('stored');
  });

  it('that is full by bytes takes nothing: XDSRepositoryOutOfResources', async () => {
    const bytesMax = 100;
    registry.account = { ...registry.account, bytesMax };
    expect(await codesOf(request(1, { bytes: 'x'.repeat(bytesMax + 1) }))).toEqual([
      'XDSRepositoryOutOfResources',
    ]);
    expect((await accept(request(2, { bytes: 'x'.repeat(bytesMax) }))).outcome).toBe('stored');
  });

  it('that lists domains takes no others: XDSUnknownPatientId', async () => {
    registry.account = { ...registry.account, patientDomains: [parseOid('1.2.3') as Oid] };
    expect(await codesOf(request(1))).toEqual(['XDSUnknownPatientId']);
    registry.account = { ...registry.account, patientDomains: [sampleOids.patientDomain] };
    expect((await accept(request(1))).outcome).toBe('stored');
  });
});

describe('ITI-41: relationships', () => {
  it('RPLC makes the old entry Deprecated', async () => {
    const old = await storedEntryId(1);
    const change = await stored(related(request(2), 'RPLC', old));
    expect(change.deprecated).toEqual([old]);
  });

  it('RPLC takes what was appended and transformed along, at any depth', async () => {
    const old = await storedEntryId(1);
    const appended = (await stored(related(request(2), 'APND', old))).documents[0]?.entry.id;
    const transformed = (await stored(related(request(3), 'XFRM', appended ?? old))).documents[0]
      ?.entry.id;
    await stored(request(4));
    const change = await stored(related(request(5), 'RPLC', old));
    expect(new Set(change.deprecated)).toEqual(new Set([old, appended, transformed]));
  });

  it.each(['APND', 'XFRM', 'signs', 'IsSnapshotOf'] as const)(
    '%s leaves its target Approved',
    async (type) => {
      const old = await storedEntryId(1);
      expect((await stored(related(request(2), type, old))).deprecated).toEqual([]);
    },
  );

  it('XFRM_RPLC replaces too', async () => {
    const old = await storedEntryId(1);
    expect((await stored(related(request(2), 'XFRM_RPLC', old))).deprecated).toEqual([old]);
  });

  it.each(['RPLC', 'APND', 'XFRM', 'XFRM_RPLC'] as const)(
    '%s of a Deprecated document: XDSRegistryDeprecatedDocumentError',
    async (type) => {
      const old = await storedEntryId(1);
      await stored(related(request(2), 'RPLC', old));
      expect(await codesOf(related(request(3), type, old))).toEqual([
        'XDSRegistryDeprecatedDocumentError',
      ]);
    },
  );

  it.each(['RPLC', 'APND', 'XFRM', 'signs'] as const)(
    '%s of an unknown document: UnresolvedReferenceException',
    async (type) => {
      const unknown = objectId('urn:uuid:00000000-0000-4000-8000-00000000ffff');
      expect(await codesOf(related(request(1), type, unknown))).toEqual([
        'UnresolvedReferenceException',
      ]);
    },
  );

  it('RPLC of another patient’s document: XDSPatientIdDoesNotMatch', async () => {
    const old = await storedEntryId(1);
    const patientId = '12345678901^^^&2.999.1.1.616&ISO' as never;
    const foreign = changed(request(2), ({ submissionSet, documents, folders }) => ({
      submissionSet: { ...submissionSet, patientId },
      documents: documents.map((entry) => ({ ...entry, patientId })),
      folders: folders.map((folder) => ({ ...folder, patientId })),
    }));
    expect(await codesOf(related(foreign, 'RPLC', old))).toEqual(['XDSPatientIdDoesNotMatch']);
  });

  it('RPLC of a Folder: XDSRepositoryMetadataError', async () => {
    const { folders } = await stored(request(1));
    const target = folders[0]?.id ?? objectId('none');
    expect(await codesOf(related(request(2), 'RPLC', target))).toEqual([
      'XDSRepositoryMetadataError',
    ]);
  });

  it('the new version stands in the folders of the old one', async () => {
    const first = await stored(request(1));
    const [folder] = first.folders;
    const [old] = first.documents;
    if (!folder || !old) throw new Error('nothing stored');
    const second = await stored(related(request(2), 'RPLC', old.entry.id));
    const added = second.associations.find(({ source }) => source === folder.id);
    expect(added).toMatchObject({ type: 'HasMember', target: second.documents[0]?.entry.id });
    expect(
      second.associations.some(
        ({ source, target }) => source === second.submissionSet.id && target === added?.id,
      ),
    ).toBe(true);
    expect(second.touchedFolders).toEqual([folder.id]);
  });

  it('a registered Folder takes a new document and is dated anew', async () => {
    const folder = (await stored(request(1))).folders[0]?.id ?? objectId('none');
    const member = association({
      id: objectId('New'),
      type: 'HasMember',
      source: folder,
      target: objectId('Document01'),
    });
    const change = await stored(
      changed(request(2), ({ associations }) => ({ associations: [...associations, member] })),
    );
    expect(change.touchedFolders).toEqual([folder]);
    expect(change.time).toBe('20260301082000');
  });

  it('a registered document is a member by Reference', async () => {
    const old = await storedEntryId(1);
    const byReference = (target: ObjectId): Association =>
      association({
        id: objectId('ByReference'),
        type: 'HasMember',
        source: objectId('SubmissionSet01'),
        target,
        submissionSetStatus: 'Reference',
      });
    const withReference = (target: ObjectId): Request =>
      changed(request(2), ({ associations }) => ({
        associations: [...associations, byReference(target)],
      }));
    const unknown = objectId('urn:uuid:00000000-0000-4000-8000-00000000ffff');
    expect(await codesOf(withReference(unknown))).toEqual(['UnresolvedReferenceException']);
    expect((await accept(withReference(old))).outcome).toBe('stored');
  });
});

describe('ITI-41: atomicity', () => {
  it('one bad reference refuses the whole submission, and every reason is told', async () => {
    const unknown = objectId('urn:uuid:00000000-0000-4000-8000-00000000ffff');
    registry.account = { ...registry.account, state: 'expired', documentsMax: 0 };
    expect(await codesOf(related(request(1, { documents: 2 }), 'APND', unknown))).toEqual([
      'LocalPolicyRestrictionError',
      'XDSRepositoryOutOfResources',
      'UnresolvedReferenceException',
    ]);
  });
});
