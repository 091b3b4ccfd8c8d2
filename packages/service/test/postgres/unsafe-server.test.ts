import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, silentLog, startPostgres } from '../../src/index.ts';
import { resolveBinaries } from '../../src/postgres/resolve-binaries.ts';
import { chooseServerUser, type ServerUser, spawnAs } from '../../src/postgres/server-user.ts';
import { eventually } from '../jobs/eventually.ts';
import { ask, makeFolder } from './launching.ts';

/** Debian's own server, too old for us; where the machine has it. */
const older = '/usr/lib/postgresql/15/bin';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let url: string;
let place: string;
let user: ServerUser;
let running: ChildProcess | undefined;
/** A copy where the server's user reaches it: the checkout may be private. */
let bin: string;

beforeAll(async () => {
  folder = await makeFolder();
  const server = await startPostgres({ home: join(folder.path, 'home'), log: silentLog });
  await server.stop();
  url = server.url;
  place = server.folder;
  const binaries = join(folder.path, 'binaries');
  await cp(resolveBinaries().folder, binaries, { recursive: true, verbatimSymlinks: true });
  bin = join(binaries, 'bin');
  user = await chooseServerUser({ cluster: join(place, 'cluster') });
});
afterEach(async () => {
  // One that never ran has no end to wait for.
  if (running?.pid !== undefined && running.exitCode === null) {
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    running.kill('SIGINT');
    await ended;
  }
  running = undefined;
});
afterAll(() => folder.remove());

/** A server as somebody else may run it: given by its address, with settings of their own. */
const runServer = async (from: string, cluster: string, ...settings: string[]) => {
  running = spawn(
    join(from, 'postgres'),
    [
      ...['-D', cluster, '-k', join(place, 'socket'), '-c', 'listen_addresses='],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...spawnAs(user), stdio: 'ignore' },
  );
  await eventually(() => ask(url, 'select 1 as n').catch(() => [])).toEqual([{ n: 1 }]);
};
const opening = () =>
  openDatabase({ adminUrl: url, name: 'kartoteka_given', migrations: [], poolMax: 1 });

describe('a given server', () => {
  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
    'that could lose what was committed is refused: %s off',
    async (setting) => {
      await runServer(bin, join(place, 'cluster'), `${setting}=off`);
      await expect(opening()).rejects.toMatchObject({
        code: 'start.database-unsafe',
        params: { setting },
      });
    },
  );

  it.each(['local', 'remote_write'])(
    'that waits for its own disk at least is taken: synchronous_commit %s',
    async (value) => {
      await runServer(bin, join(place, 'cluster'), `synchronous_commit=${value}`);
      const database = await opening();
      expect(await database.answers()).toBe(true);
      await database.close();
    },
  );

  it.skipIf(!existsSync(older))('of an older version is refused', async () => {
    const cluster = join(folder.path, 'older');
    await mkdir(cluster);
    execFileSync('/bin/chown', [String(user.uid), cluster]);
    execFileSync(join(older, 'initdb'), ['-D', cluster, '-U', 'kartoteka_admin', '-A', 'trust'], {
      ...spawnAs(user),
      stdio: 'ignore',
    });
    await runServer(older, cluster);
    await expect(opening()).rejects.toMatchObject({
      code: 'start.database-version',
      params: { needed: 18 },
    });
  });
});
