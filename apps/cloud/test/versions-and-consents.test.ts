import { randomUUID } from 'node:crypto';
import type { Oid } from '@kartoteka/kernel';
import { type DocumentUniqueId, patientIdCx } from '@kartoteka/kernel';
import {
  type DocumentEntry,
  findDocuments,
  localized,
  type UpdateContent,
  updateOf,
} from '@kartoteka/xds';
import { samplePatientId, sampleSubmissionSet } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import {
  type PortalForTests,
  type StoredDocument,
  sampleConsent,
  startPortalForTests,
} from './portal-for-tests.ts';
import { jan, remover } from './removal-for-tests.ts';
import { joined, registeredOf, relation, sampleOf } from './samples.ts';

describe('consents and the portal over versions of documents', () => {
  let portal: PortalForTests;
  let accounts = 6000;
  let serial = 90_000;
  beforeAll(async () => {
    portal = await startPortalForTests();
  });
  afterAll(() => portal.stop());

  /** A patient who reads one document of an account by a consent. */
  async function reading() {
    accounts += 1;
    const account = await portal.cloud.account(String(accounts));
    const practice = portal.practice(account);
    const stored = await practice.store();
    const put = await practice.put(consentId(), sampleConsent([stored.uniqueId]));
    expect(put.status).toBe(200);
    const browser = portal.browser(account);
    const { json } = await practice.invite();
    await browser.redeem(json.code, `pacjent${accounts}`);
    return { account, practice, stored, browser };
  }
  const consentId = () => randomUUID();
  const listOf = async (browser: { list(): Promise<{ json: { documents: unknown[] } }> }) =>
    (await browser.list()).json.documents as { id: string; title: string }[];

  async function entryOf(account: TestAccount, { uniqueId }: StoredDocument) {
    const client = machineClient(portal.cloud, account);
    const patientId = samplePatientId();
    const { objects } = await client.query(findDocuments({ patientId }));
    const entry = objects.documents.find((one) => one.uniqueId === uniqueId);
    if (!entry) throw new Error('nothing found');
    return { client, entry };
  }
  async function update(
    account: TestAccount,
    content: UpdateContent,
    patientId: DocumentEntry['patientId'] = samplePatientId(),
  ) {
    serial += 1;
    const set = { ...sampleSubmissionSet(serial), uniqueId: `2.999.58.${serial}`, patientId };
    const answer = await machineClient(portal.cloud, account).update(updateOf(set, content));
    expect(answer.errors).toEqual([]);
  }

  it('ITI-57 changes what the patient reads about a document, which stays one and the same', async () => {
    const { account, stored, browser } = await reading();
    const { entry } = await entryOf(account, stored);
    const [before] = await listOf(browser);
    await update(account, { documents: [{ ...entry, title: localized('Wypis', 'pl-PL') }] });
    const after = await listOf(browser);
    expect(after).toMatchObject([{ id: before!.id, title: 'Wypis' }]);
    const xml = await browser.xml(before!.id);
    expect(xml.bytes.equals(Buffer.from(stored.bytes))).toBe(true);
  });

  it('RPLC leaves what a consent covers readable', async () => {
    const { account, stored, browser } = await reading();
    const { client, entry } = await entryOf(account, stored);
    serial += 1;
    const next = sampleOf(serial, { patientId: samplePatientId() });
    const answer = await client.provide({
      ...next,
      submission: joined(next.submission, relation('RPLC', entry.id)),
    });
    expect(answer.errors).toEqual([]);
    const [document] = await listOf(browser);
    expect((await browser.xml(document!.id)).status).toBe(200);
  });

  it('ITI-57 that makes a document another patient’s takes it from the first one at once', async () => {
    const { account, practice, stored, browser } = await reading();
    const { entry } = await entryOf(account, stored);
    const [before] = await listOf(browser);
    const right = samplePatientId(7);
    const moved = { documents: [{ ...entry, patientId: right }], propagate: false };
    await update(account, moved, right);
    expect(await listOf(browser)).toEqual([]);
    for (const answer of [await browser.xml(before!.id), await browser.page(before!.id)]) {
      expect(answer.status).toBe(404);
    }
    const wrong = await practice.put(consentId(), sampleConsent([stored.uniqueId]));
    expect(wrong.json.code).toBe('account.consent-documents');
    const given = await practice.put(
      consentId(),
      sampleConsent([stored.uniqueId], { patientId: right }),
    );
    expect(given.status).toBe(200);
  });

  it('ITI-62 gives back the place of a document that is only registered, and of an updated one once', async () => {
    accounts += 1;
    const account = await portal.cloud.account(String(accounts));
    const own = remover(portal, account);
    const patientId = samplePatientId();
    serial += 1;
    const submission = registeredOf(serial, { patientId });
    await own.machine().register(submission);
    const uniqueId = String(submission.documents[0]!.uniqueId);
    const stored = await own.practice.store();
    const { entry } = await entryOf(account, stored);
    await update(account, { documents: [{ ...entry, title: localized('dwa', 'pl-PL') }] });
    expect((await own.used()).documents).toBe(2);
    for (const document of [{ ...stored, uniqueId }, stored]) {
      const order = randomUUID();
      await own.propose([document.uniqueId], { id: order });
      await own.decide(order, 'confirm', jan, { carryOut: false });
      const answer = await own.removeObjects(await own.idsAround(document));
      expect(answer.errors).toEqual([]);
    }
    expect((await own.used()).documents).toBe(1);
    expect((await own.removeContents([stored.uniqueId])).errors).toEqual([]);
    expect(await own.used()).toEqual({ bytes: 0, documents: 0 });
  });

  it('a document that is only registered (ITI-42) cannot be shared', async () => {
    const { account, practice } = await reading();
    serial += 1;
    const patientId = patientIdCx({ id: 'X', domain: '2.999.9.1' as Oid });
    const submission = registeredOf(serial, { patientId });
    await machineClient(portal.cloud, account).register(submission);
    const [entry] = submission.documents;
    const uniqueId: DocumentUniqueId = entry!.uniqueId!;
    const put = await practice.put(consentId(), sampleConsent([uniqueId], { patientId }));
    expect(put.json.code).toBe('account.consent-documents');
  });
});
