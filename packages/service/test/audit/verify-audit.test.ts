import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chainStart, entryHash } from '../../src/audit/audit-entry.ts';
import {
  type AuditBreak,
  type ExportedHead,
  exportAudit,
  exportHeads,
  verifyAudit,
} from '../../src/audit/index.ts';
import { type AuditHouse, anna, beata, openAuditHouse } from './audit-house.ts';

vi.setConfig({ testTimeout: 120_000 });

const entries = 40;
const batch = 8;
const tables = ['audit_record', 'audit_seal', 'audit_head'];
let house: AuditHouse;
let heads: readonly ExportedHead[];

beforeAll(async () => {
  house = await openAuditHouse();
  for (let deed = 1; deed <= entries; deed += 1) {
    await house.record(anna, { correlationId: `deed ${deed}` });
    await house.record(beata);
    if (deed % batch === 0) await house.sealing.sealNow();
  }
  heads = await exportHeads(house.ports);
  await house.tamper(
    tables.map((table) => `CREATE TABLE public.${table} AS TABLE kartoteka.${table}`).join('; '),
  );
});
afterAll(() => house.close());

function restore() {
  return house.tamper(
    tables
      .map(
        (table) => `DELETE FROM kartoteka.${table};
          INSERT INTO kartoteka.${table} OVERRIDING SYSTEM VALUE SELECT * FROM public.${table}`,
      )
      .join('; '),
  );
}

async function breakAfter(statements: string): Promise<AuditBreak | undefined> {
  await house.tamper(statements);
  try {
    const [verdict, other] = await verifyAudit({ ...house.ports, heads });
    expect(other).toEqual({ tenant: beata, entries, unsealed: 0 });
    expect(verdict?.entries).toBeLessThanOrEqual(entries);
    return verdict?.broken;
  } finally {
    await restore();
  }
}

const seal = (position: number) => `tenant = '${anna}' AND position = ${position}`;
const recordAt = (position: number) =>
  `tenant = '${anna}' AND id = (SELECT record_id FROM kartoteka.audit_seal WHERE ${seal(position)})`;
const place = fc.integer({ min: 1, max: entries });
const runs = { numRuns: 20 };

