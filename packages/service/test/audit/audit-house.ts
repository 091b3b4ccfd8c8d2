import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountId, fixedClock } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { type AuditEvent, recordAudit, startSealing } from '../../src/audit/index.ts';
import { openKeyring } from '../../src/keyring/index.ts';
import { systemRandom } from '../keyring/system-random.ts';

export const anna = '0000000000000011' as AccountId;
export const beata = '0000000000000012' as AccountId;
export const clock = fixedClock('2026-03-01T08:00:00.123Z');

export const account = (id: AccountId) => ({ kind: 'account', account: id }) as const;

/** A record of a deed, complete; tests change one thing about it. */
export const sampleEvent: AuditEvent = {
  at: new Date('2026-03-01T08:00:00.123Z'),
  actor: { kind: 'staff', id: '7f0c', display: 'Zażółć Gęślą' },
  action: 'document.opened',
  subject: { kind: 'document', id: '2.25.1' },
  patient: 'b0c1e9a2-0000-4000-8000-000000000001',
  outcome: 'success',
  correlationId: 'c-1',
  details: { kind: 'KIF', pages: 3 },
};

/** A database with a keyring and sealing on demand: the loop of the sealing never runs by itself. */
export async function openAuditHouse() {
  const test: TestDatabase<unknown> = await createTestDatabase();
  const path = join(mkdtempSync(join(tmpdir(), 'kartoteka-audit-')), 'keyring');
  const keyring = openKeyring({ path, random: systemRandom, clock });
  const ports = { database: test.database, keyring, clock };
  const failures: unknown[] = [];
  const sealing = newSealing();

  function newSealing(database = test.database) {
    const onFailure = (error: unknown) => failures.push(error);
    return startSealing({ ...ports, database, intervalMs: 3_600_000, onFailure });
  }

  return {
    test,
    keyring,
    ports,
    sealing,
    newSealing,
    failures,
    record: (tenant: AccountId, event: Partial<AuditEvent> = {}) =>
      test.database.inScope(account(tenant), (trx) =>
        recordAudit(trx, { ...sampleEvent, ...event }),
      ),
    /** Changes what nobody may change. */
    tamper: (statements: string) =>
      test.asAdmin(`SET session_replication_role = replica; ${statements}`),
    close: async () => {
      await sealing.stop();
      await test.drop();
    },
  };
}

export type AuditHouse = Awaited<ReturnType<typeof openAuditHouse>>;
