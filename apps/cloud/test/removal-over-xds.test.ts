import { randomUUID } from 'node:crypto';
import type { ObjectId } from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operator, type TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import {
  type PortalForTests,
  type StoredDocument,
  sampleConsent,
  startPortalForTests,
} from './portal-for-tests.ts';
import { anna, jan, remover } from './removal-for-tests.ts';

/** ITI-62 and ITI-86 over TLS, signed, as any conformant client calls them. */
describe('removal over XDS', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let own: ReturnType<typeof remover>;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    own = remover(portal, account);
  });
  afterAll(() => portal.stop());

  /** A document that two people let go, without having it removed. */
  const released = async (): Promise<StoredDocument & { order: string }> => {
    const stored = await own.practice.store();
    const order = randomUUID();
    await own.propose([stored.uniqueId], { id: order });
    const answer = await own.decide(order, 'confirm', jan, { carryOut: false });
    expect(answer.json.state).toBe('confirmed');
    return { ...stored, order };
  };
  const codes = ({ errors }: { errors: readonly { code: string }[] }) => [
    ...new Set(errors.map(({ code }) => code)),
  ];
  const orderState = async (order: string) =>
    (await own.practice.call('GET', `removal-orders/${order}`)).json.state;
  const retrieved = async (uniqueId: string) => {
    const { response, documents } = await own
      .machine()
      .retrieve(await own.repository(), [uniqueId]);
    return documents[0]?.bytes ?? codes(response)[0];
  };

  it('ITI-62 keeps a document whose time is not over, and its words say what to do', async () => {
    const stored = await own.practice.store();
    const response = await own.removeObjects(await own.idsAround(stored));
    expect(codes(response)).toEqual(['LocalPolicyRestrictionError']);
    expect(response.errors[0]?.context).toContain('kept until');
    expect(response.errors[0]?.context).toContain('removal-orders');
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    const record = (await own.audit('document.remove-metadata')).at(-1);
    expect(record).toMatchObject({
      outcome: 'xds.refused',
      details: { errors: ['LocalPolicyRestrictionError'] },
    });
  });

  it('ITI-86 keeps the bytes of a document whose time is not over: XDSRemoveDocumentsError', async () => {
    const stored = await own.practice.store();
    const response = await own.removeContents([stored.uniqueId]);
    expect(response.status).toBe('Failure');
    expect(codes(response)).toEqual(['XDSRemoveDocumentsError']);
    expect(response.errors[0]?.context).toContain('second person');
    expect(await retrieved(stored.uniqueId)).toEqual(Buffer.from(stored.bytes));
    expect((await own.audit('document.remove-content')).at(-1)?.outcome).toBe('xds.refused');
  });

  it('S003-009 ITI-62, then ITI-86: found no more at once, bytes until the second, then the order is done', async () => {
    const before = await own.used();
    const stored = await released();
    const full = await own.used();
    expect(await own.removeObjects(await own.idsAround(stored))).toEqual({
      status: 'Success',
      errors: [],
    });
    expect(await own.registered(stored.uniqueId)).toEqual([]);
    expect(await retrieved(stored.uniqueId)).toEqual(Buffer.from(stored.bytes));
    expect(await own.used()).toEqual(full);
    expect(await orderState(stored.order)).toBe('confirmed');

    expect((await own.removeContents([stored.uniqueId])).status).toBe('Success');
    expect(await retrieved(stored.uniqueId)).toBe('XDSDocumentUniqueIdError');
    expect(await own.used()).toEqual(before);
    expect(await orderState(stored.order)).toBe('done');
    expect(codes(await own.removeContents([stored.uniqueId]))).toEqual([
      'XDSDocumentUniqueIdError',
    ]);
    expect((await own.audit('document.remove-content')).at(-2)).toMatchObject({
      outcome: 'success',
      details: { documents: [stored.uniqueId] },
    });
    expect((await own.audit('document.remove-metadata')).at(-1)).toMatchObject({
      outcome: 'success',
      details: { documents: [stored.uniqueId], orders: [stored.order] },
    });
  });

  it('ITI-86, then ITI-62: the entry is found, and its bytes are not there any more', async () => {
    const before = await own.used();
    const stored = await released();
    const ids = await own.idsAround(stored);
    expect((await own.removeContents([stored.uniqueId])).status).toBe('Success');
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    expect(await retrieved(stored.uniqueId)).toBe('XDSDocumentUniqueIdError');
    expect(await own.used()).toEqual(before);
    expect(await orderState(stored.order)).toBe('confirmed');
    expect((await own.removeObjects(ids)).status).toBe('Success');
    expect(await own.registered(stored.uniqueId)).toEqual([]);
    expect(await orderState(stored.order)).toBe('done');
  });

  it('whoever starts may finish after the order has ended', async () => {
    const stored = await released();
    await own.removeContents([stored.uniqueId]);
    portal.cloud.clock.advance(31 * 86_400_000);
    expect((await own.removeObjects(await own.idsAround(stored))).status).toBe('Success');
    const other = await released();
    portal.cloud.clock.advance(31 * 86_400_000);
    expect(codes(await own.removeContents([other.uniqueId]))).toEqual(['XDSRemoveDocumentsError']);
  });

  it('shows nothing of it in the portal, whichever went first', async () => {
    const patient = portal.browser(account);
    await patient.redeem((await own.practice.invite(4)).json.code, 'pacjent-cztery');
    for (const first of ['metadata', 'bytes'] as const) {
      const stored = await own.practice.store(4);
      const { patientId } = (await own.registered(stored.uniqueId))[0]!;
      const consent = sampleConsent([stored.uniqueId], { patientId: String(patientId) });
      expect((await own.practice.put(randomUUID(), consent)).status).toBe(200);
      const [shown] = (await patient.list()).json.documents;
      const order = randomUUID();
      await own.propose([stored.uniqueId], { id: order });
      await own.decide(order, 'confirm', jan, { carryOut: false });
      const response =
        first === 'bytes'
          ? await own.removeContents([stored.uniqueId])
          : await own.removeObjects(await own.idsAround(stored));
      expect(response.status).toBe('Success');
      expect((await patient.list()).json.documents).toEqual([]);
      expect((await patient.xml(shown.id)).status).toBe(404);
    }
  });

  it.each([
    ['UnresolvedReferenceException', [`urn:uuid:${randomUUID()}`]],
    ['UnresolvedReferenceException', ['Document01']],
    ['UnresolvedReferenceException', []],
  ] as const)('ITI-62 answers %s for %s', async (code, ids) => {
    expect(codes(await own.removeObjects(ids as readonly string[] as ObjectId[]))).toEqual([code]);
  });

  it('ITI-62 names what still refers to a document: ReferencesExistException, and removes nothing', async () => {
    const stored = await released();
    const [entry] = await own.registered(stored.uniqueId);
    expect(codes(await own.removeObjects([entry!.id]))).toEqual(['ReferencesExistException']);
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
  });

  it('ITI-86 answers for another repository and for a document that is not here', async () => {
    const stored = await released();
    expect(codes(await own.removeContents([stored.uniqueId], '2.999.1.2'))).toEqual([
      'XDSUnknownRepositoryId',
    ]);
    const response = await own.removeContents([stored.uniqueId, '2.999.404^1']);
    expect([response.status, codes(response)]).toEqual([
      'PartialSuccess',
      ['XDSDocumentUniqueIdError'],
    ]);
  });

  it('S003-010 what another account has is answered like what is not there', async () => {
    const stored = await released();
    const ids = await own.idsAround(stored);
    const stranger = remover(portal, await portal.cloud.account('6020'));
    expect(codes(await stranger.removeObjects(ids))).toEqual(['UnresolvedReferenceException']);
    expect(codes(await stranger.removeContents([stored.uniqueId]))).toEqual([
      'XDSDocumentUniqueIdError',
    ]);
    expect(await retrieved(stored.uniqueId)).toEqual(Buffer.from(stored.bytes));
  });

  it('a removed uniqueId is not taken again, in the same set or another: the words say when it went', async () => {
    const client = machineClient(portal.cloud, account);
    const again = sampleSubmission({ serial: 900_001, documents: 1 });
    expect((await client.provide(again)).status).toBe('Success');
    const uniqueId = String(again.submission.documents[0]?.uniqueId);
    const order = randomUUID();
    await own.propose([uniqueId], { id: order });
    await own.decide(order, 'confirm', jan);
    const response = await client.provide(again);
    expect(codes(response)).toEqual(['LocalPolicyRestrictionError']);
    expect(response.errors[0]?.context).toContain('was removed on');
    expect(await own.registered(uniqueId)).toEqual([]);
  });

  it('a set is no repeat once the bytes of its document went', async () => {
    const client = machineClient(portal.cloud, account);
    const again = sampleSubmission({ serial: 900_002, documents: 1 });
    await client.provide(again);
    const uniqueId = String(again.submission.documents[0]?.uniqueId);
    const order = randomUUID();
    await own.propose([uniqueId], { id: order });
    await own.decide(order, 'confirm', jan, { carryOut: false });
    await own.removeContents([uniqueId]);
    expect(codes(await client.provide(again))).toContain('LocalPolicyRestrictionError');
  });

  it('an account that can only be read refuses both', async () => {
    const quiet = await portal.cloud.account('5014');
    const still = remover(portal, quiet);
    const stored = await still.practice.store();
    const ids = await still.idsAround(stored);
    await portal.cloud.parts.operator.suspend(operator, quiet.id);
    expect(codes(await still.removeObjects(ids))).toEqual(['LocalPolicyRestrictionError']);
    expect(codes(await still.removeContents([stored.uniqueId]))).toEqual([
      'LocalPolicyRestrictionError',
    ]);
  });

  it('a document that nobody proposed stays, whoever confirms something else', async () => {
    const [one, other] = [await own.practice.store(), await own.practice.store()];
    const order = randomUUID();
    await own.propose([one.uniqueId], { id: order, requestedBy: jan });
    await own.decide(order, 'confirm', anna);
    expect(await own.registered(one.uniqueId)).toEqual([]);
    expect(await own.registered(other.uniqueId)).toHaveLength(1);
  });
});
