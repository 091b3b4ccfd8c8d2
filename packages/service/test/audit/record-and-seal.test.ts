import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import { createTestDatabase, expectRowSecurity } from '@kartoteka/service/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportHeads, recordAudit, startSealing, verifyAudit } from '../../src/audit/index.ts';
import { openKeyring, rotateMasterKey } from '../../src/keyring/index.ts';
import { systemRandom } from '../keyring/system-random.ts';
import {
  type AuditHouse,
  account,
  anna,
  beata,
  clock,
  openAuditHouse,
  sampleEvent,
} from './audit-house.ts';

vi.setConfig({ testTimeout: 120_000 });

let house: AuditHouse;

beforeAll(async () => {
  house = await openAuditHouse();
});
afterAll(() => house.close());

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'no problem';
}

const rowsOf = (tenant: string) =>
  house.test.asAdmin<Record<string, unknown>>(
    'SELECT * FROM kartoteka.audit_record WHERE tenant = $1 ORDER BY id',
    [tenant],
  );
const isWhole = async (tenant: string) => {
  const [verdict] = await verifyAudit({ ...house.ports, tenant });
  return verdict?.broken === undefined && verdict?.unsealed === 0;
};

describe('recordAudit', () => {
  it('keeps every part of the event, in the trail of the scope', async () => {
    await house.record(anna);
    const [row] = (await rowsOf(anna)).slice(-1);
    expect(row).toMatchObject({
      tenant: anna,
      at: sampleEvent.at,
      actor_kind: 'staff',
      actor_id: '7f0c',
      actor_display: 'Zażółć Gęślą',
      action: 'document.opened',
      subject_kind: 'document',
      subject_id: '2.25.1',
      patient: 'b0c1e9a2-0000-4000-8000-000000000001',
      outcome: 'success',
      correlation_id: 'c-1',
      details: '{"kind":"KIF","pages":3}',
    });
  });

  it('is there with the deed or not at all', async () => {
    const before = (await rowsOf(anna)).length;
    const failed = house.test.database.inScope(account(anna), async (trx) => {
      await recordAudit(trx, sampleEvent);
      throw new Problem('service.input');
    });
    expect(await codeOf(failed)).toBe('service.input');
    expect(await rowsOf(anna)).toHaveLength(before);
  });

  it('takes an event of few words', async () => {
    await house.test.database.inScope({ kind: 'sign-in' }, (trx) =>
      recordAudit(trx, {
        tenant: 'operator',
        at: clock.now(),
        actor: { kind: 'unknown' },
        action: 'sign-in.refused',
        outcome: 'service.not-found',
        correlationId: 'c-2',
      }),
    );
    const [row] = await rowsOf('operator');
    expect(row).toMatchObject({ actor_id: null, subject_kind: null, patient: null, details: null });
  });

  it('never fails because of what a stranger sent, and what it kept verifies', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (display, id, detail) => {
        await house.record(beata, {
          actor: { kind: 'unknown', id, display: `${display}\u0000\uD800` },
          subject: { kind: 'document', id: `${id}\n` },
          correlationId: detail,
          details: { detail, [detail]: display },
        });
      }),
      { numRuns: 60 },
    );
    await house.record(beata, {
      details: { pages: Array.from({ length: 5000 }, (_, page) => page) },
    });
    await house.sealing.sealNow();
    expect(await isWhole(beata)).toBe(true);
    const rows = await rowsOf(beata);
    expect(rows.every((row) => String(row.actor_display).length <= 200)).toBe(true);
    expect(rows.at(-1)?.details).toBe('{"leftOutBytes":23901}');
  });

  it.each(['44051401458', '123456788'])(
    'does not take the national number %s for a patient',
    async (patient) => {
      await expect(house.record(anna, { patient })).rejects.toThrow('opaque id');
    },
  );

  it('is called with actions named in the code', async () => {
    await expect(house.record(anna, { action: 'Opened a document' })).rejects.toThrow('area.deed');
    type CloudAction = 'document.stored' | 'document.refused';
    const record = recordAudit<CloudAction>;
    await house.test.database.inScope(account(anna), (trx) =>
      record(trx, { ...sampleEvent, action: 'document.stored' }),
    );
  });
});

