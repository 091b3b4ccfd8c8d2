import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, silentLog, startPostgres } from '../../src/index.ts';
import { ask, groupOf, launch, makeFolder, postmasterOf, serversBelow } from './launching.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let home: string;

beforeAll(async () => {
  folder = await makeFolder();
  home = join(folder.path, 'home');
});
afterAll(() => folder.remove());

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('startPostgres', () => {
  it('makes a cluster where there is none and leaves nothing running behind', async () => {
    const first = await startPostgres({ home, log: silentLog });
    expect(first.adopted).toBe(false);
    expect(serversBelow(first.folder).length).toBeGreaterThan(1);
    await ask(first.url, 'create table kept as select 7 as n');
    await Promise.all([first.stop(), first.stop()]);
    expect(serversBelow(first.folder)).toEqual([]);
    expect(existsSync(join(first.folder, 'cluster', 'postmaster.pid'))).toBe(false);
    const second = await startPostgres({ home, log: silentLog });
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it('keeps what is committed and closes what others could use', async () => {
    const server = await startPostgres({ home, log: silentLog });
    const settings = await ask(
      server.url,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes',
         'synchronous_commit', 'listen_addresses', 'unix_socket_permissions', 'TimeZone',
         'server_encoding', 'data_checksums', 'log_min_error_statement', 'log_error_verbosity')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      listen_addresses: '',
      unix_socket_permissions: '0700',
      TimeZone: 'UTC',
      server_encoding: 'UTF8',
      data_checksums: 'on',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
    });
    expect(await modeOf(join(server.folder, 'socket'))).toBe('700');
    expect(await modeOf(join(server.folder, 'cluster'))).toBe('700');
    expect(await modeOf(join(home, 'database'))).toBe('700');
    expect(await modeOf(join(home, 'database', 'password'))).toBe('600');
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  it('sorts and folds letters of every language, whatever locales the system has', async () => {
    const server = await startPostgres({ home, log: silentLog });
    await ask(server.url, 'create extension if not exists pg_trgm');
    await ask(server.url, 'create extension if not exists unaccent');
    const [found] = await ask(
      server.url,
      `select lower('ŻÓŁĆ ŐŰ') as low, unaccent('żółć őű') as plain,
         similarity('Łódź', 'łódź') as alike, 'ł' ~ '[[:alpha:]]' as letter`,
    );
    expect(found).toEqual({ low: 'żółć őű', plain: 'zolc ou', alike: 1, letter: true });
    await server.stop();
  });

  it('writes neither statements nor rows into its log', async () => {
    const server = await startPostgres({ home, log: silentLog });
    await ask(server.url, 'create table if not exists person (number text primary key)');
    const insert = `insert into person values ('85010112345')`;
    await ask(server.url, `${insert} on conflict do nothing`);
    await expect(ask(server.url, insert)).rejects.toMatchObject({ code: '23505' });
    const logged = await ask(
      server.url,
      `select string_agg(pg_read_file('log/' || f), '') as text from pg_ls_dir('log') f`,
    );
    expect(logged[0]?.text).toContain('duplicate key value');
    expect(logged[0]?.text).not.toContain('85010112345');
    await server.stop();
  });

  it('serves several users of a home with one server and ends with the last', async () => {
    const here = await startPostgres({ home, log: silentLog });
    const there = launch({ home });
    const started = await there.heard('started');
    expect(started).toMatchObject({ adopted: true, url: here.url });
    await here.stop();
    expect(await ask(started.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    there.child.kill('SIGINT');
    await there.heard('stopped');
    expect(serversBelow(here.folder)).toEqual([]);
  });

  it('makes one cluster and one server when several start at the same moment', async () => {
    const other = join(folder.path, 'crowded');
    const all = [1, 2, 3].map(() => launch({ home: other }));
    const started = await Promise.all(all.map((one) => one.heard('started')));
    expect(started.map((one) => one.adopted).sort()).toEqual([false, true, true]);
    expect(new Set(started.map((one) => one.url)).size).toBe(1);
    for (const one of all) one.child.kill('SIGINT');
    await Promise.all(all.map((one) => one.ended));
    expect(serversBelow(other)).toEqual([]);
  });

  it('stands apart from the terminal: Ctrl-C reaches us, and the server ends after us', async () => {
    const process_ = launch({ home }, { detached: true });
    const { folder: place, url } = await process_.heard('started');
    const pid = await postmasterOf(place);
    const own = process_.child.pid ?? 0;
    expect(groupOf(own).group).toBe(own);
    expect(groupOf(pid)).toMatchObject({ group: pid, session: pid });
    // What the terminal does: SIGINT to every process of the foreground group.
    process.kill(-own, 'SIGINT');
    await process_.heard('stopping');
    await process_.heard('stopped');
    await process_.ended;
    expect(serversBelow(String(place))).toEqual([]);
    await expect(ask(url, 'select 1')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not wait for clients that stay', async () => {
    const server = await startPostgres({ home, log: silentLog });
    const database = await openDatabase({
      adminUrl: server.url,
      name: 'kartoteka_staying',
      migrations: [],
      poolMax: 1,
    });
    const held = database.inScope({ kind: 'system' }, () => server.stop());
    await expect(held).rejects.toMatchObject({ code: 'start.database-away' });
    expect(serversBelow(server.folder)).toEqual([]);
    await database.close();
  });
});

describe('a start that cannot be', () => {
  it('names the folder that cannot be written', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    await expect(startPostgres({ home: join(file, 'home'), log: silentLog })).rejects.toMatchObject(
      {
        code: 'start.database-place',
        params: { folder: join(file, 'home') },
      },
    );
  });

  it('does not put a new cluster where the old one is missing', async () => {
    const gone = join(folder.path, 'gone');
    await mkdir(join(gone, 'database'), { recursive: true, mode: 0o700 });
    const place = join(gone, 'database', 'place.json');
    await writeFile(place, JSON.stringify({ folder: '/mnt/not-mounted' }));
    await expect(startPostgres({ home: gone, log: silentLog })).rejects.toMatchObject({
      code: 'start.database-missing',
      params: { folder: '/mnt/not-mounted/cluster' },
    });
    expect(await readdir(gone)).toEqual(['database']);
  });
});
