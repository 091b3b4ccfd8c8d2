import { beforeEach, describe, expect, it } from 'vitest';
import {
  association,
  type DocumentEntry,
  localized,
  type ObjectId,
  objectId,
  updateOf,
} from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { setOf, updatableRegistry } from './iti57-for-tests.ts';
import { related, request } from './sample-request.ts';

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

describe('ITI-57 a new version of a DocumentEntry', () => {
  it('has the next number, the same logical id and what was changed; the old one is Deprecated', async () => {
    const { entry } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [titled(entry, 'Wypis')] })).toEqual(['updated']);
    const [old, next] = cloud.documents();
    expect(old).toMatchObject({ id: entry.id, status: 'Deprecated' });
    expect(next).toMatchObject({
      lid: entry.id,
      version: { versionName: '2' },
      status: 'Approved',
      title: localized('Wypis', 'pl-PL'),
      extraSlots: entry.extraSlots,
      hash: entry.hash,
      size: entry.size,
      repositoryUniqueId: entry.repositoryUniqueId,
    });
    expect(next?.id).not.toBe(entry.id);
  });

  it('takes hash, size and repository over where the sender leaves them out', async () => {
    const { entry } = await cloud.stored(1);
    const bare = { ...entry, hash: undefined, size: undefined, repositoryUniqueId: undefined };
    expect(await cloud.update(1, { documents: [bare] })).toEqual(['updated']);
    const { hash, size, repositoryUniqueId } = entry;
    expect(cloud.documents()[1]).toMatchObject({ hash, size, repositoryUniqueId });
  });

  it('is itself updated by the same logical id', async () => {
    const { entry } = await cloud.stored(1);
    await cloud.update(1, { documents: [titled(entry, 'dwa')] });
    const second = cloud.documents()[1];
    expect(await cloud.update(2, { documents: [titled(second!, 'trzy')] })).toEqual(['updated']);
    expect(cloud.documents().map(({ lid, version, status }) => [lid, version, status])).toEqual([
      [entry.id, { versionName: '1' }, 'Deprecated'],
      [entry.id, { versionName: '2' }, 'Deprecated'],
      [entry.id, { versionName: '3' }, 'Approved'],
    ]);
  });

  it('of a version that is not the newest: XDSMetadataVersionError', async () => {
    const { entry } = await cloud.stored(1);
    await cloud.update(1, { documents: [titled(entry, 'dwa')] });
    expect(await cloud.update(2, { documents: [titled(entry, 'też dwa')] })).toEqual([
      'XDSMetadataVersionError',
    ]);
    expect(cloud.documents()).toHaveLength(2);
  });

  it('of a version that does not exist yet: XDSMetadataVersionError', async () => {
    const { entry } = await cloud.stored(1);
    const ahead = { ...entry, version: { versionName: '2' } };
    expect(await cloud.update(1, { documents: [ahead] })).toEqual(['XDSMetadataVersionError']);
  });

  it('of a logical id that nothing has: XDSMetadataUpdateError', async () => {
    const { entry } = await cloud.stored(1);
    const lid = objectId('urn:uuid:7a1f5b4e-93b1-4a55-9a0f-1f2b3c4d5e6f');
    expect(await cloud.update(1, { documents: [{ ...entry, lid }] })).toEqual([
      'XDSMetadataUpdateError',
    ]);
  });

  it('of a Folder’s logical id: XDSMetadataUpdateError', async () => {
    const { entry, folder } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [{ ...entry, lid: folder.id }] })).toEqual([
      'XDSMetadataUpdateError',
    ]);
  });

  it('of a Deprecated document: XDSMetadataUpdateError', async () => {
    const { entry } = await cloud.stored(1);
    await cloud.store(related(request(2), 'RPLC', entry.id));
    expect(await cloud.update(1, { documents: [titled(entry, 'dwa')] })).toEqual([
      'XDSMetadataUpdateError',
    ]);
  });

  it.each([
    ['uniqueId', '2.999.1^other'],
    ['repositoryUniqueId', '2.999.7.24.1'],
    ['hash', 'ab'.repeat(20)],
    ['size', 7],
  ])('with another %s: XDSMetadataUpdateError', async (name, value) => {
    const { entry } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [{ ...entry, [name]: value }] })).toEqual([
      'XDSMetadataUpdateError',
    ]);
  });

  it('with the hash in upper case is no change', async () => {
    const { entry } = await cloud.stored(1);
    const hash = entry.hash?.toUpperCase();
    expect(await cloud.update(1, { documents: [{ ...entry, hash }] })).toEqual(['updated']);
    expect(cloud.documents()[1]?.hash).toBe(entry.hash);
  });

  it('that makes it on-demand: XDSRegistryMetadataError', async () => {
    const { entry } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [{ ...entry, type: 'on-demand' }] })).toEqual([
      'XDSRegistryMetadataError',
    ]);
  });

  it('with metadata that break a rule: XDSRegistryMetadataError', async () => {
    const { entry } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [{ ...entry, classCode: undefined }] })).toEqual([
      'XDSRegistryMetadataError',
    ]);
  });
});

