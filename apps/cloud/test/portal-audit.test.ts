import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingRecordedEveryMs } from '../src/features/portal/recorded-readings.ts';
import type { TestAccount } from './cloud-for-tests.ts';
import { type PortalForTests, startPortalForTests, type TestBrowser } from './portal-for-tests.ts';

/** What the portal keeps of what patients look at and are refused. */
describe('the audit of the portal', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let patient: TestBrowser;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    patient = portal.browser(account);
    const invited = await portal.practice(account).invite();
    await patient.redeem(invited.json.code, 'pacjentka');
  });
  afterAll(() => portal.stop());

  /** Actions of persons that came into the account's trail while the work ran. */
  const recorded = async (work: () => Promise<unknown>): Promise<string[]> => {
    const read = () =>
      portal.cloud.test.asAdmin<{ action: string; outcome: string; patient: string | null }>(
        `select action, outcome, patient from kartoteka.audit_record
         where tenant = $1 and actor_kind = 'person' order by id`,
        [account.id],
      );
    const before = (await read()).length;
    await work();
    return (await read()).slice(before).map(({ action, outcome }) => `${action} ${outcome}`);
  };

  it('records that the list and the page of openings were read', async () => {
    expect(await recorded(() => patient.list())).toEqual(['portal.list success']);
    expect(await recorded(() => patient.access())).toEqual(['portal.access success']);
  });

  it('records each once in a quarter of an hour, however often the page asks', async () => {
    const again = async () => {
      for (let times = 0; times < 5; times += 1) {
        await patient.list();
        await patient.access();
      }
    };
    expect(await recorded(again)).toEqual([]);
    portal.cloud.clock.advance(readingRecordedEveryMs);
    await patient.signIn('pacjentka');
    expect((await recorded(again)).toSorted()).toEqual([
      'portal.access success',
      'portal.list success',
    ]);
  });

  it('records the reading of every session', async () => {
    const other = portal.browser(account);
    await other.signIn('pacjentka');
    expect(await recorded(() => other.list())).toEqual(['portal.list success']);
  });

  it('records what a patient reaches for and does not get', async () => {
    expect(await recorded(() => patient.page(randomUUID()))).toEqual([
      'act.refused service.not-found',
    ]);
    expect(await recorded(() => patient.xml(randomUUID()))).toEqual([
      'act.refused service.not-found',
    ]);
  });

  it('keeps it in the trail of the account that the person belongs to, wherever it was tried', async () => {
    const other = await portal.cloud.account('6020');
    const foreign = async () => {
      const answer = await patient.call('GET', `/portal/${other.id}/api/documents`);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    };
    await recorded(foreign);
    const rows = await portal.cloud.test.asAdmin(
      "select from kartoteka.audit_record where tenant = $1 and actor_kind = 'person'",
      [other.id],
    );
    expect(rows).toEqual([]);
  });
});
