import { beforeEach, describe, expect, it } from 'vitest';
import {
  association,
  type DocumentEntry,
  localized,
  type ObjectId,
  objectId,
} from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { updatableRegistry } from './iti57-for-tests.ts';
import { changed, related, request } from './sample-request.ts';

let cloud: ReturnType<typeof updatableRegistry>;
beforeEach(() => {
  cloud = updatableRegistry();
});

const titled = (entry: DocumentEntry, title: string): DocumentEntry => ({
  ...entry,
  title: localized(title, 'pl-PL'),
});
const statusOf = (id: ObjectId) => {
  const { documents, folders, associations } = cloud.registry.objects();
  return [...documents, ...folders, ...associations].find((one) => one.id === id)?.status;
};
/** Approved associations of a type, as pairs of ids. */
const pairs = (type: string) =>
  cloud
    .associations()
    .filter((one) => one.type === type && one.status === 'Approved')
    .map(({ source, target }) => [source, target]);

describe('ITI-57 UpdateAvailabilityStatus', () => {
  it('deprecates a document and approves it again', async () => {
    const { entry } = await cloud.stored(1);
    const to = (from: 'Approved' | 'Deprecated', status: 'Approved' | 'Deprecated') => ({
      statuses: [{ target: entry.id, from, to: status }],
    });
    expect(await cloud.update(1, to('Approved', 'Deprecated'))).toEqual(['updated']);
    expect(statusOf(entry.id)).toBe('Deprecated');
    expect(await cloud.update(2, to('Deprecated', 'Approved'))).toEqual(['updated']);
    expect(statusOf(entry.id)).toBe('Approved');
  });

  it('of a status that the object does not have: XDSMetadataUpdateError', async () => {
    const { entry } = await cloud.stored(1);
    const statuses = [{ target: entry.id, from: 'Deprecated', to: 'Approved' } as const];
    expect(await cloud.update(1, { statuses })).toEqual(['XDSMetadataUpdateError']);
  });

  it('of a version that is not the newest: XDSMetadataUpdateError', async () => {
    const { entry } = await cloud.stored(1);
    await cloud.update(1, { documents: [titled(entry, 'dwa')] });
    const statuses = [{ target: entry.id, from: 'Deprecated', to: 'Approved' } as const];
    expect(await cloud.update(2, { statuses })).toEqual(['XDSMetadataUpdateError']);
  });

  it('of a Folder, and of its member, which dates the Folder anew', async () => {
    const { entry, folder } = await cloud.stored(1);
    const member = cloud
      .associations()
      .find(({ source, target }) => source === folder.id && target === entry.id)!;
    const statuses = [
      { target: folder.id, from: 'Approved', to: 'Deprecated' },
      { target: member.id, from: 'Approved', to: 'Deprecated' },
    ] as const;
    expect(await cloud.update(1, { statuses })).toEqual(['updated']);
    expect([statusOf(folder.id), statusOf(member.id)]).toEqual(['Deprecated', 'Deprecated']);
    expect(cloud.registry.updates[0]?.touchedFolders).toEqual([folder.id]);
    const { folders } = await cloud.store(related(request(2), 'RPLC', entry.id));
    expect(pairs('HasMember').map(([source]) => source)).not.toContain(folder.id);
    expect(folders).toHaveLength(1);
  });

  it('of a SubmissionSet, or of what it brought: XDSMetadataUpdateError', async () => {
    const { entry } = await cloud.stored(1);
    const { id: set } = cloud.registry.objects().submissionSets[0]!;
    const member = cloud.associations().find(({ target }) => target === entry.id)!;
    for (const target of [set, member.id]) {
      const statuses = [{ target, from: 'Approved', to: 'Deprecated' } as const];
      expect(await cloud.update(1, { statuses })).toEqual(['XDSMetadataUpdateError']);
    }
  });

  it('of what is not registered: UnresolvedReferenceException', async () => {
    const target = objectId('urn:uuid:7a1f5b4e-93b1-4a55-9a0f-1f2b3c4d5e6f');
    const statuses = [{ target, from: 'Approved', to: 'Deprecated' } as const];
    expect(await cloud.update(1, { statuses })).toEqual(['UnresolvedReferenceException']);
  });

  it('of another patient’s document, or its association: XDSPatientIdDoesNotMatch', async () => {
    const { entry, folder } = await cloud.stored(1);
    const member = cloud
      .associations()
      .find(({ source, target }) => source === folder.id && target === entry.id)!;
    for (const target of [entry.id, member.id]) {
      const statuses = [{ target, from: 'Approved', to: 'Deprecated' } as const];
      const set = { patientId: samplePatientId(5) };
      expect(await cloud.update(1, { statuses }, set)).toEqual(['XDSPatientIdDoesNotMatch']);
    }
  });
});

