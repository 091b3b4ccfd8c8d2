import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseAccountId } from '@kartoteka/kernel';
import { testAdminUrl } from '@kartoteka/service/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/index.ts';
import { eventually } from '../jobs/eventually.ts';
import type { SampleSchema } from './sample-schema.ts';

const migrations = [join(import.meta.dirname, 'migrations')];
const anna = { kind: 'account', account: parseAccountId('1')! } as const;
const names: string[] = [];
let adminUrl: string;
let admin: pg.Client;

const freshName = () => {
  const name = `kt_${process.pid}_open_${randomBytes(4).toString('hex')}`;
  names.push(name);
  return name;
};
const open = (name: string, poolMax = 2): Promise<Database<SampleSchema>> =>
  openDatabase<SampleSchema>({ adminUrl, name, migrations, poolMax });
const connect = async (url: string, database: string) => {
  const to = new URL(url);
  to.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: to.href });
  await client.connect();
  return client;
};

beforeAll(async () => {
  adminUrl = await testAdminUrl();
  admin = await connect(adminUrl, 'postgres');
});
afterAll(async () => {
  for (const name of names) {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role if exists ${name}_app`);
  }
  await admin.end();
});

describe('openDatabase', () => {
  it('makes database and roles where there is nothing, and finds them the next time', async () => {
    const name = freshName();
    const first = await open(name);
    await first.inScope(anna, (trx) =>
      trx.insertInto('sample.note').values({ text: 'kept' }).execute(),
    );
    await first.close();
    const second = await open(name);
    const notes = await second.inScope(anna, (trx) =>
      trx.selectFrom('sample.note').select('text').execute(),
    );
    await second.close();
    expect(notes).toEqual([{ text: 'kept' }]);
  });

  it('lets several instances start at the same moment', async () => {
    const name = freshName();
    const all = await Promise.all(Array.from({ length: 6 }, () => open(name)));
    await Promise.all(all.map((database) => database.close()));
    const client = await connect(adminUrl, name);
    const { rows } = await client.query('select name from kartoteka.migration order by name');
    await client.end();
    expect(rows.map((row) => row.name)).toContain('database/0001_notes.sql');
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });

  it('works as a role that is bound by row security and owns nothing', async () => {
    const name = freshName();
    const database = await open(name);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         pg_has_role(current_user, 'kartoteka_owner', 'MEMBER') as owner,
         (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = current_user`,
    );
    await expect(client.query('create table public.mine (id int)')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(client.query('set role kartoteka_owner')).rejects.toMatchObject({ code: '42501' });
    await client.end();
    await database.close();
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owner: false,
        owned: 0,
      },
    ]);
  });

  it('lets the role of one application into no other database', async () => {
    const [one, other] = [freshName(), freshName()];
    const [first, second] = await Promise.all([open(one), open(other)]);
    await expect(connect(first.url, other)).rejects.toMatchObject({ code: '42501' });
    await Promise.all([first.close(), second.close()]);
  });

  it.each(['BYPASSRLS', 'SUPERUSER'])('does not start with a role that got %s', async (right) => {
    const name = freshName();
    await (await open(name)).close();
    await admin.query(`alter role ${name}_app ${right}`);
    await expect(open(name)).rejects.toMatchObject({
      code: 'start.database-role',
      params: { role: `${name}_app` },
    });
  });

  it('does not start with a role that was made a member of the owner', async () => {
    const name = freshName();
    await (await open(name)).close();
    await admin.query(`grant kartoteka_owner to ${name}_app`);
    await expect(open(name)).rejects.toMatchObject({ code: 'start.database-role' });
  });

  it.each([
    'postgresql://user@localhost/postgres',
    'not an address',
    'mysql://user:word@localhost/x',
    'postgresql:///postgres',
    '',
  ])('says what an address must look like: "%s"', async (given) => {
    const url = given === 'postgresql://user@localhost/postgres' ? withoutPassword() : given;
    await expect(
      openDatabase({ adminUrl: url, name: 'never', migrations: [], poolMax: 1 }),
    ).rejects.toMatchObject({ code: 'start.database-url' });
  });

  it.each([
    ['password', 'wrong'],
    ['username', 'nobody_of_that_name'],
    ['pathname', '/nothing_of_that_name'],
  ] as const)('says so when the %s is not accepted', async (part, value) => {
    const url = new URL(adminUrl);
    url[part] = value;
    await expect(
      openDatabase({ adminUrl: url.href, name: 'never', migrations: [], poolMax: 1 }),
    ).rejects.toMatchObject({ code: 'start.database-login' });
  });

  it('says so when nothing answers there', async () => {
    const away = 'postgresql://user:word@localhost:5432/postgres?host=%2Fnowhere';
    await expect(
      openDatabase({ adminUrl: away, name: 'never', migrations: [], poolMax: 1 }),
    ).rejects.toMatchObject({ code: 'start.database-away' });
  });

  it('says which rights an administrator lacks', async () => {
    const role = `kt_weak_${randomBytes(4).toString('hex')}`;
    await admin.query(`create role ${role} login password 'word'`);
    const url = new URL(adminUrl);
    url.username = role;
    url.password = 'word';
    const opening = openDatabase({ adminUrl: url.href, name: 'x', migrations: [], poolMax: 1 });
    await expect(opening).rejects.toMatchObject({
      code: 'start.database-rights',
      params: { user: role },
    });
    await admin.query(`drop role ${role}`);
  });

  it('is content with an administrator who may only make databases and roles', async () => {
    const role = `kt_plain_${randomBytes(4).toString('hex')}`;
    await admin.query(`create role ${role} login password 'word' createdb createrole`);
    // Roles that exist already were made by somebody else; on a fresh server this one makes them.
    await admin.query(`grant kartoteka_owner, kartoteka_runtime to ${role} with admin option`);
    const url = new URL(adminUrl);
    url.username = role;
    url.password = 'word';
    const name = freshName();
    const database = await openDatabase<SampleSchema>({
      adminUrl: url.href,
      name,
      migrations,
      poolMax: 1,
    });
    expect(await database.answers()).toBe(true);
    await database.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}_app`);
    await admin.query(`drop owned by ${role}`);
    await admin.query(`drop role ${role}`);
  });

  it('opens a migrated database by the address of the runtime role alone', async () => {
    const name = freshName();
    const first = await open(name);
    const second = await openDatabase<SampleSchema>({
      url: first.url,
      name,
      migrations,
      poolMax: 1,
    });
    expect(await second.answers()).toBe(true);
    await Promise.all([first.close(), second.close()]);
  });

  it('does not open a database that lacks a migration when it may not migrate', async () => {
    const name = freshName();
    const bare = await openDatabase({ adminUrl, name, migrations: [], poolMax: 1 });
    const opening = openDatabase({ url: bare.url, name, migrations, poolMax: 1 });
    await expect(opening).rejects.toMatchObject({
      code: 'start.database-behind',
      params: { migration: 'database/0001_notes.sql' },
    });
    await bare.close();
  });

  it('counts its connections and gives them back', async () => {
    const database = await open(freshName(), 3);
    const held = Promise.withResolvers<void>();
    const busy = [1, 2].map(() => database.inScope(anna, () => held.promise));
    await eventually(() => database.load().connections).toBe(2);
    expect(database.load()).toEqual({ connections: 2, idle: 0, waiting: 0 });
    held.resolve();
    await Promise.all(busy);
    expect(database.load()).toEqual({ connections: 2, idle: 2, waiting: 0 });
    await database.close();
    await database.close();
    expect(await database.answers()).toBe(false);
  });
});

function withoutPassword(): string {
  const url = new URL(adminUrl);
  url.password = '';
  return url.href;
}
