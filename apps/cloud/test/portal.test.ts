import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAccount } from './cloud-for-tests.ts';
import {
  nameOf,
  type PortalForTests,
  sampleConsent,
  startPortalForTests,
  type TestBrowser,
  type TestPractice,
} from './portal-for-tests.ts';

/** What a patient sees and does, over the portal's own server. */
describe('the patient portal', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let practice: TestPractice;
  let patient: TestBrowser;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    practice = portal.practice(account);
    patient = portal.browser(account);
    const invited = await practice.invite();
    await patient.redeem(invited.json.code, 'pacjentka');
  });
  afterAll(() => portal.stop());

  /** Stores a document and shares it for a reason of its own, by which the list is searched. */
  const share = async (change: Parameters<typeof sampleConsent>[1] = {}) => {
    const stored = await practice.store();
    const [consent, reason] = [randomUUID(), `Sprawa ${randomUUID()}`];
    const answer = await practice.put(
      consent,
      sampleConsent([stored.uniqueId], { reason, ...change }),
    );
    expect(answer.status).toBe(200);
    return { stored, consent, reason };
  };
  const inList = async (reason: string) =>
    (await listed()).find((one: { reason: string }) => one.reason === reason);
  const listed = async (browser = patient) => (await browser.list()).json.documents;

  it('S003-143, S003-145 leads from an invitation to the document, its page and its bytes', async () => {
    const invited = await practice.invite(7);
    expect(invited.json.url).toBe(`https://portal.example/portal/${account.id}/invitation`);
    expect(invited.json.url).not.toContain(invited.json.code);
    const stored = await practice.store(7);
    const { patientId } = sampleConsent([]);
    const own = patientId.replace(/^\d+/, (await personOf(7)).pesel);
    await practice.put(randomUUID(), sampleConsent([stored.uniqueId], { patientId: own }));

    const browser = portal.browser(account);
    expect((await browser.list()).status).toBe(401);
    const arrived = await browser.redeem(invited.json.code, 'janina');
    expect(arrived.json).toMatchObject({ name: nameOf(7), roles: ['patient'] });
    await browser.signOut();
    expect((await browser.list()).status).toBe(401);
    expect((await browser.signIn('janina')).status).toBe(200);

    const list = await browser.list();
    expect(list.json).toMatchObject({ person: nameOf(7), organisation: 'Przychodnia Testowa' });
    expect(list.json.documents).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        title: stored.title,
        language: 'pl-PL',
        kindName: expect.any(String),
        organisation: 'Przychodnia Testowa',
        author: expect.stringContaining('lek. '),
        issuedAt: '2026-03-01T08:15:00.000Z',
        visibleTo: '2099-12-31',
        reason: 'Odbiór wyników',
        openedBefore: false,
      },
    ]);
    const { id } = list.json.documents[0];
    const page = await browser.page(id);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(page.bytes.toString()).toContain(nameOf(7).split(' ')[1]);
    const xml = await browser.xml(id);
    expect(xml.bytes.equals(Buffer.from(stored.bytes))).toBe(true);
    expect(xml.headers.get('content-disposition')).toMatch(/^attachment; .*\.xml/);
  });

  it('writes the labels of a page in the language asked for, and saves it under its title', async () => {
    const { id } = await inList((await share()).reason);
    const texts = await Promise.all(
      ['pl', 'hu', 'en'].map(async (language) =>
        (await patient.page(id, `?language=${language}`)).bytes.toString(),
      ),
    );
    expect(texts[0]).toContain('Data urodzenia');
    expect(texts[1]).not.toContain('Data urodzenia');
    expect(new Set(texts).size).toBe(3);
    const saved = await patient.page(id, '?download=yes');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; .*\.html/);
  });

  it('S003-176, S003-178 shows a document from the first day until the last, and neither before nor after', async () => {
    const { cloud } = portal;
    const before = (await listed()).length;
    await share({ from: '2026-03-04', to: '2026-03-05' });
    const seenAt = async (moment: string) => {
      cloud.clock.set(moment);
      await patient.signIn('pacjentka');
      return (await listed()).length - before;
    };
    // Warsaw is an hour ahead of UTC in March: its days begin at 23:00.
    expect(await seenAt('2026-03-03T22:59:59.999Z')).toBe(0);
    expect(await seenAt('2026-03-03T23:00:00.000Z')).toBe(1);
    expect(await seenAt('2026-03-05T22:59:59.999Z')).toBe(1);
    expect(await seenAt('2026-03-05T23:00:00.000Z')).toBe(0);
    cloud.clock.set('2026-03-02T06:40:00Z');
    await patient.signIn('pacjentka');
  });

  it('opens a document by the clock of the cloud, whatever the machine of the database shows', async () => {
    const { cloud } = portal;
    const { stored, reason } = await share({ from: '2026-03-04', to: '2026-03-05' });
    cloud.clock.set('2026-03-04T10:00:00Z');
    await patient.signIn('pacjentka');
    const { id } = await inList(reason);
    const read = await patient.xml(id);
    expect(read.status).toBe(200);
    expect(read.bytes.equals(stored.bytes)).toBe(true);
    cloud.clock.set('2026-03-02T06:40:00Z');
    await patient.signIn('pacjentka');
  });

  it('S003-186 takes a document away with its consent, at once', async () => {
    const { consent, reason } = await share();
    const { id } = await inList(reason);
    expect((await patient.xml(id)).status).toBe(200);
    await practice.revoke(consent);
    expect(await inList(reason)).toBeUndefined();
    await expectMissing(await patient.page(id));
    await expectMissing(await patient.xml(id));
  });

  it('shows a document under two consents once, as long as one of them stands', async () => {
    const stored = await practice.store();
    const [short, long] = [randomUUID(), randomUUID()];
    const before = (await listed()).length;
    await practice.put(short, sampleConsent([stored.uniqueId], { to: '2026-12-31' }));
    await practice.put(long, sampleConsent([stored.uniqueId], { reason: 'Druga sprawa' }));
    expect(await listed()).toHaveLength(before + 1);
    const shown = (await listed()).find(
      ({ reason }: { reason: string }) => reason === 'Druga sprawa',
    );
    expect(shown.visibleTo).toBe('2099-12-31');
    await patient.page(shown.id);
    await practice.revoke(long);
    const left = (await listed()).find(
      ({ visibleTo }: { visibleTo: string }) => visibleTo === '2026-12-31',
    );
    expect(left.reason).toBe('Odbiór wyników');
    await practice.revoke(short);
    expect(await listed()).toHaveLength(before);
  });

  it('keeps each opening: for the patient’s own list, and in the account’s trail', async () => {
    const { stored, consent, reason } = await share();
    const shared = await inList(reason);
    expect(shared.openedBefore).toBe(false);
    await patient.page(shared.id);
    await patient.page(shared.id, '?download=yes');
    await patient.xml(shared.id);
    expect((await inList(reason)).openedBefore).toBe(true);
    const { entries } = (await patient.access()).json;
    expect(entries.slice(0, 3)).toEqual(
      ['xml', 'html', 'page'].map((what) => ({
        id: expect.any(String),
        at: portal.cloud.clock.now().toISOString(),
        who: nameOf(3),
        what,
        documentId: shared.id,
        title: stored.title,
      })),
    );
    const { database } = portal.cloud.parts;
    const trail = await database.inScope({ kind: 'account', account: account.id }, (trx) =>
      trx
        .selectFrom('kartoteka.audit_record' as never)
        .selectAll()
        .execute(),
    );
    const about = trail.filter((record) => JSON.stringify(record).includes(shared.id));
    expect(about).toHaveLength(3);

    await practice.revoke(consent);
    const after = (await patient.access()).json.entries;
    expect(after[0]).toMatchObject({ what: 'xml', documentId: null, title: '' });
  });

  it('records nothing for what is not shared', async () => {
    const before = (await patient.access()).json.entries.length;
    await expectMissing(await patient.xml(randomUUID()));
    expect((await patient.access()).json.entries).toHaveLength(before);
  });

  it('invites the same patient to the same login, and lets no code be used twice', async () => {
    const first = await practice.invite(9);
    const browser = portal.browser(account);
    expect((await browser.redeem(first.json.code, 'powtorka')).status).toBe(200);
    const again = await portal.browser(account).redeem(first.json.code, 'powtorka');
    expect(again.status).toBeGreaterThanOrEqual(400);
    const second = await practice.invite(9);
    const check = await browser.call('POST', `/portal/${account.id}/api/invitation/check`, {
      code: second.json.code,
    });
    expect(check.json.loginName).toBe('powtorka');
  });

  const personOf = async (index: number) => {
    const { samplePeople } = await import('@kartoteka/kernel/sample');
    const person = samplePeople[index];
    if (!person) throw new RangeError('no such sample person');
    return person;
  };
  const expectMissing = async (answer: { status: number; json: Record<string, unknown> }) => {
    const missing = await patient.xml(randomUUID());
    expect(answer.status).toBe(404);
    const { correlationId: _one, ...own } = answer.json;
    const { correlationId: _other, ...none } = missing.json;
    expect(own).toEqual(none);
  };
});
