import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePesel } from './example-platform/example-platform.ts';
import { type SandboxForTests, startSandboxForTests } from './sandbox-for-tests.ts';

interface Table {
  readonly name: string;
  readonly forced: boolean;
  readonly owner: string;
  readonly policies: number;
}

/** Tables in which both worlds surely have rows here. */
const filled = new Set([
  'example.note',
  'example.person',
  'sandbox.call',
  'sandbox.fault_rule',
  'sandbox.seeded',
  'sandbox.snapshot',
  'sandbox.snapshot_row',
  'sandbox.world',
  'sandbox.world_clock',
]);

let sandbox: SandboxForTests;
let tables: readonly Table[] = [];
beforeAll(async () => {
  sandbox = await startSandboxForTests();
  for (const world of ['mine', 'theirs']) {
    await sandbox.api('POST', '/api/worlds', { world });
    await sandbox.api('PUT', `/api/worlds/${world}/clock`, { offsetMs: 1 });
    await sandbox.api('POST', `/api/worlds/${world}/faults`, { fault: 'slow', ms: 0 });
    await fetch(`${sandbox.url}/w/${world}/example/notes`, {
      method: 'POST',
      body: JSON.stringify({ pesel: examplePesel, text: world }),
    });
    await sandbox.api('PUT', `/api/worlds/${world}/snapshots/s`);
  }
  tables = await sandbox.test.asAdmin<Table>(`
    SELECT c.oid::regclass::text AS name, r.rolname AS owner,
      c.relrowsecurity AND c.relforcerowsecurity AS forced,
      (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
    FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname = 'world' AND NOT a.attisdropped)
    ORDER BY 1`);
});
afterAll(() => sandbox.stop());

const inMine = (statement: ReturnType<typeof sql>) =>
  sandbox.test.database.inScope({ kind: 'world', world: 'mine' }, (trx) => statement.execute(trx));

describe('every table of a world', () => {
  it('is known to this test', () => {
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining([...filled]));
  });

  it('forces row security on its owner', () => {
    const loose = tables.filter(
      ({ forced, owner, policies }) => !forced || owner !== 'kartoteka_owner' || policies === 0,
    );
    expect(loose).toEqual([]);
  });

  it('shows a world its own rows and nothing of another', async () => {
    for (const { name } of tables) {
      const { rows } = await inMine(sql`SELECT DISTINCT world FROM ${sql.raw(name)}`);
      expect([name, rows]).toEqual([name, rows.length === 0 ? [] : [{ world: 'mine' }]]);
      if (filled.has(name)) expect([name, rows.length]).toEqual([name, 1]);
    }
  });

  it('lets a world change and remove nothing of another', async () => {
    for (const { name } of tables) {
      for (const statement of [
        sql`UPDATE ${sql.raw(name)} SET world = world WHERE world = 'theirs'`,
        sql`DELETE FROM ${sql.raw(name)} WHERE world = 'theirs'`,
      ]) {
        const changed = await inMine(statement).catch((error) => error.code);
        // Some columns may not be changed at all: refused is as good as nothing reached.
        const reached = typeof changed === 'string' ? changed : Number(changed.numAffectedRows);
        expect([name, [0, '42501'].includes(reached as never)]).toEqual([name, true]);
      }
    }
  });

  it('takes no row for another world', async () => {
    await expect(
      inMine(sql`INSERT INTO example.person (world, pesel, name) VALUES ('theirs', 'x', 'y')`),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      inMine(sql`INSERT INTO sandbox.world_clock (world) VALUES ('theirs')`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('is an error to whoever did not say which world', async () => {
    for (const { name } of tables) {
      const asked = sandbox.test.asAdmin(
        `SET LOCAL ROLE kartoteka_runtime; SELECT FROM ${name} LIMIT 1`,
      );
      await expect(asked).rejects.toMatchObject({ code: 'KS001' });
    }
  });
});
