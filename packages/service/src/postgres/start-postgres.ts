import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import type { Log } from '../database/log.ts';
import { adminName, createCluster, readPassword } from './create-cluster.ts';
import { withFolderLock } from './folder-lock.ts';
import { placeServer, rememberPlace, type ServerPlace } from './place-server.ts';
import { leaveResident, registerResident } from './residents.ts';
import { type PostgresBinaries, resolveBinaries } from './resolve-binaries.ts';
import { ensurePostmaster, stopPostmaster } from './run-postmaster.ts';
import { watchPostmaster } from './watch-postmaster.ts';

/** A PostgreSQL server of ours that runs. */
export interface PostgresServer {
  /** Address of the superuser, over the socket. Carries the password: never log it. */
  readonly url: string;
  /** Folder of the server: cluster, socket, log. */
  readonly folder: string;
  /** True when it ran already and was taken over. */
  readonly adopted: boolean;
  /** Ends the server, unless another process of this machine still uses it. Call it last. */
  stop(): Promise<void>;
}

export interface StartPostgresOptions {
  /** `KARTOTEKA_HOME`. */
  readonly home: string;
  readonly log: Log;
}

/**
 * Starts the PostgreSQL server of a home, or adopts the one that runs. Makes the cluster at first
 * use, restarts the server when it dies, and leaves it alone while other processes use it.
 *
 * @throws Problem `start.database-*` with what stands in the way
 * @example
 * const postgres = await startPostgres({ home: '.kartoteka', log });
 * const database = await openDatabase({ adminUrl: postgres.url, name: 'kartoteka_cloud', … });
 * await database.close();
 * await postgres.stop();
 */
export function startPostgres(options: StartPostgresOptions): Promise<PostgresServer> {
  return startServer(options);
}

/** What only tests may change. */
export interface StartOptions extends StartPostgresOptions {
  readonly binaries?: PostgresBinaries;
  /** Instead of `/var/lib/kartoteka`. */
  readonly sharedFolder?: string;
}

/** As `startPostgres`, with what only tests may change. */
export async function startServer(options: StartOptions): Promise<PostgresServer> {
  const home = await makeHome(options.home);
  const binaries = options.binaries ?? resolveBinaries();
  const { place, password, running, resident } = await withFolderLock(home, async () => {
    const place = await placeServer(home, binaries, options.sharedFolder);
    const password = await readPassword(place.keeping);
    if (!existsSync(place.cluster)) {
      await createCluster(place, password);
    }
    await checkMajor(place, binaries);
    await rememberPlace(home, place);
    const running = await ensurePostmaster({ place, password });
    const resident = await registerResident(place.keeping);
    return { place, password, running, resident };
  });
  options.log.info({ ...running, folder: place.folder, user: place.user.name }, 'PostgreSQL runs');
  const watch = watchPostmaster({
    pid: running.pid,
    log: options.log,
    restart: async () =>
      (await withFolderLock(home, () => ensurePostmaster({ place, password }))).pid,
  });
  let stopped: Promise<void> | undefined;
  return {
    url: serverUrl(place, password),
    folder: place.folder,
    adopted: running.adopted,
    stop: () => {
      stopped ??= watch.end().then(() => withFolderLock(home, () => leave(place, resident)));
      return stopped;
    },
  };

  async function leave(from: ServerPlace, name: string): Promise<void> {
    const others = await leaveResident(from.keeping, name);
    if (others > 0) {
      options.log.info({ others }, 'PostgreSQL runs on for other processes');
      return;
    }
    await stopPostmaster(from.cluster);
    options.log.info({ folder: from.folder }, 'PostgreSQL has ended');
  }
}

/** The home under its real name: the same however it was reached. */
async function makeHome(home: string): Promise<string> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    return await realpath(home);
  } catch (cause) {
    throw new Problem('start.database-place', { params: { folder: home }, cause });
  }
}

/** Data of one major version cannot be read by another; backup and restore carry over. */
async function checkMajor(place: ServerPlace, binaries: PostgresBinaries): Promise<void> {
  const version = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim();
  if (Number(version) === binaries.major) return;
  throw new Problem('start.database-version', { params: { version, needed: binaries.major } });
}

function serverUrl(place: ServerPlace, password: string): string {
  const host = encodeURIComponent(place.socketFolder);
  return `postgresql://${adminName}:${password}@localhost:5432/postgres?host=${host}`;
}
