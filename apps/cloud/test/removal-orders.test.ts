import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAccount } from './cloud-for-tests.ts';
import { operator } from './cloud-for-tests.ts';
import { type PortalForTests, sampleConsent, startPortalForTests } from './portal-for-tests.ts';
import { anna, jan, remover } from './removal-for-tests.ts';

/** Removal through the cloud's own interface: a reason, and a second person. */
describe('removal orders', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let own: ReturnType<typeof remover>;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    own = remover(portal, account);
  });
  afterAll(() => portal.stop());

  it('S003-009 removes a document on the word of two people: metadata, bytes, quota, consent', async () => {
    const patient = portal.browser(account);
    await patient.redeem((await own.practice.invite()).json.code, 'pacjentka');
    const kept = await own.practice.store();
    const before = await own.used();
    const contents = await own.count('kartoteka.content');
    const stored = await own.practice.store();
    const consent = randomUUID();
    await own.practice.put(consent, sampleConsent([stored.uniqueId, kept.uniqueId]));
    expect((await patient.list()).json.documents).toHaveLength(2);

    const id = randomUUID();
    const proposed = await own.propose([stored.uniqueId], { id });
    expect(proposed.json).toMatchObject({ id, state: 'proposed', early: true, requestedBy: anna });
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    const done = await own.decide(id, 'confirm', jan);
    expect(done.json).toMatchObject({
      state: 'done',
      decidedBy: jan,
      documents: [stored.uniqueId],
    });

    expect(await own.registered(stored.uniqueId)).toEqual([]);
    const { response } = await own.machine().retrieve(await own.repository(), [stored.uniqueId]);
    expect(response.errors.map(({ code }) => code)).toEqual(['XDSDocumentUniqueIdError']);
    expect(await own.used()).toEqual(before);
    expect(await own.count('kartoteka.content')).toBe(contents);
    const shown = (await patient.list()).json.documents;
    expect(shown.map(({ title }: { title: string }) => title)).toHaveLength(1);
    expect(
      (
        await own
          .machine()
          .query({ name: 'GetDocuments', by: 'uniqueId', ids: [kept.uniqueId as never] })
      ).objects.documents,
    ).toHaveLength(1);

    const [record] = await own.audit('removal.confirm');
    expect(record).toMatchObject({
      outcome: 'success',
      details: {
        reason: 'Wpisany innemu pacjentowi',
        requestedBy: anna.name,
        decidedBy: jan.name,
        documents: [stored.uniqueId],
      },
    });
  });

  it('leaves no row of the registry behind, and a tombstone without the patient', async () => {
    const lonely = remover(portal, await portal.cloud.account('5011'));
    const stored = await lonely.practice.store();
    const id = randomUUID();
    await lonely.propose([stored.uniqueId], { id });
    await lonely.decide(id, 'confirm', jan);
    for (const table of ['document_entry', 'association']) {
      const left = await lonely.count(`cloud.${table}`);
      // The sample's folder stays, with its membership in the set.
      expect([table, left]).toEqual([table, table === 'association' ? 1 : 0]);
    }
    expect(await lonely.count('kartoteka.content')).toBe(0);
    expect(await lonely.count('kartoteka.content_chunk')).toBe(0);
    const [grave] = await portal.cloud.test.asAdmin<Record<string, unknown>>(
      `SELECT to_jsonb(removed) AS row FROM cloud.removed_document removed WHERE tenant = '${String(5011).padStart(16, '0')}'`,
    );
    const row = grave?.row as Record<string, unknown>;
    expect(row).toMatchObject({ unique_id: stored.uniqueId, order_id: id, content_id: null });
    expect(Object.keys(row)).not.toContain('patient_id');
  });

  it('is not confirmed by the person who proposed it', async () => {
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    const answer = await own.decide(id, 'confirm', { ...anna, name: 'Ktoś inny' });
    expect([answer.status, answer.json.code]).toEqual([403, 'account.removal-second-person']);
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    const refused = (await own.audit('removal.confirm')).at(-1);
    expect(refused?.outcome).toBe('account.removal-second-person');
  });

  it('S003-009 keeps what a second person rejects or the first one withdraws', async () => {
    for (const [decision, by, state] of [
      ['reject', jan, 'rejected'],
      ['withdraw', anna, 'withdrawn'],
    ] as const) {
      const stored = await own.practice.store();
      const id = randomUUID();
      await own.propose([stored.uniqueId], { id });
      const answer = await own.decide(id, decision, by, { note: 'Pomyłka' });
      expect(answer.json).toMatchObject({ state, decidedBy: by, note: 'Pomyłka' });
      const late = await own.decide(id, 'confirm', jan);
      expect(late.json.code).toBe('account.removal-decided');
      expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    }
  });

  it.each([
    ['reject', anna],
    ['withdraw', jan],
  ] as const)('lets nobody %s what is not theirs to', async (decision, by) => {
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    expect((await own.decide(id, decision, by)).json.code).toBe('account.removal-proposer');
  });

  it('answers the same proposal and the same confirmation again with the same receipt', async () => {
    const stored = await own.practice.store();
    const id = randomUUID();
    const first = await own.propose([stored.uniqueId], { id });
    expect((await own.propose([stored.uniqueId], { id })).json).toEqual(first.json);
    const done = await own.decide(id, 'confirm', jan);
    expect((await own.decide(id, 'confirm', jan)).json).toEqual(done.json);
    expect((await own.propose([stored.uniqueId], { id })).json).toEqual(done.json);
  });

  it('is carried out once when it is confirmed several times at the same moment', async () => {
    const before = await own.used();
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    const all = await Promise.all([1, 2, 3, 4].map(() => own.decide(id, 'confirm', jan)));
    expect(all.map(({ json }) => json.state)).toEqual(['done', 'done', 'done', 'done']);
    expect(await own.used()).toEqual(before);
  });

  it.each([
    ['reason', { reason: 'Inny powód' }],
    ['person', { requestedBy: jan }],
  ] as const)('refuses the same id with another %s', async (_name, change) => {
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    const answer = await own.propose([stored.uniqueId], { id, ...change });
    expect([answer.status, answer.json.code]).toEqual([409, 'account.removal-differs']);
  });

  it('refuses a document that another open order names, and takes it when that one ended', async () => {
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    expect((await own.propose([stored.uniqueId])).json.code).toBe('account.removal-pending');
    await own.decide(id, 'withdraw', anna);
    expect((await own.propose([stored.uniqueId])).json.state).toBe('proposed');
  });

  it('demands a reason', async () => {
    const stored = await own.practice.store();
    expect((await own.propose([stored.uniqueId], { reason: '  ' })).status).toBe(422);
  });

  it('ends when nobody confirms it for thirty days', async () => {
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    portal.cloud.clock.advance(30 * 86_400_000);
    const read = await own.practice.call('GET', `removal-orders/${id}`);
    expect(read.json.state).toBe('expired');
    expect((await own.decide(id, 'confirm', jan)).json.code).toBe('account.removal-decided');
    expect((await own.propose([stored.uniqueId])).json.state).toBe('proposed');
  });

  it('lists what waits for somebody', async () => {
    const lister = remover(portal, await portal.cloud.account('5012'));
    const [one, other] = [await lister.practice.store(), await lister.practice.store()];
    const [first, second] = [randomUUID(), randomUUID()];
    await lister.propose([one.uniqueId], { id: first });
    await lister.propose([other.uniqueId], { id: second });
    await lister.decide(first, 'reject', jan);
    const open = await lister.practice.call('GET', 'removal-orders?open=yes');
    expect(open.json.orders.map(({ id }: { id: string }) => id)).toEqual([second]);
    const all = await lister.practice.call('GET', 'removal-orders');
    expect(all.json.orders).toHaveLength(2);
  });

  it('S003-010 answers for another account as for what is missing', async () => {
    const stored = await own.practice.store();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    const stranger = remover(portal, await portal.cloud.account('6020'));
    const theirs = await stranger.propose([stored.uniqueId]);
    const missing = await stranger.propose(['2.999.404^1']);
    expect([theirs.status, theirs.json.code]).toEqual([422, 'account.removal-documents']);
    expect([theirs.json.title, theirs.json.detail]).toEqual([
      missing.json.title,
      missing.json.detail,
    ]);
    expect((await stranger.decide(id, 'confirm', jan)).status).toBe(404);
    expect((await stranger.practice.call('GET', `removal-orders/${id}`)).status).toBe(404);
    expect((await stranger.practice.call('GET', 'removal-orders')).json.orders).toEqual([]);
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
  });

  it('is refused while the account can only be read', async () => {
    const quiet = await portal.cloud.account('5013');
    const still = remover(portal, quiet);
    const stored = await still.practice.store();
    const id = randomUUID();
    await still.propose([stored.uniqueId], { id });
    await portal.cloud.parts.operator.suspend(operator, quiet.id);
    expect((await still.decide(id, 'confirm', jan)).json.code).toBe('account.read-only');
    expect((await still.propose([stored.uniqueId])).json.code).toBe('account.read-only');
    expect((await still.practice.call('GET', `removal-orders/${id}`)).json.state).toBe('proposed');
  });

  it('does nothing at all when a part of it fails', async () => {
    const stored = await own.practice.store();
    const before = await own.used();
    const id = randomUUID();
    await own.propose([stored.uniqueId], { id });
    const { test } = portal.cloud;
    await test.asAdmin(`CREATE FUNCTION public.break() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'broken'; END $$`);
    await test.asAdmin(`CREATE TRIGGER break BEFORE UPDATE ON cloud.account_usage
      FOR EACH ROW EXECUTE FUNCTION public.break()`);
    await test.asAdmin(`CREATE TRIGGER break_insert BEFORE INSERT ON cloud.account_usage
      FOR EACH ROW EXECUTE FUNCTION public.break()`);
    expect((await own.decide(id, 'confirm', jan)).status).toBe(500);
    await test.asAdmin('DROP FUNCTION public.break() CASCADE');
    expect(await own.used()).toEqual(before);
    expect(await own.registered(stored.uniqueId)).toHaveLength(1);
    const { documents } = await own.machine().retrieve(await own.repository(), [stored.uniqueId]);
    expect(documents.map(({ bytes }) => bytes.equals(Buffer.from(stored.bytes)))).toEqual([true]);
    expect((await own.practice.call('GET', `removal-orders/${id}`)).json.state).toBe('proposed');
    expect((await own.decide(id, 'confirm', jan)).json.state).toBe('done');
  });
});
