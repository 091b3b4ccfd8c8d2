import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase, testAdminUrl } from '@kartoteka/service/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/index.ts';

let folder: string;
let test: TestDatabase<unknown>;

const put = async (files: Record<string, string>, room = 'shop') => {
  const at = join(folder, room, 'src', 'migrations');
  await mkdir(at, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(at, name), text);
  return at;
};
const migrate = async (...folders: string[]) => {
  const database = await openDatabase({
    adminUrl: await testAdminUrl(),
    name: test.name,
    migrations: folders,
    poolMax: 1,
  });
  await database.close();
};
const applied = async () =>
  (await test.asAdmin<{ name: string }>('select name from kartoteka.migration')).map(
    (row) => row.name,
  );
const exists = async (table: string) =>
  (await test.asAdmin<{ at: string | null }>('select to_regclass($1) as at', [table]))[0]?.at !==
  null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-migrations-'));
  test = await createTestDatabase();
});
afterEach(async () => {
  await test.drop();
  await rm(folder, { recursive: true });
});

describe('migrations', () => {
  it('run once, in the order of folders and file names, under the name of their room', async () => {
    const shop = await put({
      '0002_second.sql': 'create table public.b as select * from public.a;',
      '0001_first.sql': 'create table public.a (id int);',
    });
    const extra = await put({ '0001_more.sql': 'alter table public.b add more int;' }, 'extra');
    await migrate(shop, extra);
    await migrate(shop, extra);
    expect((await applied()).filter((name) => !name.startsWith('service/')).sort()).toEqual([
      'extra/0001_more.sql',
      'shop/0001_first.sql',
      'shop/0002_second.sql',
    ]);
  });

  it('leave other files in their folder alone', async () => {
    const shop = await put({
      'README.md': 'words',
      'notes.sql': 'nonsense',
      '0001_a.sql.bak': 'x',
    });
    await migrate(shop);
    expect((await applied()).every((name) => name.startsWith('service/'))).toBe(true);
  });

  it('add a later file to what was there', async () => {
    const shop = await put({ '0001_first.sql': 'create table public.a (id int);' });
    await migrate(shop);
    await put({ '0002_second.sql': 'create table public.b (id int);' });
    await migrate(shop);
    expect(await exists('public.b')).toBe(true);
  });

  it('refuse a file that was edited after it was applied', async () => {
    const shop = await put({ '0001_first.sql': 'create table public.a (id int);' });
    await migrate(shop);
    await put({ '0001_first.sql': 'create table public.a (id int); -- harmless' });
    await expect(migrate(shop)).rejects.toMatchObject({
      code: 'start.migration-changed',
      params: { migration: 'shop/0001_first.sql' },
    });
  });

  it('refuse a database that a newer program has used', async () => {
    await migrate(await put({ '0001_first.sql': 'create table public.a (id int);' }));
    await expect(migrate()).rejects.toMatchObject({
      code: 'start.database-newer',
      params: { database: test.name, migration: 'shop/0001_first.sql' },
    });
  });

  it('leave nothing of a file that fails, and keep the files before it', async () => {
    const shop = await put({
      '0001_first.sql': 'create table public.a (id int);',
      '0002_broken.sql': 'create table public.b (id int); select 1 / 0;',
    });
    const failure = await migrate(shop).catch((error) => error);
    expect(failure).toMatchObject({
      code: 'start.migration-failed',
      params: { migration: 'shop/0002_broken.sql' },
      cause: { code: '22012' },
    });
    expect(await exists('public.a')).toBe(true);
    expect(await exists('public.b')).toBe(false);
    await put({ '0002_broken.sql': 'create table public.b (id int);' });
    await migrate(shop);
    expect(await exists('public.b')).toBe(true);
  });

  it('belong to the owner, and the application may use what they made', async () => {
    await migrate(
      await put({
        '0001_first.sql': `create schema shop;
          create table shop.thing (id bigint generated always as identity, tenant text);
          create function shop.twice(n int) returns int language sql as 'select 2 * n';`,
      }),
    );
    const [thing] = await test.asAdmin(
      `select tableowner,
         has_schema_privilege('kartoteka_runtime', 'shop', 'USAGE') as schema,
         has_table_privilege('kartoteka_runtime', 'shop.thing', 'SELECT,INSERT,UPDATE,DELETE') as rows,
         has_table_privilege('kartoteka_runtime', 'shop.thing', 'TRUNCATE') as truncate,
         has_sequence_privilege('kartoteka_runtime', 'shop.thing_id_seq', 'USAGE') as numbers,
         has_function_privilege('kartoteka_runtime', 'shop.twice(int)', 'EXECUTE') as call
       from pg_tables where tablename = 'thing'`,
    );
    expect(thing).toEqual({
      tableowner: 'kartoteka_owner',
      schema: true,
      rows: true,
      truncate: false,
      numbers: true,
      call: true,
    });
  });

  it('can move data although row security binds the owner too', async () => {
    const shop = await put({
      '0001_first.sql': `create table public.thing (tenant text, size int);
        insert into public.thing values ('a', 1), ('b', 2);
        alter table public.thing enable row level security;
        alter table public.thing force row level security;
        create policy owner on public.thing using ((select kartoteka.scope_kind()) = 'system');`,
      '0002_double.sql': 'update public.thing set size = 2 * size;',
    });
    await migrate(shop);
    expect(await test.asAdmin('select sum(size)::int as sum from public.thing')).toEqual([
      { sum: 6 },
    ]);
  });
});