describe('ITI-57 SubmitAssociation', () => {
  const joining = (type: 'HasMember' | 'RPLC' | 'APND' | 'signs', ends: [ObjectId, ObjectId]) =>
    association({ id: objectId('New'), type, source: ends[0], target: ends[1] });

  it('puts a registered document into a registered Folder', async () => {
    const { folder } = await cloud.stored(1);
    const { entry } = await cloud.stored(2);
    const associations = [joining('HasMember', [folder.id, entry.id])];
    expect(await cloud.update(1, { associations })).toEqual(['updated']);
    expect(pairs('HasMember')).toContainEqual([folder.id, entry.id]);
    expect(cloud.registry.updates[0]?.touchedFolders).toEqual([folder.id]);
  });

  it('RPLC of registered documents does what it does in ITI-42', async () => {
    const { entry: old, folder } = await cloud.stored(1);
    const { entry: next } = await cloud.stored(2);
    const { documents } = await cloud.store(related(request(3), 'XFRM', old.id));
    expect(await cloud.update(1, { associations: [joining('RPLC', [next.id, old.id])] })).toEqual([
      'updated',
    ]);
    expect([old.id, documents[0]!.entry.id, next.id].map(statusOf)).toEqual([
      'Deprecated',
      'Deprecated',
      'Approved',
    ]);
    expect(pairs('HasMember')).toContainEqual([folder.id, next.id]);
  });

  it('between objects that are joined so already: XDSMetadataUpdateError', async () => {
    const { entry, folder } = await cloud.stored(1);
    const associations = [joining('HasMember', [folder.id, entry.id])];
    expect(await cloud.update(1, { associations })).toEqual(['XDSMetadataUpdateError']);
  });

  it('with a Deprecated end: XDSMetadataUpdateError', async () => {
    const { entry } = await cloud.stored(1);
    const { documents } = await cloud.store(related(request(2), 'RPLC', entry.id));
    const associations = [joining('signs', [documents[0]!.entry.id, entry.id])];
    expect(await cloud.update(1, { associations })).toEqual(['XDSMetadataUpdateError']);
  });

  it('of the wrong kinds: XDSMetadataUpdateError', async () => {
    const { entry, folder } = await cloud.stored(1);
    const { entry: other } = await cloud.stored(2);
    const { id: set } = cloud.registry.objects().submissionSets[0]!;
    const wrong: ['HasMember' | 'APND', [ObjectId, ObjectId]][] = [
      ['HasMember', [entry.id, other.id]],
      ['HasMember', [set, other.id]],
      ['APND', [entry.id, folder.id]],
      ['APND', [folder.id, entry.id]],
    ];
    for (const [type, ends] of wrong) {
      expect(await cloud.update(1, { associations: [joining(type, ends)] })).toEqual([
        'XDSMetadataUpdateError',
      ]);
    }
  });

  it('with an end that is not registered: UnresolvedReferenceException', async () => {
    const { entry } = await cloud.stored(1);
    const nobody = objectId('urn:uuid:7a1f5b4e-93b1-4a55-9a0f-1f2b3c4d5e6f');
    expect(await cloud.update(1, { associations: [joining('APND', [entry.id, nobody])] })).toEqual([
      'UnresolvedReferenceException',
    ]);
  });

  it('between documents of two patients: XDSPatientIDReconciliationError', async () => {
    const { entry } = await cloud.stored(1);
    const patientId = samplePatientId(5);
    const { documents } = await cloud.store(
      changed(request(2), ({ submissionSet, documents, folders }) => ({
        submissionSet: { ...submissionSet, patientId },
        documents: documents.map((one) => ({ ...one, patientId })),
        folders: folders.map((one) => ({ ...one, patientId })),
      })),
    );
    const associations = [joining('APND', [documents[0]!.entry.id, entry.id])];
    expect(await cloud.update(1, { associations })).toEqual(['XDSPatientIDReconciliationError']);
  });

  it('between another patient’s documents: XDSPatientIdDoesNotMatch', async () => {
    const { entry } = await cloud.stored(1);
    const { entry: other } = await cloud.stored(2);
    const associations = [joining('APND', [entry.id, other.id])];
    const set = { patientId: samplePatientId(5) };
    expect(await cloud.update(1, { associations }, set)).toEqual(['XDSPatientIdDoesNotMatch']);
  });

  it.each(['NonVersioningUpdate', 'ConditionalRegister'] as const)(
    'keeps %s of P1 between what is registered',
    async (type) => {
      const { entry, folder } = await cloud.stored(1);
      const own = association({ id: objectId('P1'), type, source: entry.id, target: folder.id });
      expect(await cloud.update(1, { associations: [own] })).toEqual(['updated']);
      expect(pairs(type)).toEqual([[entry.id, folder.id]]);
    },
  );
});
