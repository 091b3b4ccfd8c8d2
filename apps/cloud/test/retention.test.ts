import { type Code, code, dtmOf } from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operator, type TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import { type PortalForTests, startPortalForTests } from './portal-for-tests.ts';
import { anna, remover } from './removal-for-tests.ts';

const p1 = (value: string): Code => code(value, 'Klasyfikacja dokumentów P1', value, 'pl-PL');
const loinc = (value: string): Code => code(value, 'LOINC', value, 'pl-PL');

/** Retention classes: years of an account, what is due, and that nothing goes by itself. */
describe('retention', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let own: ReturnType<typeof remover>;
  let serial = 500_000;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    own = remover(portal, account);
  });
  afterAll(() => portal.stop());

  /** Stores a document of a year with the given codes. */
  const store = async (
    year: number,
    change: { classCode?: Code; typeCode?: Code; serviceStopTime?: string } = {},
    by: TestAccount = account,
  ): Promise<string> => {
    serial += 1;
    const { submission, contents } = sampleSubmission({ serial, documents: 1 });
    const [entry] = submission.documents;
    const day = dtmOf(new Date(Date.UTC(year, 5, 15)));
    const document = {
      ...entry!,
      creationTime: day,
      serviceStartTime: day,
      serviceStopTime: (change.serviceStopTime ?? day) as typeof day,
      classCode: change.classCode ?? p1('00.20'),
      typeCode: change.typeCode ?? loinc('34133-9'),
    };
    const response = await machineClient(portal.cloud, by).provide({
      submission: { ...submission, documents: [document] },
      contents,
    });
    expect(response.errors).toEqual([]);
    return String(document.uniqueId);
  };
  const due = async (from = own) => {
    const { json } = await from.practice.call('GET', 'retention/due');
    return new Map<string, { code: string; dueSince: string }>(
      json.documents.map((one: { uniqueId: string }) => [one.uniqueId, one]),
    );
  };

  it('ships years for every class, to be changed by the account', async () => {
    const { json } = await own.practice.call('GET', 'retention');
    expect(json).toMatchObject({ version: 0, setAt: null, setBy: null });
    const years = Object.fromEntries(
      json.classes.map((one: { code: string; years: number }) => [one.code, one.years]),
    );
    expect(years).toEqual({
      referral: 5,
      prescription: 5,
      record: 20,
      'final-report': 50,
      other: 30,
    });
  });

  it.each([
    ['referral', 5, 'class 02', { classCode: p1('02.10') }],
    ['prescription', 5, 'class 04', { classCode: p1('04.01') }],
    ['record', 20, 'any other class of P1', { classCode: p1('00.20') }],
    [
      'final-report',
      50,
      'a discharge summary',
      { classCode: p1('00.00'), typeCode: loinc('18842-5') },
    ],
    ['other', 30, 'no class', { classCode: p1('00.00') }],
    ['other', 30, 'a foreign class', { classCode: code('00.20', '2.999.5', 'x', 'pl-PL') }],
  ] as const)(
    'a document of class %s is due %i whole years after its year: %s',
    async (name, years, _what, codes) => {
      const [yes, no] = [await store(2025 - years, codes), await store(2026 - years, codes)];
      const found = await due();
      expect(found.get(yes)).toMatchObject({ code: name, dueSince: '2026-01-01' });
      expect(found.has(no)).toBe(false);
    },
  );

  it('counts from the end of what a document reports where that is later', async () => {
    const uniqueId = await store(2000, { serviceStopTime: '20100101' });
    expect((await due()).has(uniqueId)).toBe(false);
  });

  it('the years of the account count, version by version, with who set them', async () => {
    const strictly = await portal.cloud.account('5021');
    const strict = remover(portal, strictly);
    const theirs = await portal.cloud.account('5022');
    const put = (version: number, years: number) =>
      strict.practice.call('PUT', 'retention', {
        version,
        classes: [{ code: 'record', years }],
        by: anna,
      });
    const uniqueId = await store(2000, {}, strictly);
    expect((await due(strict)).has(uniqueId)).toBe(true);
    const saved = await put(0, 40);
    expect(saved.json).toMatchObject({ version: 1, setBy: anna.name });
    expect((await due(strict)).has(uniqueId)).toBe(false);
    const late = await put(0, 10);
    expect([late.status, late.json.code]).toEqual([409, 'account.retention-changed']);
    expect((await put(1, 10)).json.version).toBe(2);
    expect((await strict.audit('retention.change')).map(({ outcome }) => outcome)).toEqual([
      'success',
      'account.retention-changed',
      'success',
    ]);
    const others = await portal.practice(theirs).call('GET', 'retention');
    expect(others.json.version).toBe(0);
  });
  it('what is due goes on one word, is counted by class until then, and never goes by itself', async () => {
    const elder = await portal.cloud.account('5023');
    const old = remover(portal, elder);
    const [one, other] = [await store(1999, {}, elder), await store(2001, {}, elder)];
    const before = await old.practice.call('GET', 'retention/due');
    expect(before.json).toMatchObject({
      total: 2,
      classes: [{ code: 'record', documents: 2, since: '2020-01-01' }],
    });
    expect(await old.registered(one)).toHaveLength(1);
    const done = await old.propose([one, other]);
    expect(done.json).toMatchObject({ state: 'done', early: false, decidedBy: null });
    expect(await old.used()).toEqual({ bytes: 0, documents: 0 });
    expect((await old.practice.call('GET', 'retention/due')).json.total).toBe(0);
  });

  it('one document that is not due makes the whole order wait for a second person', async () => {
    const [old, young] = [await store(1990), await store(2026)];
    expect((await own.propose([old, young])).json).toMatchObject({
      state: 'proposed',
      early: true,
    });
    expect(await own.registered(old)).toHaveLength(1);
  });

  it('ITI-86 removes what is due without an order', async () => {
    const uniqueId = await store(1990);
    expect((await own.removeContents([uniqueId])).status).toBe('Success');
  });

  it('years are whole and between 1 and 200', async () => {
    for (const years of [0, 201, 1.5]) {
      const body = { version: 0, classes: [{ code: 'record', years }], by: anna };
      expect((await own.practice.call('PUT', 'retention', body)).status).toBe(422);
    }
  });

  it('an account that can only be read keeps its years', async () => {
    const quiet = await portal.cloud.account('5024');
    await portal.cloud.parts.operator.suspend(operator, quiet.id);
    const body = { version: 0, classes: [{ code: 'record', years: 1 }], by: anna };
    const answer = await portal.practice(quiet).call('PUT', 'retention', body);
    expect(answer.json.code).toBe('account.read-only');
  });

  it('dead bytes wait for no large share of a table: autovacuum comes for the first of them', async () => {
    const rows = await portal.cloud.test.asAdmin<{ relname: string; reloptions: string[] }>(
      `SELECT relname, reloptions FROM pg_class
       WHERE oid IN ('kartoteka.content'::regclass, 'kartoteka.content_chunk'::regclass)`,
    );
    for (const { reloptions } of rows) {
      expect(reloptions).toContain('autovacuum_vacuum_scale_factor=0');
      expect(reloptions).toContain('autovacuum_vacuum_threshold=1');
    }
    expect(rows).toHaveLength(2);
  });
});
