import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@kartoteka/service/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/index.ts';

let folder: string;

beforeEach(async () => {
  const room = await mkdtemp(join(tmpdir(), 'kartoteka-template-'));
  folder = join(room, 'sample', 'migrations');
  await mkdir(folder, { recursive: true });
});
afterEach(() => rm(join(folder, '..', '..'), { recursive: true }));

const write = (text: string) => writeFile(join(folder, '0001_sample.sql'), text);

describe('createTestDatabase', () => {
  it('makes databases that know nothing of each other', async () => {
    await write(`create table public.one (n int); -- ${folder}`);
    const all = await Promise.all(
      [1, 2, 3].map(() => createTestDatabase({ migrations: [folder] })),
    );
    await all[0]?.asAdmin('insert into public.one values (1)');
    const counts = await Promise.all(
      all.map((test) => test.asAdmin('select count(*)::int as n from public.one')),
    );
    expect(counts).toEqual([[{ n: 1 }], [{ n: 0 }], [{ n: 0 }]]);
    await Promise.all(all.map((test) => test.drop()));
  });

  it('notices a migration that was changed', async () => {
    await write(`create table public.one (n int); -- ${folder}`);
    await (await createTestDatabase({ migrations: [folder] })).drop();
    await write(`create table public.two (n int); -- ${folder}`);
    const test = await createTestDatabase({ migrations: [folder] });
    expect(await test.asAdmin(`select to_regclass('public.two') is not null as there`)).toEqual([
      { there: true },
    ]);
    await test.drop();
  });

  it('tells which migration fails, and builds the template when it is mended', async () => {
    await write(`select 1 / 0; -- ${folder}`);
    await expect(createTestDatabase({ migrations: [folder] })).rejects.toMatchObject({
      code: 'start.migration-failed',
    });
    await write(`select 1; -- ${folder}`);
    await (await createTestDatabase({ migrations: [folder] })).drop();
  });

  it('gives an application under test what it starts with', async () => {
    const test = await createTestDatabase();
    const application = await openDatabase({
      adminUrl: test.adminUrl,
      name: test.name,
      migrations: [],
      poolMax: 1,
    });
    expect(await application.answers()).toBe(true);
    await application.close();
    await test.drop();
    await expect(test.open()).rejects.toMatchObject({ code: 'start.database-login' });
  });
});
