import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../src/features/accounts/account.ts';
import { findAccount } from '../src/features/accounts/store.ts';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';

/** An account is open on whole days of Central Europe, from 1 January to 31 December 2026. */
describe('the days of an account', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
  });
  afterAll(() => cloud.stop());

  it.each([
    ['2025-12-31T22:30:00Z', 'waiting', 'half past eleven on the evening before'],
    ['2025-12-31T23:30:00Z', 'active', 'half past midnight of the first day'],
    ['2026-12-31T22:30:00Z', 'active', 'half past eleven on the last evening'],
    ['2026-12-31T23:30:00Z', 'expired', 'half past midnight after it'],
  ])('at %s it is %s: %s', async (now, state) => {
    cloud.clock.set(now);
    const found = await cloud.parts.database.inScope({ kind: 'operator' }, (trx) =>
      findAccount(trx, account.id),
    );
    expect(found && stateOf(found, cloud.clock)).toBe(state);
  });

  it('stores until the last midnight and not after it', async () => {
    const stored = async (now: string, serial: number) => {
      cloud.clock.set(now);
      const sample = sampleSubmission({ serial, documents: 1 });
      return (await machineClient(cloud, account).provide(sample)).status;
    };
    expect(await stored('2026-03-02T06:40:00Z', 1)).toBe('Success');
    const days = cloud.parts.database.inScope({ kind: 'operator' }, (trx) =>
      trx.updateTable('cloud.account').set({ active_to: '2026-03-02' }).execute(),
    );
    await days;
    expect(await stored('2026-03-02T22:30:00Z', 2)).toBe('Success');
    expect(await stored('2026-03-02T23:30:00Z', 3)).toBe('Failure');
  });
});
