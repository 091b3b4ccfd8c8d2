import { join } from 'node:path';
import { parseAccountId } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { type Insertable, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/index.ts';
import type { SampleSchema } from './sample-schema.ts';

const anna = { kind: 'account', account: parseAccountId('1')! } as const;
const bela = { kind: 'account', account: parseAccountId('2')! } as const;
let test: TestDatabase<SampleSchema>;

beforeAll(async () => {
  test = await createTestDatabase({ migrations: [join(import.meta.dirname, 'migrations')] });
});
afterAll(() => test.drop());
beforeEach(() => test.asAdmin('truncate sample.note cascade'));

const write = (scope: Scope, values: Partial<Insertable<SampleSchema['sample.note']>> = {}) =>
  test.database.inScope(scope, (trx) =>
    trx
      .insertInto('sample.note')
      .values({ text: 'words', ...values } as never)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
const read = (scope: Scope) =>
  test.database.inScope(scope, (trx) => trx.selectFrom('sample.note').selectAll().execute());

describe('inScope', () => {
  it('shows an account its own rows and nothing of another', async () => {
    await write(anna, { text: 'of Anna' });
    await write(bela, { text: 'of Bela' });
    expect((await read(anna)).map((note) => note.text)).toEqual(['of Anna']);
    expect((await read(bela)).map((note) => note.text)).toEqual(['of Bela']);
  });

  it('gives a row the tenant of the scope when the statement names none', async () => {
    expect((await write(anna)).tenant).toBe(anna.account);
    expect((await write({ kind: 'practice' })).tenant).toBe('practice');
  });

  it('refuses a row for another tenant', async () => {
    await expect(write(anna, { tenant: bela.account })).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    { kind: 'person', person: 'p-1', moment: new Date() },
    { kind: 'operator' },
    { kind: 'sign-in' },
    { kind: 'system' },
  ] satisfies Scope[])('shows rows of a tenant to nobody else: $kind', async (scope) => {
    await write(anna);
    expect(await read(scope)).toEqual([]);
  });

  it.each([
    [anna, ['account', anna.account, null]],
    [{ kind: 'practice' }, ['practice', 'practice', null]],
    [{ kind: 'person', person: 'p-1', moment: new Date() }, ['person', null, 'p-1']],
    [{ kind: 'operator' }, ['operator', null, null]],
    [{ kind: 'sign-in' }, ['sign-in', null, null]],
    [{ kind: 'system' }, ['system', null, null]],
  ] satisfies [Scope, (string | null)[]][])(
    'tells the policies who asks: %o',
    async (scope, told) => {
      const { rows } = await test.database.inScope(scope, (trx) =>
        sql<{ kind: string; tenant: string; person: string }>`select kartoteka.scope_kind() as kind,
        kartoteka.scope_tenant() as tenant, kartoteka.scope_person() as person`.execute(trx),
      );
      expect(rows.map((row) => [row.kind, row.tenant, row.person])).toEqual([told]);
    },
  );

  it('keeps a scope with quotes in it a value', async () => {
    const person = `'; reset role; --`;
    const { rows } = await test.database.inScope(
      { kind: 'person', person, moment: new Date() },
      (trx) => sql<{ person: string }>`select kartoteka.scope_person() as person`.execute(trx),
    );
    expect(rows).toEqual([{ person }]);
  });

  it('rolls back everything when the work throws', async () => {
    const failing = test.database.inScope(anna, async (trx) => {
      await trx.insertInto('sample.note').values({ text: 'gone' }).execute();
      throw new RangeError('enough');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await read(anna)).toEqual([]);
  });

  it('writes nothing when it may only read', async () => {
    const writing = test.database.inScope(
      anna,
      (trx) => trx.insertInto('sample.note').values({ text: 'no' }).execute(),
      { readOnly: true },
    );
    // 25006: read-only transaction.
    await expect(writing).rejects.toMatchObject({ code: '25006' });
  });
});

describe('without a scope', () => {
  it('every statement on a table of tenants is an error, before and after a scope', async () => {
    await write(anna);
    const client = new pg.Client({ connectionString: test.database.url });
    await client.connect();
    try {
      const asked = () => client.query('select * from sample.note');
      // A fresh session never had the setting; later it has an empty one.
      await expect(asked()).rejects.toMatchObject({ code: 'KS001' });
      await client.query('begin');
      await client.query(`select set_config('kartoteka.scope', 'account', true),
        set_config('kartoteka.tenant', '${anna.account}', true)`);
      expect((await asked()).rowCount).toBe(1);
      await client.query('commit');
      await expect(asked()).rejects.toMatchObject({ code: 'KS001' });
      for (const text of [
        'update sample.note set size = 1',
        'delete from sample.note',
        `insert into sample.note (tenant, text) values ('${anna.account}', 'x')`,
        `insert into sample.note (text) values ('x')`,
      ]) {
        await expect(client.query(text)).rejects.toMatchObject({ code: 'KS001' });
      }
    } finally {
      await client.end();
    }
  });

  it('a connection that goes back to the pool takes its scope with it to nobody', async () => {
    const single = await test.open({ poolMax: 1 });
    await single.inScope(anna, (trx) => sql`select 1`.execute(trx));
    const { rows } = await single.inScope({ kind: 'operator' }, (trx) =>
      sql<{ tenant: string | null }>`select kartoteka.scope_tenant() as tenant`.execute(trx),
    );
    expect(rows).toEqual([{ tenant: null }]);
  });
});

describe('policies', () => {
  it('are evaluated once for a statement and leave the index in use', async () => {
    await test.asAdmin(`insert into sample.note (tenant, text)
      select lpad((n % 50)::text, 16, '0'), 'x' from generate_series(1, 20000) n`);
    await test.asAdmin('analyze sample.note');
    const { rows } = await test.database.inScope(anna, (trx) =>
      sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off, timing off, summary off)
        select * from sample.note where id = 500`.execute(trx),
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Scan using note_pkey');
    expect(plan).toContain('tenant = (InitPlan');
    expect(plan).not.toContain('Filter');
  });
});

describe('values', () => {
  it('come as numbers, days and instants', async () => {
    const note = await write(anna, {
      size: 9_007_199_254_740_991,
      price: 12.34,
      day: '2026-03-29',
      at: new Date('2026-03-29T01:30:00Z'),
      local_at: '2026-03-29 02:30:00' as never,
    });
    expect(note.size).toBe(9_007_199_254_740_991);
    expect(note.price).toBe(12.34);
    expect(note.day).toBe('2026-03-29');
    expect(note.at).toEqual(new Date('2026-03-29T01:30:00Z'));
    expect(note.local_at).toEqual(new Date('2026-03-29T02:30:00Z'));
  });

  it.each([
    ['9007199254740992::bigint'],
    ['(-9007199254740992)::bigint'],
    ['1234567890.1234567::numeric'],
    [`'NaN'::numeric`],
  ])('that a number cannot hold exactly are an error: %s', async (expression) => {
    const asked = test.database.inScope(anna, (trx) =>
      sql`select ${sql.raw(expression)} as value`.execute(trx),
    );
    await expect(asked).rejects.toThrow(RangeError);
  });

  it.each([
    ['0::numeric', 0],
    ['-0.5::numeric', -0.5],
    ['1000000000000000::numeric / 10', 100_000_000_000_000],
    ['123456789012345::numeric', 123_456_789_012_345],
  ])('numeric %s is %d', async (expression, value) => {
    const { rows } = await test.database.inScope(anna, (trx) =>
      sql<{ value: number }>`select trunc(${sql.raw(expression)}, 1) as value`.execute(trx),
    );
    expect(rows).toEqual([{ value }]);
  });
});