describe('verifyAudit', () => {
  it('finds a whole trail whole, and says how long it is', async () => {
    expect(await verifyAudit({ ...house.ports, heads })).toEqual([
      { tenant: anna, entries, unsealed: 0 },
      { tenant: beata, entries, unsealed: 0 },
    ]);
    expect(await verifyAudit({ ...house.ports, tenant: 'nobody' })).toEqual([
      { tenant: 'nobody', entries: 0, unsealed: 0 },
    ]);
  });

  it('names the entry in which any single character of any value was changed', async () => {
    const texts = [
      'actor_kind',
      'actor_id',
      'actor_display',
      'action',
      'subject_kind',
      'subject_id',
      'patient',
      'outcome',
      'correlation_id',
      'details',
    ];
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...texts), fc.nat(), async (at, column, seed) => {
        const changed = `UPDATE kartoteka.audit_record SET ${column} = overlay(${column} placing
          chr(1 + ascii(substr(${column}, 1 + ${seed} % length(${column}), 1)))
          from 1 + ${seed} % length(${column}) for 1) WHERE ${recordAt(at)}`;
        expect(await breakAfter(changed)).toMatchObject({ position: at, fault: 'altered' });
      }),
      runs,
    );
  });

  it.each([
    ['the time, by a millisecond', `at = at + interval '1 millisecond'`],
    ['a value left out', 'details = NULL'],
    ['a value added', `subject_id = coalesce(subject_id, '') || ' '`],
    ['two values that change places', 'actor_id = subject_id, subject_id = actor_id'],
    [
      'a border moved between two values',
      `subject_kind = 'documen', subject_id = 't' || subject_id`,
    ],
    ['an empty text for none', `patient = ''`],
  ])('names the entry with %s', async (_title, change) => {
    const broken = await breakAfter(
      `UPDATE kartoteka.audit_record SET ${change} WHERE ${recordAt(17)}`,
    );
    expect(broken).toMatchObject({ position: 17, fault: 'altered' });
  });

  it('names the entry whose record is gone', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const broken = await breakAfter(`DELETE FROM kartoteka.audit_record WHERE ${recordAt(at)}`);
        expect(broken).toMatchObject({ position: at, fault: 'deleted' });
      }),
      runs,
    );
  });

  it('names the place that is gone, with or without its record', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async (at, withRecord) => {
        const record = withRecord
          ? `DELETE FROM kartoteka.audit_record WHERE ${recordAt(at)};`
          : '';
        const broken = await breakAfter(
          `${record} DELETE FROM kartoteka.audit_seal WHERE ${seal(at)}`,
        );
        const fault = at === entries ? 'truncated' : 'missing';
        expect(broken).toMatchObject({ position: at, fault });
      }),
      runs,
    );
  });

  it('names the place that is gone when the later ones moved up', async () => {
    const broken = await breakAfter(
      `DELETE FROM kartoteka.audit_seal WHERE ${seal(20)};
      UPDATE kartoteka.audit_seal SET position = -position WHERE tenant = '${anna}' AND position > 20;
      UPDATE kartoteka.audit_seal SET position = -position - 1 WHERE tenant = '${anna}' AND position < 0`.replace(
        'UPDATE',
        'ALTER TABLE kartoteka.audit_seal DROP CONSTRAINT audit_seal_position_check; UPDATE',
      ),
    );
    expect(broken).toMatchObject({ position: 20, fault: 'reordered' });
  });

  it('names the first of two entries whose records changed places', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, async (one, two) => {
        fc.pre(one !== two);
        const swap = `CREATE TEMP TABLE pair AS SELECT position, record_id FROM kartoteka.audit_seal
            WHERE tenant = '${anna}' AND position IN (${one}, ${two});
          ALTER TABLE kartoteka.audit_seal DROP CONSTRAINT IF EXISTS audit_seal_tenant_record_id_key;
          UPDATE kartoteka.audit_seal s SET record_id = p.record_id FROM pair p
            WHERE s.tenant = '${anna}' AND s.position = ${one} + ${two} - p.position
              AND s.position IN (${one}, ${two})`;
        expect(await breakAfter(swap)).toMatchObject({
          position: Math.min(one, two),
          fault: 'altered',
        });
      }),
      runs,
    );
  });

  it('names the first of two places that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, async (one, two) => {
        fc.pre(one !== two);
        const swap = `UPDATE kartoteka.audit_seal SET position = 1000 WHERE ${seal(one)};
          UPDATE kartoteka.audit_seal SET position = ${one} WHERE ${seal(two)};
          UPDATE kartoteka.audit_seal SET position = ${two} WHERE ${seal(1000)}`;
        expect(await breakAfter(swap)).toMatchObject({
          position: Math.min(one, two),
          fault: 'reordered',
        });
      }),
      runs,
    );
  });

  it('names the entry in whose hashes any single bit was changed', async () => {
    const bit = fc.integer({ min: 0, max: 255 });
    await fc.assert(
      fc.asyncProperty(
        place,
        bit,
        fc.constantFrom('hash', 'previous'),
        async (at, which, column) => {
          const flip = `UPDATE kartoteka.audit_seal
          SET ${column} = set_bit(${column}, ${which}, 1 - get_bit(${column}, ${which})) WHERE ${seal(at)}`;
          const fault = column === 'hash' ? 'altered' : 'reordered';
          expect(await breakAfter(flip)).toMatchObject({ position: at, fault });
        },
      ),
      runs,
    );
  });

  it('names the entry that was changed together with its hash', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const forged = await rehashed(at, at);
        expect(await breakAfter(forged)).toMatchObject({ position: at, fault: 'rewritten' });
      }),
      runs,
    );
  });

  it('finds a chain that was computed anew from some entry on, by the next signed head', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const forged = await rehashed(at, entries);
        const nextHead = Math.ceil(at / batch) * batch;
        expect(await breakAfter(forged)).toMatchObject({ position: nextHead, fault: 'rewritten' });
      }),
      { numRuns: 15 },
    );
  });

  it('names the end of a trail that was cut, by the heads that are left', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const cut = `DELETE FROM kartoteka.audit_record WHERE tenant = '${anna}' AND id >=
            (SELECT record_id FROM kartoteka.audit_seal WHERE ${seal(at)});
          DELETE FROM kartoteka.audit_seal WHERE tenant = '${anna}' AND position >= ${at}`;
        expect(await breakAfter(cut)).toMatchObject({ position: at, fault: 'truncated' });
        const withHeads = `${cut}; DELETE FROM kartoteka.audit_head WHERE tenant = '${anna}' AND count >= ${at}`;
        expect(await breakAfter(withHeads)).toMatchObject({ position: at, fault: 'truncated' });
      }),
      runs,
    );
  });

  it('needs the exported head for a trail that was cut exactly at a signed head', async () => {
    await house.tamper(`DELETE FROM kartoteka.audit_record WHERE tenant = '${anna}' AND id >
        (SELECT record_id FROM kartoteka.audit_seal WHERE ${seal(16)});
      DELETE FROM kartoteka.audit_seal WHERE tenant = '${anna}' AND position > 16;
      DELETE FROM kartoteka.audit_head WHERE tenant = '${anna}' AND count > 16`);
    const [without] = await verifyAudit({ ...house.ports, tenant: anna });
    const [withHead] = await verifyAudit({ ...house.ports, tenant: anna, heads });
    await restore();
    expect(without).toEqual({ tenant: anna, entries: 16, unsealed: 0 });
    expect(withHead).toEqual({
      tenant: anna,
      entries: 16,
      unsealed: 0,
      broken: { position: 17, fault: 'truncated' },
    });
  });

  it('finds a trail that vanished altogether, when a head of it was exported', async () => {
    const all = tables
      .map((table) => `DELETE FROM kartoteka.${table} WHERE tenant = '${anna}'`)
      .join('; ');
    expect(await breakAfter(all)).toEqual({ position: 1, fault: 'truncated' });
  });

  it('names entries that no signed head covers', async () => {
    const unsigned = `DELETE FROM kartoteka.audit_head WHERE tenant = '${anna}' AND count > 24`;
    await house.tamper(unsigned);
    const [verdict] = await verifyAudit({ ...house.ports, tenant: anna });
    await restore();
    expect(verdict?.broken).toEqual({ position: 25, fault: 'unsigned' });
  });

  it('names the head in which anything was changed', async () => {
    const changes = [
      'signature = set_bit(signature, 77, 1 - get_bit(signature, 77))',
      'signature = substring(signature FROM 2)',
      `sealed_at = sealed_at + interval '1 millisecond'`,
      `hash = decode(repeat('00', 32), 'hex')`,
    ];
    const head = fc.integer({ min: 1, max: entries / batch }).map((number) => number * batch);
    await fc.assert(
      fc.asyncProperty(head, fc.constantFrom(...changes), async (count, change) => {
        const forge = `UPDATE kartoteka.audit_head SET ${change} WHERE tenant = '${anna}' AND count = ${count}`;
        expect(await breakAfter(forge)).toEqual({ position: count, fault: 'forged-head' });
      }),
      { numRuns: 20 },
    );
    const foreign = `UPDATE kartoteka.audit_head SET key_id = '0123456789abcdef' WHERE tenant = '${anna}' AND count = 16`;
    expect(await breakAfter(foreign)).toEqual({ position: 16, fault: 'unknown-key' });
    const moved = `UPDATE kartoteka.audit_head SET count = 15 WHERE tenant = '${anna}' AND count = 16`;
    expect(await breakAfter(moved)).toEqual({ position: 15, fault: 'forged-head' });
  });

  it('takes no exported head that this house did not sign', async () => {
    const forged = heads.map((head) => ({ ...head, count: head.count - 1 }));
    const verdicts = await verifyAudit({ ...house.ports, heads: forged });
    expect(verdicts.map((verdict) => verdict.broken)).toEqual([
      { position: entries - 1, fault: 'forged-head' },
      { position: entries - 1, fault: 'forged-head' },
    ]);
  });

  it('counts records that wait, without calling them a break', async () => {
    await house.record(anna);
    const [verdict] = await verifyAudit({ ...house.ports, tenant: anna });
    await restore();
    expect(verdict).toEqual({ tenant: anna, entries, unsealed: 1 });
  });

  /** SQL that changes the record at `from` and computes the hashes anew up to `to`, as a forger would. */
  async function rehashed(from: number, to: number): Promise<string> {
    const lines: Record<string, never>[] = [];
    for await (const some of exportAudit(house.ports, anna)) {
      lines.push(
        ...some
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      );
    }
    let previous = from === 1 ? chainStart : (lines[from - 2]?.hash as unknown as string);
    const statements = [
      `UPDATE kartoteka.audit_record SET outcome = 'forged' WHERE ${recordAt(from)}`,
    ];
    for (let position = from; position <= to; position += 1) {
      const entry = { ...lines[position - 1], ...(position === from ? { outcome: 'forged' } : {}) };
      const hash = entryHash(entry as never, position, previous);
      statements.push(`UPDATE kartoteka.audit_seal SET previous = decode('${previous}', 'hex'),
        hash = decode('${hash}', 'hex') WHERE ${seal(position)}`);
      previous = hash;
    }
    return statements.join('; ');
  }
});

