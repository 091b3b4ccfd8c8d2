import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/index.ts';
import { resolveBinaries } from '../../src/postgres/resolve-binaries.ts';
import { chooseServerUser } from '../../src/postgres/server-user.ts';
import { startServer } from '../../src/postgres/start-postgres.ts';
import {
  ask,
  canActAsNobody,
  isRoot,
  launch,
  makeFolder,
  nobody,
  serversBelow,
} from './launching.ts';

const own = resolveBinaries();
const asRoot = it.skipIf(!isRoot);
const asNobody = it.skipIf(!canActAsNobody);
const asPlainUser = it.skipIf(isRoot && !canActAsNobody);
let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeAll(async () => {
  folder = await makeFolder();
  if (!isRoot) console.info('Not root: what only root meets is skipped.');
});
afterAll(() => folder.remove());

/** The programs once more, elsewhere: as in a clone of the repository that others cannot enter. */
const copyBinaries = async (name: string, options: { links: boolean; mode: number }) => {
  const to = join(folder.path, name, 'native');
  await mkdir(join(folder.path, name), { mode: options.mode });
  await cp(own.folder, to, { recursive: true, verbatimSymlinks: true });
  if (!options.links) execFileSync('/usr/bin/find', [to, '-type', 'l', '-delete']);
  return { ...own, folder: to };
};
const startAndStop = async (options: Parameters<typeof launch>[0], as = {}) => {
  const launched = launch(options, as);
  const started = await launched.heard('started');
  expect(await ask(started.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  launched.child.kill('SIGINT');
  await launched.heard('stopped');
  expect(serversBelow(String(started.folder))).toEqual([]);
  return { folder: String(started.folder), said: launched.said };
};

describe('the programs', () => {
  it('are told to be missing for a system they are not made for', () => {
    expect(() => resolveBinaries('plan9-mips')).toThrow('start.database-binaries');
  });

  it('get the links that npm cannot carry when the install script did not run', async () => {
    const binaries = await copyBinaries('no-links', { links: false, mode: 0o755 });
    expect(existsSync(join(binaries.folder, 'lib', 'libpq.so.5'))).toBe(false);
    const server = await startServer({
      home: join(folder.path, 'home-links'),
      log: silentLog,
      binaries,
    });
    await server.stop();
    expect(existsSync(join(binaries.folder, 'lib', 'libpq.so.5'))).toBe(true);
  });

  asPlainUser(
    'are copied beside the data when their links cannot be made where they are',
    async () => {
      const binaries = await copyBinaries('read-only', { links: false, mode: 0o755 });
      execFileSync('/bin/chmod', ['-R', 'a-w', binaries.folder]);
      // Root writes where it likes, so this needs a user.
      const as = isRoot ? nobody : {};
      const home = join(folder.path, 'home-read-only');
      await mkdir(home);
      if (isRoot) execFileSync('/bin/chown', ['nobody', home]);
      const { folder: place } = await startAndStop({ home, binaries }, as);
      expect(await readdir(place)).toContain(`postgresql-${own.version}`);
      execFileSync('/bin/chmod', ['-R', 'u+w', binaries.folder]);
    },
  );

  asRoot('are copied where the server’s user can run them when the clone is private', async () => {
    const binaries = await copyBinaries('private', { links: true, mode: 0o700 });
    const sharedFolder = join(folder.path, 'shared-binaries');
    const options = { home: join(folder.path, 'home-private'), binaries, sharedFolder };
    await startAndStop(options);
    const copies = join(sharedFolder, 'binaries');
    expect(await readdir(copies)).toEqual([`postgresql-${own.version}`]);
    // The second start finds the copy; one that was cut off is not taken for whole.
    const before = await stat(join(copies, `postgresql-${own.version}`));
    await startAndStop(options);
    expect((await stat(join(copies, `postgresql-${own.version}`))).ino).toBe(before.ino);
    rmSync(join(copies, `postgresql-${own.version}`, 'lib', 'libpq.so.5'));
    await startAndStop(options);
    expect(existsSync(join(copies, `postgresql-${own.version}`, 'lib', 'libpq.so.5'))).toBe(true);
  });

  asRoot('are copied once when two homes start at the same moment', async () => {
    const binaries = await copyBinaries('private-twice', { links: true, mode: 0o700 });
    const sharedFolder = join(folder.path, 'shared-twice');
    const starting = ['a', 'b'].map((name) =>
      startAndStop({ home: join(folder.path, `home-${name}`), binaries, sharedFolder }),
    );
    await Promise.all(starting);
    expect(await readdir(join(sharedFolder, 'binaries'))).toHaveLength(1);
  });
});

describe('the data', () => {
  it('stand in the home', async () => {
    const home = join(folder.path, 'home-plain');
    const { folder: place } = await startAndStop({ home });
    expect(place).toBe(join(home, 'postgres'));
    expect(JSON.parse(await readFile(join(home, 'database', 'place.json'), 'utf8'))).toEqual({
      folder: 'postgres',
    });
  });

  asRoot('let the server’s user pass through the home, but not look into it', async () => {
    const home = join(folder.path, 'home-0700');
    await mkdir(home, { mode: 0o700 });
    await startAndStop({ home });
    expect(((await stat(home)).mode & 0o777).toString(8)).toBe('711');
  });

  asRoot('go below the system folder when the home cannot be reached at all', async () => {
    const closed = join(folder.path, 'closed');
    await mkdir(join(closed, 'home'), { recursive: true });
    await chmod(closed, 0o700);
    const home = join(closed, 'home');
    const modeBefore = (await stat(home)).mode;
    const sharedFolder = join(folder.path, 'shared-data');
    const first = await startAndStop({ home, sharedFolder });
    expect(first.folder.startsWith(join(sharedFolder, 'clusters'))).toBe(true);
    expect((await stat(home)).mode).toBe(modeBefore);
    expect(await readdir(home)).toEqual(['database']);
    const again = await startAndStop({ home, sharedFolder });
    expect(again.folder).toBe(first.folder);
    // A home deleted and made anew has another password: it gets a cluster of its own.
    await rm(home, { recursive: true });
    const anew = await startAndStop({ home, sharedFolder });
    expect(anew.folder).not.toBe(first.folder);
    expect(await readdir(join(sharedFolder, 'clusters'))).toHaveLength(2);
  });

  asNobody('of another user are theirs: root runs the server as that user', async () => {
    const home = join(folder.path, 'home-of-nobody');
    await mkdir(home);
    execFileSync('/bin/chown', ['nobody', home]);
    const { folder: place } = await startAndStop({ home }, nobody);
    expect((await stat(join(place, 'cluster'))).uid).toBe(nobody.uid);
    execFileSync('/bin/chown', ['root', join(home, 'database')]);
    await startAndStop({ home });
    expect((await stat(join(place, 'cluster'))).uid).toBe(nobody.uid);
  });

  asNobody('of another user are refused to a plain user', async () => {
    const home = join(folder.path, 'home-of-root');
    await startAndStop({ home });
    const launched = launch({ home }, nobody);
    expect(await launched.heard('failed')).toMatchObject({
      code: 'start.database-owner',
      params: { folder: join(home, 'database') },
    });
  });
});

describe('the socket', () => {
  it('stands elsewhere when its path would be too long', async () => {
    const home = join(folder.path, 'a-home-with-a-rather-long-name'.repeat(4));
    const sharedFolder = join(folder.path, 'shared-socket');
    const launched = launch({ home, sharedFolder });
    const { url } = await launched.heard('started');
    const socket = new URL(String(url)).searchParams.get('host') ?? '';
    expect(Buffer.byteLength(`${socket}/.s.PGSQL.5432`)).toBeLessThanOrEqual(100);
    expect(((await stat(socket)).mode & 0o777).toString(8)).toBe('700');
    launched.child.kill('SIGINT');
    await launched.ended;
    await rm(socket, { recursive: true, force: true });
  });
});

describe('the user', () => {
  const passwd = (...names: string[]) =>
    [
      'root:x:0:0:root:/root:/bin/bash',
      ...names.map((name, n) => `${name}:x:${n + 7}:${n + 8}::/:/bin/sh`),
    ].join('\n');

  asRoot.each([
    [['nobody', 'postgres', 'kartoteka'], 'kartoteka'],
    [['nobody', 'postgres', 'anna'], 'postgres'],
    [['nobody', 'anna'], 'nobody'],
  ])('that root steps down to, of %o, is %s', async (names, chosen) => {
    const user = await chooseServerUser({ cluster: undefined, passwd: passwd(...names) });
    expect(user).toMatchObject({ name: chosen, steppedDown: true });
    expect(user.uid).toBe(names.indexOf(chosen) + 7);
    expect(user.gid).toBe(names.indexOf(chosen) + 8);
  });

  asRoot('is told to be missing where there is none', async () => {
    const choosing = chooseServerUser({ cluster: undefined, passwd: passwd('anna') });
    await expect(choosing).rejects.toMatchObject({ code: 'start.database-user' });
  });

  it.skipIf(isRoot)('is ourselves when we are not root', async () => {
    const user = await chooseServerUser({ cluster: undefined });
    expect(user).toMatchObject({ uid: process.getuid?.(), steppedDown: false });
  });
});
