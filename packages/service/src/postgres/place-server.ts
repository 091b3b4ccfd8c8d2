import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '@kartoteka/kernel';
import { withFolderLock } from './folder-lock.ts';
import { hasAllLinks, makeLinks, type PostgresBinaries } from './resolve-binaries.ts';
import { canRun, canWrite, chooseServerUser, type ServerUser } from './server-user.ts';

/** Where everything of one server stands. */
export interface ServerPlace {
  readonly user: ServerUser;
  /** Folder with `bin`, `lib`, `share`, reachable by the user. */
  readonly binaries: string;
  /** The data folder of PostgreSQL; may not exist yet. */
  readonly cluster: string;
  /** Parent of the cluster, owned by the server's user, 0700. */
  readonly folder: string;
  readonly socketFolder: string;
  /** Our own folder in the home: password, place, who uses the server; 0700. */
  readonly keeping: string;
}

/** sockaddr_un holds 107 bytes and PostgreSQL adds `/.s.PGSQL.5432` (14) to the folder. */
const socketFolderBytesMax = 86;

/** The server's folder in the home, where its user can reach it. */
const nearName = 'postgres';
/** For what root's database user cannot reach below the home. */
const systemFolder = '/var/lib/kartoteka';

/**
 * Decides where programs, data and socket go, and makes the folders. Data stand in the home where
 * the server's user can reach it; as root under a private home they go below `/var/lib/kartoteka`,
 * and the home remembers where.
 *
 * @throws Problem `start.database-place`, `start.database-missing`, `start.database-owner`, `start.database-user`
 */
export async function placeServer(
  home: string,
  binaries: PostgresBinaries,
  shared: string = systemFolder,
): Promise<ServerPlace> {
  const keeping = join(home, 'database');
  await makeFolder(keeping);
  const remembered = await readPlace(home, keeping);
  const cluster = remembered === undefined ? undefined : join(remembered, 'cluster');
  if (cluster !== undefined && !existsSync(cluster)) {
    throw new Problem('start.database-missing', { params: { folder: cluster } });
  }
  const user = await chooseServerUser({ cluster });
  const folder = remembered ?? (await findFolder(home, user, shared));
  if (!(await canWriteBelow(home, folder, user))) {
    throw new Problem('start.database-place', { params: { folder } });
  }
  return {
    user,
    folder,
    keeping,
    cluster: join(folder, 'cluster'),
    binaries: await placeBinaries({ binaries, user, shared, folder }),
    socketFolder: await placeSocket(folder, user, shared),
  };
}

/**
 * Writes into the home where the cluster is, once it is there: it is never looked for elsewhere
 * again. A place in the home is written from there, so that a home can be moved.
 */
export async function rememberPlace(home: string, place: ServerPlace): Promise<void> {
  const file = join(place.keeping, 'place.json');
  const near = relative(home, place.folder);
  const folder = near.startsWith('..') ? place.folder : near;
  await writeFile(`${file}.new`, JSON.stringify({ folder }), { flush: true });
  await rename(`${file}.new`, file);
}

async function readPlace(home: string, keeping: string): Promise<string | undefined> {
  const file = join(keeping, 'place.json');
  if (existsSync(file)) return resolve(home, JSON.parse(await readFile(file, 'utf8')).folder);
  // A start that was cut off between making the cluster and writing it down.
  return existsSync(join(home, nearName, 'cluster')) ? join(home, nearName) : undefined;
}

async function findFolder(home: string, user: ServerUser, shared: string): Promise<string> {
  const near = join(home, nearName);
  await makeFolder(near, user);
  if (await canWriteBelow(home, near, user)) return near;
  await rm(near, { recursive: true });
  await makeFolder(shared, undefined, 0o755);
  await makeFolder(join(shared, 'clusters'), undefined, 0o711);
  // Named by the home, so that people find it, and by chance, so that a home that was deleted and
  // made anew does not meet a cluster whose password it never had.
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const far = join(shared, 'clusters', `${key}-${randomBytes(4).toString('hex')}`);
  await makeFolder(far, user);
  if (await canWrite(user, far)) return far;
  throw new Problem('start.database-place', { params: { folder: far } });
}