describe('an exported trail', () => {
  const python = '/usr/bin/python3';
  const readme = readFileSync(new URL('../../src/audit/README.md', import.meta.url), 'utf8');
  const program = /```python\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';

  async function exported(): Promise<string[]> {
    const lines: string[] = [];
    for await (const some of exportAudit(house.ports, anna)) {
      lines.push(...some.split(/(?<=\n)/));
    }
    return lines;
  }

  function verifiedByStranger(lines: readonly string[]): string {
    try {
      return execFileSync(python, ['-c', program], { input: lines.join(''), stdio: 'pipe' })
        .toString()
        .trim();
    } catch (error) {
      return (error as { stderr: Buffer }).stderr.toString().trim();
    }
  }

  it('has a line for each entry and one for the head', async () => {
    const lines = await exported();
    expect(lines).toHaveLength(entries + 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      position: 1,
      tenant: anna,
      at: '2026-03-01T08:00:00.123Z',
      actorDisplay: 'Zażółć Gęślą',
      details: '{"kind":"KIF","pages":3}',
      previous: chainStart,
    });
    expect(JSON.parse(lines.at(-1) ?? '').head).toMatchObject({ tenant: anna, count: entries });
    expect((await exportAudit(house.ports, 'nobody').next()).done).toBe(true);
  });

  it.skipIf(!existsSync(python))(
    'is verified by a program that knows only the description',
    async () => {
      const lines = await exported();
      expect(verifiedByStranger(lines)).toBe(`${entries} entries, signed head`);
      const changed = lines.with(6, (lines[6] ?? '').replace('deed 7', 'deed 8'));
      expect(verifiedByStranger(changed)).toBe('entry 7 is broken');
      expect(verifiedByStranger(lines.toSpliced(11, 1))).toBe('entry 12 is broken');
      expect(verifiedByStranger(lines.toSpliced(-2, 1))).toBe('the head does not fit');
      const resigned = lines.with(-1, (lines.at(-1) ?? '').replace('2026-03-01', '2026-03-02'));
      expect(verifiedByStranger(resigned)).toBe('the head does not fit');
    },
  );

  it('shows a record that is gone instead of hiding it', async () => {
    await house.tamper(`DELETE FROM kartoteka.audit_record WHERE ${recordAt(5)}`);
    const lines = await exported();
    await restore();
    expect(JSON.parse(lines[4] ?? '')).toMatchObject({ position: 5, deleted: true });
    expect(verifiedByStranger(lines)).toBe('entry 5 is broken');
  });
});