describe('sealing', () => {
  it('gives each trail its own chain', async () => {
    await house.sealing.sealNow();
    const countsOf = () =>
      house.test.asAdmin(
        `SELECT tenant, count(*)::int AS n, max(position)::int AS last FROM kartoteka.audit_seal
         WHERE tenant IN ('${anna}', '${beata}') GROUP BY tenant ORDER BY tenant`,
      );
    const before = (await countsOf()) as { n: number; last: number }[];
    await house.record(anna);
    await house.record(beata);
    await house.record(anna);
    expect(await house.sealing.sealNow()).toBe(3);
    expect(await house.sealing.sealNow()).toBe(0);
    expect(await countsOf()).toEqual([
      { tenant: anna, n: before[0]!.n + 2, last: before[0]!.n + 2 },
      { tenant: beata, n: before[1]!.n + 1, last: before[1]!.n + 1 },
    ]);
    expect([await isWhole(anna), await isWhole(beata)]).toEqual([true, true]);
  });

  it('finds a record that commits after later ones were sealed', async () => {
    let commit: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written: () => void = () => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const late = house.test.database.inScope(account(anna), async (trx) => {
      await recordAudit(trx, { ...sampleEvent, correlationId: 'late' });
      written();
      await gate;
    });
    await isWritten;
    for (let round = 0; round < 3; round += 1) {
      await house.record(anna, { correlationId: `early ${round}` });
      expect(await house.sealing.sealNow()).toBe(1);
    }
    commit();
    await late;
    await house.record(anna, { correlationId: 'after' });
    expect(await house.sealing.sealNow()).toBe(2);
    const order = await house.test.asAdmin<{ name: string }>(
      `SELECT correlation_id AS name FROM kartoteka.audit_seal s JOIN kartoteka.audit_record r
         ON r.tenant = s.tenant AND r.id = s.record_id
       WHERE s.tenant = '${anna}' ORDER BY position DESC LIMIT 5`,
    );
    expect(order.map((row) => row.name)).toEqual([
      'after',
      'late',
      'early 2',
      'early 1',
      'early 0',
    ]);
    expect(await isWhole(anna)).toBe(true);
  });

  it('leaves nothing out and nothing double while many write and several instances seal', async () => {
    const other = house.newSealing(await house.test.open());
    const before = (await rowsOf(anna)).length;
    let writing = true;
    let sealed = 0;
    const sealers = [house.sealing, other].map(async (sealing) => {
      while (writing) {
        const count = await sealing.sealNow();
        sealed += count;
      }
    });
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let round = 0; round < 25; round += 1) {
          await house.record(writer % 2 === 0 ? anna : beata);
        }
      }),
    );
    writing = false;
    await Promise.all(sealers);
    const rest = [await house.sealing.sealNow(), await other.sealNow()];
    expect(sealed + (rest[0] ?? 0) + (rest[1] ?? 0)).toBe(200);
    expect(await rowsOf(anna)).toHaveLength(before + 100);
    expect([await isWhole(anna), await isWhole(beata)]).toEqual([true, true]);
    await other.stop();
  });

  it('runs by itself, and a last time when it is stopped', async () => {
    const failures: unknown[] = [];
    const loop = startSealing({
      ...house.ports,
      intervalMs: 5,
      onFailure: (error) => failures.push(error),
    });
    await house.record(anna);
    while (!(await isWhole(anna))) await new Promise((resolve) => setImmediate(resolve));
    await loop.stop();
    const slow = house.newSealing();
    await house.record(anna);
    await slow.stop();
    expect(await isWhole(anna)).toBe(true);
    expect(failures).toEqual([]);
  });

  it('goes on with a new key after a rotation, and the older heads stay genuine', async () => {
    await rotateMasterKey({ database: house.test.database, keyring: house.keyring });
    await house.record(anna);
    await house.sealing.sealNow();
    const keys = await house.test.asAdmin(
      `SELECT DISTINCT key_id FROM kartoteka.audit_head WHERE tenant = '${anna}'`,
    );
    expect(keys).toHaveLength(2);
    expect(await isWhole(anna)).toBe(true);
  });

  it('does not continue a trail whose end was cut off, and seals the others', async () => {
    const own = await openAuditHouse();
    for (let round = 0; round < 4; round += 1) {
      await own.record(anna);
      await own.record(beata);
      await own.sealing.sealNow();
    }
    await own.tamper(`
      DELETE FROM kartoteka.audit_head WHERE tenant = '${anna}' AND count > 2;
      DELETE FROM kartoteka.audit_record WHERE (tenant, id) IN
        (SELECT tenant, record_id FROM kartoteka.audit_seal WHERE tenant = '${anna}' AND position > 2);
      DELETE FROM kartoteka.audit_seal WHERE tenant = '${anna}' AND position > 2`);
    await own.record(anna);
    await own.record(beata);
    const problem = await own.sealing.sealNow().catch((error) => error);
    expect(problem.code).toBe('audit.chain-broken');
    expect(problem.params).toEqual({ tenant: anna, position: 3 });
    const [hers, others] = await verifyAudit(own.ports);
    expect(hers).toMatchObject({ tenant: anna, entries: 2, unsealed: 1 });
    expect(others).toEqual({ tenant: beata, entries: 5, unsealed: 0 });
    // The record still waits; a start after somebody looked at it goes on from the last signed head.
    const restarted = own.newSealing();
    expect(await restarted.sealNow()).toBe(1);
    await restarted.stop();
    await own.close();
    expect(own.failures).toEqual([]);
  });

  it('continues nothing on a head that somebody else signed', async () => {
    const own = await openAuditHouse();
    await own.record(anna);
    await own.sealing.sealNow();
    await own.tamper(`UPDATE kartoteka.audit_head SET hash = decode(repeat('ab', 32), 'hex')`);
    await own.record(anna);
    const fresh = own.newSealing();
    expect(await codeOf(fresh.sealNow())).toBe('audit.chain-broken');
    const path = join(mkdtempSync(join(tmpdir(), 'kartoteka-audit-')), 'keyring');
    const foreign = openKeyring({ path, random: systemRandom, clock });
    const stranger = startSealing({
      ...own.ports,
      keyring: foreign,
      intervalMs: 3_600_000,
      onFailure: () => {},
    });
    expect(await codeOf(stranger.sealNow())).toBe('keyring.unknown-key');
    await stranger.stop();
    await fresh.stop();
    await own.close();
  });
});

