import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operator, type TestAccount } from './cloud-for-tests.ts';
import { type PortalForTests, sampleConsent, startPortalForTests } from './portal-for-tests.ts';

/** What a consent may not do: come into force after its revocation, or be refused without a record. */
describe('consents that come late or not at all', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
  });
  afterAll(() => portal.stop());

  it('is revoked from the first moment when its revocation overtook it', async () => {
    const practice = portal.practice(account);
    const { uniqueId } = await practice.store();
    const id = randomUUID();
    expect((await practice.revoke(id)).status).toBe(404);
    const late = await practice.put(id, sampleConsent([uniqueId]));
    expect(late.status).toBe(200);
    expect(late.json).toMatchObject({ state: 'revoked' });
    expect(late.json.revokedAt).not.toBeNull();
    expect((await practice.revoke(id)).json).toEqual(late.json);
  });

  it('stays revoked however handing over and revoking cross', async () => {
    const practice = portal.practice(account);
    const { uniqueId } = await practice.store();
    for (let round = 0; round < 5; round += 1) {
      const id = randomUUID();
      await Promise.all([practice.put(id, sampleConsent([uniqueId])), practice.revoke(id)]);
      expect((await practice.call('GET', `consents/${id}`)).json.state).toBe('revoked');
    }
  });

  it('does not revoke the consent of another account under the same id', async () => {
    const practice = portal.practice(account);
    const { uniqueId } = await practice.store();
    const id = randomUUID();
    await portal.practice(await portal.cloud.account('6020')).revoke(id);
    expect((await practice.put(id, sampleConsent([uniqueId]))).json.state).toBe('active');
  });

  it('records what was refused, and takes nothing new for a closed account', async () => {
    const closed = await portal.cloud.account('7030');
    const practice = portal.practice(closed);
    const { uniqueId } = await practice.store();
    const [unknown, held] = [randomUUID(), randomUUID()];
    await practice.put(unknown, sampleConsent(['2.999.404^1']));
    await practice.put(held, sampleConsent([uniqueId]));
    await portal.cloud.parts.operator.close(operator, '7030');
    // The cloud believes what it has read of an account for half a second.
    await vi.waitFor(async () => {
      const refused = await practice.put(randomUUID(), sampleConsent([uniqueId]));
      expect(refused.json.code).toBe('account.not-open');
    });
    expect((await practice.invite()).json.code).toBe('account.not-open');
    expect((await practice.revoke(held)).json.state).toBe('revoked');
    const records = await portal.cloud.test.asAdmin<{ action: string; outcome: string }>(
      `SELECT action, outcome FROM kartoteka.audit_record WHERE tenant = $1
       AND action IN ('consent.put', 'consent.revoke', 'portal.invite')`,
      [closed.id],
    );
    const seen = new Set(records.map(({ action, outcome }) => `${action} ${outcome}`));
    expect([...seen].toSorted()).toEqual([
      'consent.put account.consent-documents',
      'consent.put account.not-open',
      'consent.put success',
      'consent.revoke success',
      'portal.invite account.not-open',
    ]);
  });
});
