import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  addJob,
  type Log,
  openDatabase,
  type PostgresServer,
  silentLog,
  startJobs,
  startPostgres,
} from '../../src/index.ts';
import { isAlive } from '../../src/postgres/read-postmaster.ts';
import { eventually } from '../jobs/eventually.ts';
import { ask, killEach, launch, makeFolder, postmasterOf, serversBelow } from './launching.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let home: string;
const servers: PostgresServer[] = [];
const children: ChildProcess[] = [];

const start = async (log: Log = silentLog) => {
  const server = await startPostgres({ home, log });
  servers.push(server);
  return server;
};
/** SIGKILL to the server and all its children at once, as a power cut would. */
const killAll = async (pids: readonly number[]) => {
  killEach(pids);
  await eventually(() => pids.filter(isAlive)).toEqual([]);
};

beforeAll(async () => {
  folder = await makeFolder();
  home = join(folder.path, 'home');
  const first = await start();
  await ask(first.url, 'create table kept (n int)');
  await first.stop();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => folder.remove());

describe('a server that is killed', () => {
  it('is started again by its watch, with everything that was committed', async () => {
    const messages: string[] = [];
    const note = (_fields: object, message: string) => void messages.push(message);
    const server = await start({ info: note, warn: note, error: note });
    for (let n = 1; n <= 3; n += 1) {
      await ask(server.url, `insert into kept values (${n})`);
      const before = await postmasterOf(server.folder);
      process.kill(before, 'SIGKILL');
      await eventually(() =>
        ask(server.url, 'select max(n) as n from kept').catch(() => []),
      ).toEqual([{ n }]);
      expect(await postmasterOf(server.folder)).not.toBe(before);
    }
    await eventually(() =>
      messages.filter((text) => text === 'PostgreSQL runs again'),
    ).toHaveLength(3);
  });

  it('costs an open pool one error each, and the pool works on when it is back', async () => {
    const server = await start();
    const database = await openDatabase({
      adminUrl: server.url,
      name: 'kartoteka_pool',
      migrations: [],
      poolMax: 3,
    });
    const held = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const inside = database.inScope({ kind: 'system' }, async () => {
      entered.resolve();
      await held.promise;
    });
    const idle = [1, 2].map(() => database.inScope({ kind: 'system' }, async () => {}));
    await Promise.all([...idle, entered.promise]);
    await killAll(serversBelow(server.folder));
    held.resolve();
    await expect(inside).rejects.toMatchObject({ code: 'start.database-away' });
    await eventually(() => database.answers()).toBe(true);
    expect(await database.inScope({ kind: 'system' }, async () => 'works')).toBe('works');
    await database.close();
  });

  it('does not lose a job: it runs when the server is back', async () => {
    const server = await start();
    const database = await openDatabase({
      adminUrl: server.url,
      name: 'kartoteka_jobs',
      migrations: [],
      poolMax: 3,
    });
    const seen: unknown[] = [];
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const jobs = await startJobs({
      database,
      tasks: {
        note: async ({ document }) => {
          entered.resolve();
          await leave.promise;
          seen.push(document);
        },
      },
      concurrency: 2,
      clock: { now: () => new Date() },
      log: silentLog,
    });
    const add = (document: string) =>
      database.inScope({ kind: 'system' }, (trx) => addJob(trx, 'note', { document }));
    await add('d-1');
    await entered.promise;
    await killAll(serversBelow(server.folder));
    leave.resolve();
    await eventually(() => database.answers()).toBe(true);
    await add('d-2');
    // d-1 was cut off before its end could be written down, so it may run twice.
    await eventually(() => new Set(seen).size).toBe(2);
    await jobs.stop();
    await database.close();
  });
});

describe('a launcher that is killed', () => {
  it('leaves a server that the next start adopts', async () => {
    const killed = launch({ home });
    const { folder: place } = await killed.heard('started');
    const pid = await postmasterOf(place);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(isAlive(pid)).toBe(true);
    const server = await start();
    expect(server.adopted).toBe(true);
    expect(await postmasterOf(server.folder)).toBe(pid);
    await server.stop();
    expect(serversBelow(server.folder)).toEqual([]);
  });

  it('and whose server was killed with it is started over', async () => {
    const killed = launch({ home });
    const { folder: place, url } = await killed.heard('started');
    await ask(url, 'insert into kept values (100)');
    killed.child.kill('SIGKILL');
    await killAll(serversBelow(String(place)));
    expect(existsSync(join(String(place), 'cluster', 'postmaster.pid'))).toBe(true);
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await ask(server.url, 'select max(n) as n from kept')).toEqual([{ n: 100 }]);
  });

  it('and whose server lost only its head is started over as soon as the children are gone', async () => {
    const killed = launch({ home });
    const { folder: place } = await killed.heard('started');
    killed.child.kill('SIGKILL');
    await killed.ended;
    process.kill(await postmasterOf(place), 'SIGKILL');
    const server = await start();
    expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('again and again loses nothing', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const victim = launch({ home });
      const { folder: place, url } = await victim.heard('started');
      await ask(url, `insert into kept values (${1000 + round})`);
      acknowledged.push(1000 + round);
      victim.child.kill('SIGKILL');
      if (round % 2 === 0) process.kill(await postmasterOf(place), 'SIGKILL');
      await victim.ended;
    }
    const server = await start();
    const rows = await ask(server.url, 'select n from kept where n >= 1000 order by n');
    expect(rows.map((row) => row.n)).toEqual(acknowledged);
  });
});