describe('rights', () => {
  it('shows a tenant its own trail only', async () => {
    await house.sealing.sealNow();
    for (const table of ['audit_record', 'audit_seal', 'audit_head']) {
      const { rows } = await house.test.database.inScope(account(anna), (trx) =>
        sql<{ tenant: string }>`SELECT DISTINCT tenant FROM kartoteka.${sql.raw(table)}`.execute(
          trx,
        ),
      );
      expect(rows).toEqual([{ tenant: anna }]);
    }
  });

  it('shows the operator the operator’s trail, and a sign-in or a person none', async () => {
    const seenBy = async (scope: Parameters<typeof house.test.database.inScope>[0]) => {
      const { rows } = await house.test.database.inScope(scope, (trx) =>
        sql<{ tenant: string }>`SELECT DISTINCT tenant FROM kartoteka.audit_record`.execute(trx),
      );
      return rows.map((row) => row.tenant);
    };
    expect(await seenBy({ kind: 'operator' })).toEqual(['operator']);
    expect(await seenBy({ kind: 'sign-in' })).toEqual([]);
    expect(await seenBy({ kind: 'person', person: 'p', moment: new Date() })).toEqual([]);
  });

  it('lets a tenant write to its own trail only, and those above a tenant to any', async () => {
    const write = (scope: Parameters<typeof house.test.database.inScope>[0], tenant: string) =>
      house.test.database.inScope(scope, (trx) => recordAudit(trx, { ...sampleEvent, tenant }));
    await expect(write(account(anna), beata)).rejects.toThrow('row-level security');
    await expect(write({ kind: 'practice' }, anna)).rejects.toThrow('row-level security');
    await write({ kind: 'practice' }, 'practice');
    for (const kind of ['operator', 'sign-in', 'system'] as const) await write({ kind }, anna);
    await write({ kind: 'person', person: 'p', moment: new Date() }, anna);
    const nowhere = house.test.database.inScope({ kind: 'operator' }, (trx) =>
      recordAudit(trx, sampleEvent),
    );
    await expect(nowhere).rejects.toThrow('null value in column "tenant"');
  });

  it.each([
    "UPDATE kartoteka.audit_record SET outcome = 'success'",
    'DELETE FROM kartoteka.audit_record',
    'DELETE FROM kartoteka.audit_seal',
    'UPDATE kartoteka.audit_seal SET position = 1',
    'DELETE FROM kartoteka.audit_head',
    'TRUNCATE kartoteka.audit_record CASCADE',
  ])('lets no application %s, in whatever scope', async (statement) => {
    for (const scope of [account(anna), { kind: 'system' } as const]) {
      const attempt = house.test.database.inScope(scope, (trx) => sql.raw(statement).execute(trx));
      await expect(attempt).rejects.toThrow('permission denied');
    }
    await expect(house.test.asAdmin(statement)).rejects.toThrow('only ever added to');
  });

  it('lets no application choose an id, hide from the sealing, or seal as a tenant', async () => {
    const attempt = (statement: string) =>
      house.test.database.inScope(account(anna), (trx) => sql.raw(statement).execute(trx));
    const columns = 'at, actor_kind, action, outcome, correlation_id';
    const values = `now(), 'staff', 'a.b', 'success', 'c'`;
    for (const [column, value] of [
      ['id', '1'],
      ['xact', `'3'`],
    ]) {
      const insert = `INSERT INTO kartoteka.audit_record (${column}, ${columns})
        OVERRIDING SYSTEM VALUE VALUES (${value}, ${values})`;
      await expect(attempt(insert)).rejects.toThrow('permission denied');
    }
    await expect(
      attempt(
        `INSERT INTO kartoteka.audit_seal VALUES ('${anna}', 999, 999, sha256(''), sha256(''))`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      attempt(
        `INSERT INTO kartoteka.audit_head VALUES ('${anna}', 999, sha256(''), now(), '', '')`,
      ),
    ).rejects.toThrow('row-level security');
  });

  it('hold for every table of this room', async () => {
    const empty = await createTestDatabase();
    const report = await expectRowSecurity(empty, { scope: account(anna), otherTenant: beata });
    await empty.drop();
    expect(report.tables).toEqual(
      expect.arrayContaining([
        'kartoteka.audit_head',
        'kartoteka.audit_record',
        'kartoteka.audit_seal',
        'kartoteka.content',
        'kartoteka.content_chunk',
        'kartoteka.data_key',
      ]),
    );
  });
});

describe('exportHeads', () => {
  it('gives the latest head of each trail with its public key', async () => {
    await house.sealing.sealNow();
    const heads = await exportHeads(house.ports);
    expect(heads.map((head) => head.tenant)).toEqual([anna, beata, 'operator', 'practice']);
    const [one] = await exportHeads(house.ports, anna);
    expect(one).toEqual(heads[0]);
    expect(one?.sealedAt).toBe('2026-03-01T08:00:00.123Z');
    expect(Buffer.from(one?.publicKey ?? '', 'base64')).toHaveLength(44);
  });
});
