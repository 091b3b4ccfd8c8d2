import { randomUUID } from 'node:crypto';
import { localized, updateOf } from '@kartoteka/xds';
import { samplePatientId, sampleSubmissionSet } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PortalForTests,
  type StoredDocument,
  startPortalForTests,
} from './portal-for-tests.ts';
import { jan, remover } from './removal-for-tests.ts';

/** Versions of metadata (ITI-57) share the bytes of one document. */
describe('removing documents that have versions', () => {
  let portal: PortalForTests;
  let number = 6_000;
  beforeAll(async () => {
    portal = await startPortalForTests();
  });
  afterAll(() => portal.stop());

  /** An account with one document in two versions, which two people let go. */
  const twice = async () => {
    number += 1;
    const own = remover(portal, await portal.cloud.account(String(number)));
    const stored = await own.practice.store();
    const first = await own.idsAround(stored);
    const [entry] = await own.registered(stored.uniqueId);
    const set = {
      ...sampleSubmissionSet(number),
      uniqueId: `2.999.58.${number}`,
      patientId: samplePatientId(3),
    };
    const renamed = { ...entry!, title: localized('Wypis', 'pl-PL') };
    const answer = await own.machine().update(updateOf(set, { documents: [renamed] }));
    expect(answer.errors).toEqual([]);
    const order = randomUUID();
    await own.propose([stored.uniqueId], { id: order });
    return { own, stored, first, order };
  };
  const retrieved = async (own: ReturnType<typeof remover>, { uniqueId }: StoredDocument) =>
    (await own.machine().retrieve(await own.repository(), [uniqueId])).documents.length;

  it('all versions go with the document, and the bytes are freed once', async () => {
    const { own, stored, order } = await twice();
    expect(await own.count('cloud.document_entry')).toBe(2);
    expect((await own.decide(order, 'confirm', jan)).json.state).toBe('done');
    expect(await own.count('cloud.document_entry')).toBe(0);
    expect(await own.count('kartoteka.content')).toBe(0);
    expect(await own.used()).toEqual({ bytes: 0, documents: 0 });
    expect(await retrieved(own, stored)).toBe(0);
  });

  it('ITI-62 of the newest uncovers the one before it; the bytes go with the last', async () => {
    const { own, stored, first, order } = await twice();
    await own.decide(order, 'confirm', jan, { carryOut: false });
    const second = (await own.idsAround(stored)).filter((id) => !first.includes(id));
    expect((await own.removeObjects(second)).errors).toEqual([]);
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    expect(await retrieved(own, stored)).toBe(1);
    expect(await own.count('cloud.removed_document')).toBe(0);

    expect((await own.removeObjects(first)).errors).toEqual([]);
    expect(await own.registered(stored.uniqueId)).toEqual([]);
    expect(await own.count('cloud.removed_document')).toBe(1);
    expect((await own.removeContents([stored.uniqueId])).status).toBe('Success');
    expect(await own.used()).toEqual({ bytes: 0, documents: 0 });
    expect((await own.practice.call('GET', `removal-orders/${order}`)).json.state).toBe('done');
  });

  it('ITI-86 takes the bytes from every version', async () => {
    const { own, stored, order } = await twice();
    await own.decide(order, 'confirm', jan, { carryOut: false });
    expect((await own.removeContents([stored.uniqueId])).status).toBe('Success');
    expect(await own.count('cloud.document_entry')).toBe(2);
    expect(await retrieved(own, stored)).toBe(0);
    expect(await own.used()).toEqual({ bytes: 0, documents: 0 });
  });
});