describe('lock files that lie', () => {
  /** Leaves the lock files of a killed server behind, with another number in them. */
  const plant = async (pid: number) => {
    const server = await start();
    const file = join(server.folder, 'cluster', 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    servers.length = 0;
    await server.stop();
    const lines = [String(pid), ...text.split('\n').slice(1)].join('\n');
    await writeFile(file, lines);
    await writeFile(join(server.folder, 'socket', '.s.PGSQL.5432.lock'), lines);
    return file;
  };

  it('naming a process that is gone do not stop the start', async () => {
    const child = spawn('/bin/true');
    await new Promise((resolve) => child.once('exit', resolve));
    await plant(child.pid ?? 0);
    expect((await start()).adopted).toBe(false);
  });

  it('naming a process that ended and was never collected do not stop the start', async () => {
    const parent = spawn('/bin/sh', ['-c', 'sleep 1 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(parent);
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text) => resolve(Number(text)));
    });
    // It ends after its parent has become a program that collects nobody.
    await eventually(() => isAlive(pid)).toBe(false);
    expect(process.kill(pid, 0)).toBe(true);
    await plant(pid);
    expect((await start()).adopted).toBe(false);
  });

  it('naming a living process of another kind do not stop the start', async () => {
    await plant(process.pid);
    expect((await start()).adopted).toBe(false);
  });

  it('naming the server of another cluster do not stop the start', async () => {
    const other = launch({ home: join(folder.path, 'neighbour') });
    const { folder: place } = await other.heard('started');
    await plant(await postmasterOf(place));
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(isAlive(await postmasterOf(place))).toBe(true);
    other.child.kill('SIGINT');
    await other.ended;
  });

  it('naming a server that another hand may have started are left alone', async () => {
    const stranger = spawn('/bin/sleep', ['600'], { argv0: 'postgres', stdio: 'ignore' });
    children.push(stranger);
    const pid = stranger.pid ?? 0;
    const file = await plant(pid);
    await expect(start()).rejects.toMatchObject({
      code: 'start.database-in-use',
      params: { pid },
    });
    expect(existsSync(file)).toBe(true);
    await rm(file);
  });

  it('that cannot be read as a number do not stop the start', async () => {
    const file = await plant(1);
    await writeFile(file, '');
    // PostgreSQL takes an empty file for one that is being written; the launcher knows better.
    expect((await start()).adopted).toBe(false);
  });
});

describe('what a crash leaves in the home', () => {
  it('of an initdb that was cut off is swept away', async () => {
    const fresh = join(folder.path, 'cut-off');
    const remains = join(fresh, 'postgres', 'cluster.new-00000000');
    await mkdir(remains, { recursive: true });
    await writeFile(join(remains, 'PG_VERSION'), '18\n');
    await writeFile(`${remains}.password`, 'word\n');
    const server = await startPostgres({ home: fresh, log: silentLog });
    expect((await readdir(server.folder)).sort()).toEqual(['cluster', 'socket', 'start.log']);
    await server.stop();
  });

  it('before it was written down where the cluster is, is found', async () => {
    await rm(join(home, 'database', 'place.json'));
    const server = await start();
    expect((await ask(server.url, 'select count(*)::int as n from kept'))[0]?.n).toBeGreaterThan(0);
  });

  it('is carried to another place with the home', async () => {
    const moved = join(folder.path, 'moved');
    await cp(home, moved, { recursive: true, preserveTimestamps: true });
    if (process.getuid?.() === 0) await ownAlike(join(home, 'postgres'), join(moved, 'postgres'));
    const server = await startPostgres({ home: moved, log: silentLog });
    expect(server.folder.startsWith(moved)).toBe(true);
    expect((await ask(server.url, 'select count(*)::int as n from kept'))[0]?.n).toBeGreaterThan(0);
    await server.stop();
  });

  it('of a cluster that cannot start is told with the words of the server', async () => {
    const broken = join(folder.path, 'broken');
    const first = await startPostgres({ home: broken, log: silentLog });
    await first.stop();
    await rm(join(first.folder, 'cluster', 'global', 'pg_control'));
    const failure = await startPostgres({ home: broken, log: silentLog }).catch((error) => error);
    expect(failure).toMatchObject({ code: 'start.database-failed' });
    expect(failure.params.folder).toBe(first.folder);
    expect(failure.quoted).toContain('pg_control');
  });

  it('of another major version is told', async () => {
    const old = join(folder.path, 'old');
    const first = await startPostgres({ home: old, log: silentLog });
    await first.stop();
    await writeFile(join(first.folder, 'cluster', 'PG_VERSION'), '16\n');
    await expect(startPostgres({ home: old, log: silentLog })).rejects.toMatchObject({
      code: 'start.database-version',
      params: { version: '16', needed: 18 },
    });
  });
});

/** `cp` as root makes root's files; the server's user owned them. */
async function ownAlike(from: string, to: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    spawn('/bin/chown', ['-R', `--reference=${from}`, to])
      .once('error', reject)
      .once('exit', () => resolve());
  });
}