describe('ITI-57 associations of a new version', () => {
  it('memberships and relationships are taken along, the old ones stay with the old version', async () => {
    const { entry, folder } = await cloud.stored(1);
    const { documents } = await cloud.store(related(request(2), 'APND', entry.id));
    const appended = documents[0]!.entry;
    await cloud.update(1, { documents: [titled(entry, 'dwa')] });
    const next = cloud.documents().at(-1)!;
    expect(pairs('APND')).toEqual([
      [appended.id, entry.id],
      [appended.id, next.id],
    ]);
    expect(pairs('HasMember')).toContainEqual([folder.id, entry.id]);
    expect(pairs('HasMember')).toContainEqual([folder.id, next.id]);
    expect(cloud.registry.updates[0]?.touchedFolders).toEqual([folder.id]);
  });

  it('a replacement of the new version finds its folders and what hangs on it', async () => {
    const { entry, folder } = await cloud.stored(1);
    const { documents } = await cloud.store(related(request(2), 'APND', entry.id));
    await cloud.update(1, { documents: [titled(entry, 'dwa')] });
    const next = cloud.documents().at(-1)!;
    const replaced = await cloud.store(related(request(3), 'RPLC', next.id));
    expect(statusOf(documents[0]!.entry.id)).toBe('Deprecated');
    expect(pairs('HasMember')).toContainEqual([folder.id, replaced.documents[0]!.entry.id]);
  });

  it('are left behind with AssociationPropagation "no"', async () => {
    const { entry, folder } = await cloud.stored(1);
    await cloud.update(1, { documents: [titled(entry, 'dwa')], propagate: false });
    const next = cloud.documents().at(-1)!;
    expect(pairs('HasMember')).not.toContainEqual([folder.id, next.id]);
    expect(cloud.registry.updates[0]?.touchedFolders).toEqual([]);
  });

  it('what replaced another document goes on saying so', async () => {
    const { entry } = await cloud.stored(1);
    const { documents } = await cloud.store(related(request(2), 'RPLC', entry.id));
    await cloud.update(1, { documents: [titled(documents[0]!.entry, 'dwa')] });
    expect(pairs('RPLC')).toContainEqual([cloud.documents().at(-1)!.id, entry.id]);
  });

  it('join the new versions where both ends are updated at once, and only them', async () => {
    const { entry, folder } = await cloud.stored(1);
    await cloud.update(1, { documents: [titled(entry, 'dwa')], folders: [folder] });
    const [document] = cloud.documents().slice(-1);
    const [next] = cloud.registry.objects().folders.slice(-1);
    const among = [entry.id, document!.id, folder.id, next!.id];
    const joined = pairs('HasMember').filter((pair) => pair.every((id) => among.includes(id!)));
    expect(joined).toEqual([
      [folder.id, entry.id],
      [next!.id, document!.id],
    ]);
  });
});

describe('ITI-57 that makes a document another patient’s', () => {
  const patientId = samplePatientId(5);

  it('in a Folder of the old patient: XDSPatientIDReconciliationError', async () => {
    const { entry } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [{ ...entry, patientId }] }, { patientId })).toEqual([
      'XDSPatientIDReconciliationError',
    ]);
    expect(cloud.documents()).toHaveLength(1);
  });

  it('leaves the Folder behind with AssociationPropagation "no"', async () => {
    const { entry } = await cloud.stored(1);
    const documents = [{ ...entry, patientId }];
    expect(await cloud.update(1, { documents, propagate: false }, { patientId })).toEqual([
      'updated',
    ]);
    expect(cloud.documents().map((one) => [one.patientId, one.status])).toEqual([
      [entry.patientId, 'Deprecated'],
      [patientId, 'Approved'],
    ]);
  });

  it('takes the Folder along where both are updated', async () => {
    const { entry, folder } = await cloud.stored(1);
    const content = {
      documents: [{ ...entry, patientId }],
      folders: [{ ...folder, patientId }],
    };
    expect(await cloud.update(1, content, { patientId })).toEqual(['updated']);
  });

  it('with a set of the old patient: XDSPatientIdDoesNotMatch', async () => {
    const { entry } = await cloud.stored(1);
    expect(await cloud.update(1, { documents: [{ ...entry, patientId }] })).toEqual([
      'XDSPatientIdDoesNotMatch',
    ]);
  });

  it('of a domain that the account does not take: XDSUnknownPatientId', async () => {
    const { entry } = await cloud.stored(1);
    cloud.registry.account = { ...cloud.registry.account, patientDomains: ['2.999.5' as never] };
    expect(await cloud.update(1, { documents: [titled(entry, 'dwa')] })).toEqual([
      'XDSUnknownPatientId',
    ]);
  });
});

