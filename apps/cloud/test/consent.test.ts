import { randomUUID } from 'node:crypto';
import { samplePatientId } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAccount } from './cloud-for-tests.ts';
import {
  nameOf,
  type PortalForTests,
  type StoredDocument,
  sampleConsent,
  startPortalForTests,
  type TestPractice,
} from './portal-for-tests.ts';

/** Consents at the machine interface, as a practice hands them over. */
describe('consents', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let practice: TestPractice;
  let stored: StoredDocument;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    practice = portal.practice(account);
    stored = await practice.store();
  });
  afterAll(() => portal.stop());

  it('S003-177, S003-179, S003-180 takes a consent with its days, patient and recipient, and says what it holds', async () => {
    const id = randomUUID();
    const consent = sampleConsent([stored.uniqueId]);
    const answer = await practice.put(id, consent);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      id,
      state: 'active',
      receivedAt: portal.cloud.clock.now().toISOString(),
      revokedAt: null,
      documents: [stored.uniqueId],
    });
    expect((await practice.call('GET', `consents/${id}`)).json).toEqual(answer.json);
    const { database } = portal.cloud.parts;
    const row = await database.inScope({ kind: 'account', account: account.id }, (trx) =>
      trx.selectFrom('cloud.consent').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({
      patient_id: consent.patientId,
      patient_name: consent.patientName,
      recipient_kind: 'patient',
      reason: consent.reason,
      valid_from: '2026-03-01',
      valid_to: '2099-12-31',
    });
  });

  it('answers the same consent again with the same receipt, whatever the order of its documents', async () => {
    const id = randomUUID();
    const other = await practice.store();
    const documents = [stored.uniqueId, other.uniqueId];
    const first = await practice.put(id, sampleConsent(documents));
    portal.cloud.clock.advance(60_000);
    const again = await practice.put(id, sampleConsent(documents.toReversed()));
    const twice = await practice.put(id, sampleConsent([...documents, stored.uniqueId]));
    expect(first.status).toBe(200);
    expect(again.json).toEqual(first.json);
    expect(twice.json).toEqual(first.json);
  });

  it('takes a consent once when it arrives several times at the same moment', async () => {
    const id = randomUUID();
    const all = await Promise.all(
      Array.from({ length: 4 }, () => practice.put(id, sampleConsent([stored.uniqueId]))),
    );
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(all.map(({ json }) => JSON.stringify(json))).size).toBe(1);
  });

  it.each([
    ['reason', { reason: 'Inna sprawa' }],
    ['first day', { from: '2026-03-02' }],
    ['last day', { to: '2026-12-31' }],
    ['patient', { patientId: samplePatientId(4) }],
  ] as const)('refuses the same id with another %s', async (_name, change) => {
    const id = randomUUID();
    await practice.put(id, sampleConsent([stored.uniqueId]));
    const answer = await practice.put(id, sampleConsent([stored.uniqueId], change));
    expect(answer.status).toBe(409);
    expect(answer.json.code).toBe('account.consent-differs');
  });

  it('refuses the same id with other documents', async () => {
    const id = randomUUID();
    const other = await practice.store();
    await practice.put(id, sampleConsent([stored.uniqueId]));
    const answer = await practice.put(id, sampleConsent([stored.uniqueId, other.uniqueId]));
    expect(answer.json.code).toBe('account.consent-differs');
  });

  it('refuses documents that it does not hold, and keeps nothing then', async () => {
    const id = randomUUID();
    const answer = await practice.put(id, sampleConsent([stored.uniqueId, '2.999.404^1']));
    expect(answer.json.code).toBe('account.consent-documents');
    expect((await practice.call('GET', `consents/${id}`)).status).toBe(404);
  });

  it('S003-179 refuses a consent over documents of another patient', async () => {
    const theirs = await practice.store(5);
    const answer = await practice.put(randomUUID(), sampleConsent([theirs.uniqueId]));
    expect(answer.json.code).toBe('account.consent-documents');
  });

  it('S003-010 answers for the documents and consents of another account as for missing ones', async () => {
    const id = randomUUID();
    await practice.put(id, sampleConsent([stored.uniqueId]));
    const stranger = portal.practice(await portal.cloud.account('6020'));
    const foreign = await stranger.put(randomUUID(), sampleConsent([stored.uniqueId]));
    const missing = await stranger.put(randomUUID(), sampleConsent(['2.999.404^1']));
    const plain = ({ code, title, detail, status }: Record<string, unknown>) => ({
      code,
      title,
      detail,
      status,
    });
    expect(plain(foreign.json)).toEqual(plain(missing.json));
    for (const answer of [
      await stranger.revoke(id),
      await stranger.call('GET', `consents/${id}`),
    ]) {
      const none = await stranger.call('GET', `consents/${randomUUID()}`);
      expect(plain(answer.json)).toEqual(plain(none.json));
      expect(answer.status).toBe(404);
    }
    expect((await practice.call('GET', `consents/${id}`)).json.state).toBe('active');
  });

  it.each([
    ['account.period', { from: '2026-03-02', to: '2026-03-01' }],
    ['account.time-zone', { timeZone: 'Europe/Atlantis' }],
    ['xds.unknown-patient', { patientId: '44051401359' }],
    ['service.input', { from: '1 marca' }],
    ['service.input', { reason: '' }],
    ['service.input', { documents: [] }],
  ] as const)('refuses with %s: %j', async (code, change) => {
    const answer = await practice.put(randomUUID(), sampleConsent([stored.uniqueId], change));
    expect(answer.json.code).toBe(code);
    expect(answer.status).toBeLessThan(500);
  });

  it('takes a single day, and the last day that can be named', async () => {
    for (const to of ['2026-03-01', '9999-12-31']) {
      const answer = await practice.put(randomUUID(), sampleConsent([stored.uniqueId], { to }));
      expect(answer.status).toBe(200);
    }
  });

  it('S003-186 revokes a consent once and keeps the time of that', async () => {
    const id = randomUUID();
    await practice.put(id, sampleConsent([stored.uniqueId]));
    const first = await practice.revoke(id);
    expect(first.json).toMatchObject({
      state: 'revoked',
      revokedAt: portal.cloud.clock.now().toISOString(),
    });
    portal.cloud.clock.advance(60_000);
    expect((await practice.revoke(id)).json).toEqual(first.json);
    expect((await practice.put(id, sampleConsent([stored.uniqueId]))).json.state).toBe('revoked');
  });

  it('writes every change into the audit trail, without names', async () => {
    const id = randomUUID();
    await practice.put(id, sampleConsent([stored.uniqueId]));
    await practice.revoke(id);
    const { database } = portal.cloud.parts;
    const records = await database.inScope({ kind: 'account', account: account.id }, (trx) =>
      trx
        .selectFrom('kartoteka.audit_record' as never)
        .selectAll()
        .execute(),
    );
    const own = records.filter((record) => JSON.stringify(record).includes(id));
    expect(own).toHaveLength(2);
    const text = JSON.stringify(own);
    expect(text).toContain('consent.put');
    expect(text).toContain('consent.revoke');
    expect(text).not.toContain(nameOf(3).split(' ')[1]);
  });
});
