import { randomUUID } from 'node:crypto';
import type { AccountId } from '@kartoteka/kernel';
import { expectRowSecurity } from '@kartoteka/service/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAccount } from './cloud-for-tests.ts';
import {
  type Answer,
  type PortalForTests,
  sampleConsent,
  startPortalForTests,
  type TestBrowser,
} from './portal-for-tests.ts';

const tables = [
  'cloud.consent',
  'cloud.consent_document',
  'cloud.document_entry',
  'kartoteka.content',
  'cloud.share_opened',
  'cloud.person',
  'cloud.account',
];

/** Nobody gets at what is another's: by the routes, and by the database itself. */
describe('the portal between people and accounts', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let other: TestAccount;
  let patient: TestBrowser;
  let neighbour: TestBrowser;
  let stranger: TestBrowser;
  let share: string;
  let consent: string;
  const persons = { patient: '', neighbour: '', stranger: '' };

  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    other = await portal.cloud.account('6020');
    const practice = portal.practice(account);
    const arrive = async (where: TestAccount, person: number, login: string) => {
      const browser = portal.browser(where);
      const { code } = (await portal.practice(where).invite(person)).json;
      const { subject } = (await browser.redeem(code, login)).json;
      return { browser, subject };
    };
    const [one, two, three] = [
      await arrive(account, 3, 'pacjentka'),
      await arrive(account, 4, 'sasiadka'),
      // The same patient at another practice: the same number there, and another person.
      await arrive(other, 3, 'pacjentka'),
    ];
    [patient, neighbour, stranger] = [one.browser, two.browser, three.browser];
    Object.assign(persons, {
      patient: one.subject,
      neighbour: two.subject,
      stranger: three.subject,
    });
    const stored = await practice.store();
    consent = randomUUID();
    await practice.put(consent, sampleConsent([stored.uniqueId]));
    await practice.store();
    share = (await patient.list()).json.documents[0].id;
    await patient.page(share);
  });
  afterAll(() => portal.stop());

  const comparable = ({ status, json }: Answer) => {
    const { correlationId: _, ...rest } = json ?? {};
    return { status, ...rest };
  };

  it('S003-010 answers another patient, and another account’s people, as if the document were not there', async () => {
    for (const browser of [neighbour, stranger]) {
      expect((await browser.list()).json.documents).toEqual([]);
      expect((await browser.access()).json.entries).toEqual([]);
      const missing = comparable(await browser.xml(randomUUID()));
      expect(missing.status).toBe(404);
      expect(comparable(await browser.xml(share))).toEqual(missing);
      expect(comparable(await browser.page(share))).toEqual(missing);
      expect(comparable(await browser.page(share, '?download=yes'))).toEqual(missing);
    }
  });

  it('takes no session into the portal of another account, on any route', async () => {
    const paths = (id: string) => [
      `/portal/${id}/api/documents`,
      `/portal/${id}/api/documents/${share}/page`,
      `/portal/${id}/api/documents/${share}/xml`,
      `/portal/${id}/api/access`,
      `/portal/${id}/api/session`,
    ];
    const there = paths(other.id);
    const nowhere = paths('0000000000009999');
    const without = paths('0');
    for (const [index, path] of there.entries()) {
      const foreign = comparable(await patient.call('GET', path));
      expect(foreign.status).toBe(401);
      expect(foreign).toEqual(comparable(await patient.call('GET', nowhere[index] ?? '')));
      expect((await patient.call('GET', without[index] ?? '')).status).toBe(foreign.status);
    }
    // The own session is not touched by the attempts.
    expect((await patient.xml(share)).status).toBe(200);
  });

  it('lets nobody in without a session, whatever the address', async () => {
    const nobody = portal.browser(account);
    for (const answer of [
      await nobody.list(),
      await nobody.page(share),
      await nobody.xml(share),
      await nobody.access(),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.bytes.toString()).not.toContain('ClinicalDocument');
    }
  });

  const countsFor = async (person: string) => {
    const { database, clock } = portal.cloud.parts;
    return database.inScope({ kind: 'person', person, moment: clock.now() }, async (trx) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        const { rows } = await sql<{
          seen: string;
        }>`SELECT count(*) AS seen FROM ${sql.table(table)}`.execute(trx);
        counts[table] = Number(rows[0]?.seen);
      }
      return counts;
    });
  };

  it('S003-010 hides every row of others from a person in the database itself', async () => {
    expect(await countsFor(persons.patient)).toEqual({
      'cloud.consent': 1,
      'cloud.consent_document': 1,
      'cloud.document_entry': 1,
      'kartoteka.content': 1,
      'cloud.share_opened': expect.any(Number),
      'cloud.person': 1,
      'cloud.account': 1,
    });
    for (const person of [persons.neighbour, persons.stranger]) {
      expect(await countsFor(person)).toEqual({
        'cloud.consent': 0,
        'cloud.consent_document': 0,
        'cloud.document_entry': 0,
        'kartoteka.content': 0,
        'cloud.share_opened': 0,
        'cloud.person': 1,
        'cloud.account': 1,
      });
    }
    expect(Object.values(await countsFor(randomUUID()))).toEqual(tables.map(() => 0));
  });

  it('lets no person write a consent, an entry or an opening of another', async () => {
    const { database, clock } = portal.cloud.parts;
    const as = (person: string, statement: ReturnType<typeof sql>) =>
      database.inScope({ kind: 'person', person, moment: clock.now() }, (trx) =>
        statement.execute(trx),
      );
    const changed = await as(
      persons.patient,
      sql`UPDATE cloud.consent SET visible_until = 'infinity' WHERE id = ${consent}::uuid`,
    );
    expect(Number(changed.numAffectedRows)).toBe(0);
    for (const [person, tenant] of [
      [persons.patient, account.id],
      [persons.neighbour, other.id],
    ] as const) {
      await expect(
        as(
          persons.neighbour,
          sql`INSERT INTO cloud.share_opened (tenant, person_id, share_id, at, what)
            VALUES (${tenant}, ${person}::uuid, ${share}::uuid, now(), 'xml')`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('S003-178 hides entry, content and consent from the first moment after the last day', async () => {
    const { database } = portal.cloud.parts;
    const seen = (moment: string) =>
      database.inScope(
        { kind: 'person', person: persons.patient, moment: new Date(moment) },
        async (trx) => {
          const rows = await Promise.all(
            [
              'cloud.consent',
              'cloud.document_entry',
              'kartoteka.content',
              'kartoteka.content_chunk',
            ].map((table) => sql`SELECT FROM ${sql.table(table)}`.execute(trx)),
          );
          return rows.map((result) => result.rows.length);
        },
      );
    const within = await seen('2099-12-31T22:59:59.999Z');
    expect(within.slice(0, 3)).toEqual([1, 1, 1]);
    expect(await seen('2099-12-31T23:00:00Z')).toEqual([0, 0, 0, 0]);
    expect(await seen('2026-02-28T22:59:59.999Z')).toEqual([0, 0, 0, 0]);
  });

  it('keeps accounts apart in every table of the cloud’s schema', async () => {
    const report = await expectRowSecurity(portal.cloud.test, {
      // Accounts without rows, beside which the rows of the proof would not fit.
      scope: { kind: 'account', account: '0000000000007030' as AccountId },
      otherTenant: '0000000000008040',
    });
    expect(report.tables).toEqual(expect.arrayContaining(tables));
    for (const table of tables) expect(report.ownVisible).toContain(table);
  });
});