/**
 * A home made 0700 by root stops root's database user at its door. The home may be a volume of its
 * own, and data are safer in it than beside it: passing through (not listing) is allowed, where
 * that is all it takes. What is private in the home is 0600 or 0700 itself.
 */
async function canWriteBelow(home: string, folder: string, user: ServerUser): Promise<boolean> {
  if (await canWrite(user, folder)) return true;
  if (relative(home, folder).startsWith('..')) return false;
  const mode = (await stat(home)).mode & 0o7777;
  await chmod(home, mode | 0o011);
  if (await canWrite(user, folder)) return true;
  await chmod(home, mode);
  return false;
}

async function placeBinaries(options: {
  binaries: PostgresBinaries;
  user: ServerUser;
  shared: string;
  folder: string;
}): Promise<string> {
  const { binaries, user } = options;
  if (!(await hasAllLinks(binaries.folder))) {
    // A read-only or foreign node_modules: the copy below gets the links instead.
    await makeLinks(binaries.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
    });
  }
  if (await runs(user, binaries.folder)) return binaries.folder;
  const parent = user.steppedDown ? join(options.shared, 'binaries') : options.folder;
  const copy = join(parent, `postgresql-${binaries.version}`);
  return withFolderLock(copy, async () => {
    if (await runs(user, copy)) return copy;
    if (user.steppedDown) await makeFolder(options.shared, undefined, 0o755);
    await makeFolder(parent, undefined, user.steppedDown ? 0o755 : 0o700);
    await copyBinaries(binaries.folder, copy);
    if (await runs(user, copy)) return copy;
    throw new Problem('start.database-place', { params: { folder: copy } });
  });
}

/** The test for the programs is a run of one; the rest came by the same hand with the same rights. */
async function runs(user: ServerUser, folder: string): Promise<boolean> {
  if (!(await hasAllLinks(folder)) || !existsSync(join(folder, 'bin', 'postgres'))) return false;
  if (!(await canRun(user, join(folder, 'bin', 'postgres'), ['--version']))) return false;
  const data = join(folder, 'share', 'postgresql', 'postgres.bki');
  return canRun(user, '/bin/sh', ['-c', 'test -r "$1"', 'sh', data]);
}

async function copyBinaries(from: string, to: string): Promise<void> {
  const fresh = `${to}.new-${randomBytes(4).toString('hex')}`;
  await cp(from, fresh, { recursive: true, verbatimSymlinks: true });
  // A clone made under umask 077, or made read-only, carries that into the copy.
  await promisify(execFile)('/bin/chmod', ['-R', 'u+rwX,go+rX', fresh]);
  await makeLinks(fresh);
  // A copy that was cut off keeps its fresh name and is not used.
  await rm(to, { recursive: true, force: true });
  await rename(fresh, to);
}

async function placeSocket(folder: string, user: ServerUser, shared: string): Promise<string> {
  const near = join(folder, 'socket');
  if (Buffer.byteLength(near) <= socketFolderBytesMax) {
    await makeFolder(near, user);
    return near;
  }
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const parent = user.steppedDown ? join(shared, 'sockets') : `/tmp/kartoteka-${user.uid}`;
  if (user.steppedDown) await makeFolder(shared, undefined, 0o755);
  await makeFolder(parent, undefined, user.steppedDown ? 0o711 : 0o700);
  const far = join(parent, key);
  await makeFolder(far, user);
  return far;
}

/**
 * Makes a folder that is ours (or the server user's) and nobody else's. One that somebody else
 * made first, as can happen below /tmp, is refused.
 */
async function makeFolder(path: string, owner?: ServerUser, mode = 0o700): Promise<void> {
  const uid = owner?.steppedDown ? owner.uid : process.getuid?.();
  try {
    await mkdir(path, { recursive: true, mode });
    const before = await lstat(path);
    if (!before.isDirectory())
      throw new Problem('start.database-place', { params: { folder: path } });
    if (before.uid !== uid && before.uid !== process.getuid?.()) {
      throw new Problem('start.database-owner', { params: { folder: path } });
    }
    if (owner?.steppedDown) await chown(path, owner.uid, owner.gid);
    await chmod(path, mode);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('start.database-place', { params: { folder: path }, cause });
  }
}
