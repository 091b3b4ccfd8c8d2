import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../src/audit/index.ts';
import { type AuditHouse, anna, openAuditHouse } from './audit-house.ts';

vi.setConfig({ testTimeout: 120_000 });

const entries = 60_000;
let house: AuditHouse;

beforeAll(async () => {
  house = await openAuditHouse();
  await house.test.asAdmin(`
    INSERT INTO kartoteka.audit_record (tenant, at, actor_kind, actor_id, actor_display, action,
      subject_kind, subject_id, patient, outcome, correlation_id, details)
    SELECT '${anna}', now() + n * interval '1 second', 'staff', gen_random_uuid(), 'Żaneta Żółć',
      'document.opened', 'document', '2.25.' || n, gen_random_uuid(), 'success', gen_random_uuid(),
      '{"kind":"KIF","pages":' || n || '}'
    FROM generate_series(1, ${entries}) AS n`);
});
afterAll(() => house.close());

it('seals and verifies a long trail at a rate that keeps up', async () => {
  const sealStarted = performance.now();
  expect(await house.sealing.sealNow()).toBe(entries);
  const sealMs = performance.now() - sealStarted;
  const verifyStarted = performance.now();
  const processor = process.cpuUsage();
  const [verdict] = await verifyAudit(house.ports);
  const { user, system } = process.cpuUsage(processor);
  const verifyMs = performance.now() - verifyStarted;
  expect(verdict).toEqual({ tenant: anna, entries, unsealed: 0 });
  const ofProcessor = perSecond((user + system) / 1000);
  console.log(
    `audit: ${perSecond(sealMs)} sealed, ${perSecond(verifyMs)} verified a second, ${ofProcessor} a second of processor time`,
  );
  // SECURITY 8 aims at 100,000 a second; counted in processor time, since the machine may be shared.
  expect(ofProcessor).toBeGreaterThan(40_000);
});

function perSecond(ms: number): number {
  return Math.round(entries / (ms / 1000));
}