describe('ITI-57 a new version of a Folder', () => {
  it('keeps its members and is dated by the registry', async () => {
    const { entry, folder } = await cloud.stored(1);
    cloud.clock.set('2026-03-02T10:00:00Z');
    const named = { ...folder, title: localized('Pobyt', 'pl-PL') };
    expect(await cloud.update(1, { folders: [named] })).toEqual(['updated']);
    const [old, next] = cloud.registry.objects().folders;
    expect(old?.status).toBe('Deprecated');
    expect(next).toMatchObject({
      lid: folder.id,
      version: { versionName: '2' },
      title: localized('Pobyt', 'pl-PL'),
      lastUpdateTime: '20260302100000',
    });
    expect(pairs('HasMember')).toContainEqual([next?.id, entry.id]);
  });

  it('with another uniqueId: XDSMetadataUpdateError; of a stale version: XDSMetadataVersionError', async () => {
    const { folder } = await cloud.stored(1);
    expect(await cloud.update(1, { folders: [{ ...folder, uniqueId: '2.999.1' }] })).toEqual([
      'XDSMetadataUpdateError',
    ]);
    await cloud.update(2, { folders: [folder] });
    expect(await cloud.update(3, { folders: [folder] })).toEqual(['XDSMetadataVersionError']);
  });
});

describe('ITI-57 as a whole', () => {
  it('does all of its operations or none', async () => {
    const { entry } = await cloud.stored(1);
    const { entry: other } = await cloud.stored(2);
    const content = {
      documents: [titled(entry, 'dwa')],
      statuses: [{ target: other.id, from: 'Deprecated', to: 'Approved' } as const],
    };
    expect(await cloud.update(1, content)).toEqual(['XDSMetadataUpdateError']);
    expect(cloud.registry.updates).toEqual([]);
    const right = {
      ...content,
      statuses: [{ target: other.id, from: 'Approved', to: 'Deprecated' } as const],
    };
    expect(await cloud.update(1, right)).toEqual(['updated']);
    expect(cloud.documents().map(({ status }) => status)).toEqual([
      'Deprecated',
      'Deprecated',
      'Approved',
    ]);
  });

  it('the same again: Success, and nothing is done again', async () => {
    const { entry, folder } = await cloud.stored(1);
    const { entry: other } = await cloud.stored(2);
    const content = {
      documents: [titled(entry, 'dwa')],
      statuses: [{ target: folder.id, from: 'Approved', to: 'Deprecated' } as const],
      associations: [
        association({ id: objectId('S'), type: 'signs', source: other.id, target: entry.id }),
      ],
    };
    expect(await cloud.update(1, { documents: content.documents })).toEqual(['updated']);
    expect(await cloud.update(1, { documents: content.documents })).toEqual(['repeated']);
    expect(await cloud.update(2, { statuses: content.statuses })).toEqual(['updated']);
    expect(await cloud.update(2, { statuses: content.statuses })).toEqual(['repeated']);
    const signed = content.associations.map((one) => ({
      ...one,
      target: cloud.documents().at(-1)!.id,
    }));
    expect(await cloud.update(3, { associations: signed })).toEqual(['updated']);
    expect(await cloud.update(3, { associations: signed })).toEqual(['repeated']);
    expect(cloud.registry.updates).toHaveLength(3);
  });

  it('another deed under the same set id: XDSDuplicateUniqueIdInRegistry', async () => {
    const { entry } = await cloud.stored(1);
    const { entry: other } = await cloud.stored(2);
    await cloud.update(1, { documents: [titled(entry, 'dwa')] });
    expect(await cloud.update(1, { documents: [titled(other, 'dwa')] })).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
    ]);
  });

  it('an id that belongs to something registered: XDSRegistryMetadataError', async () => {
    const { entry } = await cloud.stored(1);
    const { entry: other } = await cloud.stored(2);
    const sent = updateOf(setOf(1), { documents: [entry] });
    const renamed = {
      ...sent,
      documents: sent.documents.map((one) => ({ ...one, id: other.id })),
      associations: sent.associations.map((one) => ({ ...one, target: other.id })),
    };
    expect(await cloud.send(renamed)).toEqual(['XDSRegistryMetadataError']);
  });

  it.each(['suspended', 'expired', 'closed'] as const)(
    'of an account that is %s: LocalPolicyRestrictionError',
    async (state) => {
      const { entry } = await cloud.stored(1);
      cloud.registry.account = { ...cloud.registry.account, state };
      expect(await cloud.update(1, { documents: [titled(entry, 'dwa')] })).toEqual([
        'LocalPolicyRestrictionError',
      ]);
    },
  );

  it('takes no room: a full account is updated', async () => {
    const { entry } = await cloud.stored(1);
    cloud.registry.account = { ...cloud.registry.account, bytesMax: 0, documentsMax: 0 };
    expect(await cloud.update(1, { documents: [titled(entry, 'dwa')] })).toEqual(['updated']);
  });
});
