import { randomUUID } from 'node:crypto';
import { findDocuments } from '@kartoteka/xds';
import { samplePatientId } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operator, type TestAccount } from './cloud-for-tests.ts';
import {
  nameOf,
  type PortalForTests,
  sampleConsent,
  startPortalForTests,
} from './portal-for-tests.ts';
import { anna, remover } from './removal-for-tests.ts';

/** Change and merge of patient identifiers, as a practice hands them over. */
describe('patient identifiers', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let own: ReturnType<typeof remover>;
  let number = 7_000;
  beforeAll(async () => {
    portal = await startPortalForTests();
  });
  afterAll(() => portal.stop());

  /** Each test has an account of its own: identifiers are few. */
  const begin = async () => {
    number += 1;
    account = await portal.cloud.account(String(number));
    own = remover(portal, account);
  };
  const move = (
    kind: 'change' | 'merge',
    change: { id?: string; from?: string; to?: string; endPortalAccess?: boolean } = {},
  ) =>
    own.practice.call('POST', `patients/${kind}`, {
      id: randomUUID(),
      from: samplePatientId(3),
      to: samplePatientId(5),
      reason: 'Dwie karty jednej osoby',
      by: anna,
      ...change,
    });
  const filedUnder = async (person: number) => {
    const query = findDocuments({ patientId: samplePatientId(person) });
    return (await own.machine().query(query)).objects.documents;
  };

  it.each(['change', 'merge'] as const)(
    '%s carries documents, sets, folders, consents and portal access',
    async (kind) => {
      await begin();
      const patient = portal.browser(account);
      await patient.redeem((await own.practice.invite(3)).json.code, `pacjent-${kind}`);
      const stored = await own.practice.store(3);
      const consent = randomUUID();
      await own.practice.put(consent, sampleConsent([stored.uniqueId]));
      const answer = await move(kind);
      expect(answer.json).toMatchObject({
        kind,
        documents: 1,
        submissionSets: 1,
        folders: 1,
        consents: 1,
        portal: 'moved',
      });
      expect(await filedUnder(3)).toEqual([]);
      const [entry] = await filedUnder(5);
      expect(entry).toMatchObject({ uniqueId: stored.uniqueId, patientId: samplePatientId(5) });
      expect((await patient.list()).json.documents).toHaveLength(1);
      // Consents over it work again under the identifier that stays, and the old one is the same consent.
      const next = sampleConsent([stored.uniqueId], { patientId: samplePatientId(5) });
      expect((await own.practice.put(randomUUID(), next)).status).toBe(200);
      expect((await own.practice.put(consent, next)).status).toBe(200);
      const [record] = await own.audit(`patient.${kind}`);
      expect(record).toMatchObject({
        outcome: 'success',
        details: {
          reason: 'Dwie karty jednej osoby',
          by: anna.name,
          documents: 1,
          portal: 'moved',
        },
      });
      expect(JSON.stringify(record)).not.toContain(String(samplePatientId(3)).slice(0, 11));
    },
  );

  it('joins the records of two identifiers', async () => {
    await begin();
    await own.practice.store(3);
    await own.practice.store(5);
    expect((await move('merge')).json).toMatchObject({ documents: 1, portal: 'none' });
    expect(await filedUnder(5)).toHaveLength(2);
  });

  it('does it once, however often it comes, also at the same moment', async () => {
    await begin();
    await own.practice.store(3);
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => move('merge', { id })));
    const again = await move('merge', { id });
    expect(new Set([...answers, again].map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(again.json.documents).toBe(1);
    const differs = await move('merge', { id, to: samplePatientId(4) });
    expect([differs.status, differs.json.code]).toEqual([409, 'account.patient-move-differs']);
  });

  it('refuses to join portal accounts of two names, and changes nothing then', async () => {
    await begin();
    const [going, staying] = [portal.browser(account), portal.browser(account)];
    await going.redeem((await own.practice.invite(3)).json.code, 'odchodzi');
    await staying.redeem((await own.practice.invite(5)).json.code, 'zostaje');
    const stored = await own.practice.store(3);
    await own.practice.put(randomUUID(), sampleConsent([stored.uniqueId]));
    const refused = await move('merge');
    expect([refused.status, refused.json.code]).toEqual([409, 'account.patient-two-persons']);
    expect((await going.list()).json.documents).toHaveLength(1);
    expect((await staying.list()).json.documents).toEqual([]);
    expect((await own.audit('patient.merge')).map(({ outcome }) => outcome)).toEqual([
      'account.patient-two-persons',
    ]);

    const joined = await move('merge', { endPortalAccess: true });
    expect(joined.json.portal).toBe('ended');
    expect((await staying.list()).json.documents).toHaveLength(1);
    const after = await going.list();
    expect(after.json?.documents ?? []).toEqual([]);
  });

  it('joins portal accounts under one name without asking', async () => {
    await begin();
    const body = (person: number) => ({
      patientId: samplePatientId(person),
      patientName: person === 3 ? nameOf(3) : ` ${nameOf(3).toUpperCase()}`,
    });
    await own.practice.call('POST', 'invitations', body(3));
    await own.practice.call('POST', 'invitations', body(5));
    expect((await move('merge')).json.portal).toBe('ended');
  });

  it.each([
    ['xds.unknown-patient', { from: 'bez domeny' }],
    ['xds.unknown-patient', { to: 'bez domeny' }],
    ['account.patient-same', { to: samplePatientId(3) }],
  ])('%s for identifiers that cannot be', async (code, change) => {
    await begin();
    const answer = await move('change', change);
    expect(answer.json.code).toBe(code);
    expect((await own.audit('patient.change')).map(({ outcome }) => outcome)).toEqual([code]);
  });

  it('S003-010 moves nothing of another account', async () => {
    await begin();
    await own.practice.store(3);
    const theirs = own;
    await begin();
    expect((await move('merge')).json).toMatchObject({ documents: 0, consents: 0 });
    own = theirs;
    expect(await filedUnder(3)).toHaveLength(1);
  });

  it('is refused while the account can only be read', async () => {
    await begin();
    await portal.cloud.parts.operator.suspend(operator, account.id);
    expect((await move('merge')).json.code).toBe('account.read-only');
  });

  it('moves all or nothing', async () => {
    await begin();
    await own.practice.store(3);
    const { test } = portal.cloud;
    await test.asAdmin(`CREATE FUNCTION public.break_move() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'broken'; END $$`);
    await test.asAdmin(`CREATE TRIGGER break BEFORE INSERT ON cloud.patient_move
      FOR EACH ROW EXECUTE FUNCTION public.break_move()`);
    expect((await move('merge')).status).toBe(500);
    await test.asAdmin('DROP FUNCTION public.break_move() CASCADE');
    expect(await filedUnder(3)).toHaveLength(1);
    expect(await filedUnder(5)).toEqual([]);
  });
});
