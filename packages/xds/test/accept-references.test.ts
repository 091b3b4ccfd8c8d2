import { fixedClock } from '@kartoteka/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Association,
  acceptSubmission,
  askRegistry,
  association,
  type DecisionContext,
  type ObjectId,
  objectId,
} from '../src/index.ts';
import { sampleOids, samplePatientId } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';
import { changed, type Request, related, request } from './sample-request.ts';

let registry: MemoryRegistry;
let context: DecisionContext;

beforeEach(() => {
  registry = new MemoryRegistry();
  context = {
    clock: fixedClock('2026-03-01T08:20:00Z'),
    random: countingRandom(),
    repositoryUniqueId: sampleOids.repository,
  };
});

async function stored(from: Request) {
  const acceptance = await acceptSubmission(from, registry, context);
  if (acceptance.outcome !== 'stored') throw new Error(JSON.stringify(acceptance));
  return acceptance.change;
}

async function storedEntryId(serial: number): Promise<ObjectId> {
  const [document] = (await stored(request(serial))).documents;
  if (!document) throw new Error('nothing stored');
  return document.entry.id;
}

async function codesOf(from: Request): Promise<string[]> {
  const before = registry.changes.length;
  const acceptance = await acceptSubmission(from, registry, context);
  expect(registry.changes).toHaveLength(before);
  return acceptance.outcome === 'refused'
    ? acceptance.errors.map(({ code }) => code)
    : [acceptance.outcome];
}

describe('ITI-41 that brings no documents', () => {
  const link = (
    id: string,
    source: ObjectId,
    target: ObjectId,
    submissionSetStatus?: 'Reference',
  ): Association =>
    association({ id: objectId(id), type: 'HasMember', source, target, submissionSetStatus });
  const set = objectId('SubmissionSet01');
  const only = (serial: number, associations: readonly Association[]): Request => ({
    ...changed(request(serial), () => ({ documents: [], folders: [], associations })),
    contents: new Map(),
  });
  const registered = async () => {
    const { documents, folders } = await stored(request(1));
    const other = await storedEntryId(2);
    const [entry, folder] = [documents[0]?.entry, folders[0]];
    if (!entry || !folder) throw new Error('nothing stored');
    return { entry, folder, other };
  };

  it('puts a registered document into a registered Folder and dates it anew', async () => {
    const { folder, other } = await registered();
    const change = await stored(
      only(3, [link('In', folder.id, other), link('Own', set, objectId('In'))]),
    );
    expect(change).toMatchObject({ documents: [], folders: [], bytes: 0 });
    expect(change.touchedFolders).toEqual([folder.id]);
  });

  it('the same again: Success, and nothing is stored again', async () => {
    const { folder, other } = await registered();
    const sent = only(3, [link('In', folder.id, other), link('Own', set, objectId('In'))]);
    await stored(sent);
    expect(await codesOf(sent)).toEqual(['repeated']);
  });

  it('another deed under the same set id: XDSDuplicateUniqueIdInRegistry', async () => {
    const { folder, entry, other } = await registered();
    await stored(only(3, [link('In', folder.id, other), link('Own', set, objectId('In'))]));
    await stored(only(4, [link('Ref', set, entry.id, 'Reference')]));
    expect(
      await codesOf(only(3, [link('In', folder.id, entry.id), link('Own', set, objectId('In'))])),
    ).toEqual(['XDSDuplicateUniqueIdInRegistry']);
    expect(await codesOf(only(4, [link('Ref', set, other, 'Reference')]))).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
    ]);
    expect(await codesOf(only(4, []))).toEqual(['XDSDuplicateUniqueIdInRegistry']);
  });

  it('a set that names a registered document by Reference may be sent again: Success', async () => {
    const { entry } = await registered();
    const sent = only(4, [link('Ref', set, entry.id, 'Reference')]);
    await stored(sent);
    expect(await codesOf(sent)).toEqual(['repeated']);
    const both = changed(request(5), ({ associations }) => ({
      folders: [],
      associations: [
        ...associations.filter(({ submissionSetStatus }) => submissionSetStatus),
        link('Ref', set, entry.id, 'Reference'),
      ],
    }));
    await stored(both);
    expect(await codesOf(both)).toEqual(['repeated']);
  });

  it('a Folder that another version took the place of: XDSRepositoryMetadataError', async () => {
    const { folder, other } = await registered();
    registry.deprecated.add(folder.id);
    expect(await codesOf(only(3, [link('In', folder.id, other)]))).toEqual([
      'XDSRepositoryMetadataError',
    ]);
  });

  it('a Folder of another patient: XDSPatientIdDoesNotMatch', async () => {
    const { folder, other } = await registered();
    const foreign = samplePatientId(5);
    const sent = changed(only(3, [link('In', folder.id, other)]), ({ submissionSet }) => ({
      submissionSet: { ...submissionSet, patientId: foreign },
    }));
    expect(await codesOf(sent)).toEqual(['XDSPatientIdDoesNotMatch', 'XDSPatientIdDoesNotMatch']);
  });
});

describe('what ITI-41 asks before it decides', () => {
  it('keeps others away only where registered objects are named', async () => {
    const plain = askRegistry(request(1).submission);
    expect(plain.namesRegistered).toBe(false);
    const target = await storedEntryId(1);
    expect(askRegistry(related(request(2), 'RPLC', target).submission)).toMatchObject({
      namesRegistered: true,
      patientId: samplePatientId(),
    });
  });

  it('does not take ids that the sender chose for registered ones', () => {
    const id = objectId('urn:uuid:7a1f5b4e-93b1-4a55-9a0f-1f2b3c4d5e6f');
    const sent = changed(request(1), ({ documents, associations }) => ({
      documents: documents.map((entry) => ({ ...entry, id })),
      associations: associations.map((one) =>
        one.target === 'Document01' ? { ...one, target: id } : one,
      ),
    }));
    expect(askRegistry(sent.submission).namesRegistered).toBe(false);
  });
});
