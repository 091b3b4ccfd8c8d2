import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '@kartoteka/kernel';
import pg from 'pg';
import { adminName } from './create-cluster.ts';
import type { ServerPlace } from './place-server.ts';
import { isAlive, readPostmaster } from './read-postmaster.ts';
import { serverSettings } from './server-settings.ts';
import { spawnAs } from './server-user.ts';

/** Recovery after a crash replays up to `max_wal_size`; then people had rather know. */
const startMsMax = 180_000;
/** Children of a server that was killed end by themselves, but not at once. */
const remainsMsMax = 20_000;
/** Orderly end first, then without a checkpoint: the next start recovers. */
const stopMsMax = 60_000;
const killMsMax = 10_000;
const lookMs = 20;

export interface RunningPostmaster {
  readonly pid: number;
  /** True when it ran already. */
  readonly adopted: boolean;
}

interface Target {
  readonly place: ServerPlace;
  readonly password: string;
}

/**
 * Makes sure that the server of the cluster runs and answers, and returns which it is. A
 * living one is adopted; the remains of a dead one are dealt with. Call it under the folder's lock.
 *
 * @throws Problem `start.database-in-use`, `start.database-failed`
 */
export async function ensurePostmaster(target: Target): Promise<RunningPostmaster> {
  const { place } = target;
  const until = performance.now() + startMsMax;
  const remainsUntil = performance.now() + remainsMsMax;
  for (;;) {
    const state = await readPostmaster(place.cluster);
    if (state?.process === 'server') {
      if (await isAnswering(target, state.pid, until)) return { pid: state.pid, adopted: true };
      continue;
    }
    if (state?.process === 'unclear') {
      const params = { folder: place.cluster, pid: state.pid };
      throw new Problem('start.database-in-use', { params });
    }
    await removeRemains(place);
    const outcome = await launch(target, until);
    if (typeof outcome === 'number') return { pid: outcome, adopted: false };
    if (!mayPass(outcome.said) || performance.now() > remainsUntil) {
      throw new Problem('start.database-failed', {
        params: { folder: place.folder },
        quoted: outcome.said.slice(-2000),
      });
    }
    await pause(lookMs * 5);
  }
}

/**
 * Ends the server: "fast shutdown" rolls open transactions back and writes a checkpoint.
 * Returns when the process is gone.
 */
export async function stopPostmaster(cluster: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', stopMsMax],
    ['SIGQUIT', killMsMax],
    ['SIGKILL', killMsMax],
  ] as const) {
    const state = await readPostmaster(cluster);
    if (state?.process !== 'server') return;
    process.kill(state.pid, signal);
    if (await isGone(state.pid, patience)) return;
  }
}

/**
 * PostgreSQL refuses to start when a lock file names a process that exists, whatever that is by
 * now, an uncollected dead one included. We hold the folder's lock and know that no server runs, so
 * its files can go. Orphaned children are still noticed: the shared memory key is made from the
 * data folder's inode, and a segment in use stops the start.
 */
async function removeRemains(place: ServerPlace): Promise<void> {
  await rm(join(place.cluster, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) {
    await rm(join(place.socketFolder, name), { force: true });
  }
}

async function launch(target: Target, until: number): Promise<number | { said: string }> {
  const { place } = target;
  const report = join(place.folder, 'start.log');
  const output = await open(report, 'w', 0o600);
  // A session and process group of its own: Ctrl-C in the terminal reaches us, not the server, and
  // we end it after everything that still writes.
  const child = spawn(
    join(place.binaries, 'bin', 'postgres'),
    ['-D', place.cluster, ...serverSettings(place.socketFolder)],
    { ...spawnAs(place.user), detached: true, stdio: ['ignore', output.fd, output.fd] },
  );
  let ended = false;
  const failure = new Promise<Error | undefined>((resolve) => {
    child.once('error', resolve);
    child.once('exit', () => resolve(undefined));
  });
  void failure.then(() => {
    ended = true;
  });
  await output.close();
  child.unref();
  const { pid } = child;
  if (pid === undefined) {
    throw new Problem('start.database-failed', {
      params: { folder: place.folder },
      cause: await failure,
    });
  }
  if (await isAnswering(target, pid, until, () => ended)) return pid;
  return { said: (await readFile(report, 'utf8')).trim() };
}

/** After SIGKILL of the server its children live on for a moment and hold the shared memory. */
function mayPass(said: string): boolean {
  return /pre-existing shared memory block|lock file "[^"]*" already exists|is being (?:used|accessed)/.test(
    said,
  );
}

/** Waits until the server answers as this cluster's own; false when it is gone before it does. */
async function isAnswering(
  target: Target,
  pid: number,
  until: number,
  hasEnded: () => boolean = () => !isAlive(pid),
): Promise<boolean> {
  while (!hasEnded()) {
    if (await answers(target)) return true;
    if (performance.now() > until) {
      throw new Problem('start.database-failed', { params: { folder: target.place.folder } });
    }
    await pause(lookMs);
  }
  return false;
}

async function answers(target: Target): Promise<boolean> {
  const client = new pg.Client({
    host: target.place.socketFolder,
    port: 5432,
    user: adminName,
    password: target.password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === target.place.cluster;
  } catch (error) {
    // Not yet listening, or listening and still recovering; anything else would not pass by waiting.
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === '57P03' || code === '57P01') {
      return false;
    }
    if (code === 'ECONNRESET' || code === undefined) return false;
    throw new Problem('start.database-failed', {
      params: { folder: target.place.folder },
      cause: error,
    });
  } finally {
    await client.end().catch(() => {});
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  const until = performance.now() + patienceMs;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await pause(lookMs);
  }
  return true;
}
