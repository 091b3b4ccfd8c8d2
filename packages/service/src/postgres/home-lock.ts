import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const lockPauseMs = 20;

/**
 * Does one thing at a time for one folder, over all processes of the machine. The lock is a
 * listening socket in Linux's abstract namespace: it ends with its process, however that ends, so
 * it is never stale.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(folder);
  try {
    return await work();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

async function takeLock(folder: string): Promise<Server> {
  const path = `\0kartoteka-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  for (;;) {
    const server = createServer((socket) => socket.destroy());
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(path, () => resolve(undefined));
    });
    if (error === undefined) return server;
    if (error.code !== 'EADDRINUSE') throw error;
    await pause(lockPauseMs);
  }
}

/**
 * Who uses the server of a home: one file for each use by a living process. `kartoteka import` beside a
 * running `kartoteka start` must not take the database away when it ends; the last one out stops it.
 */
export async function registerResident(keeping: string): Promise<string> {
  const folder = join(keeping, 'residents');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${await lifeOf(process.pid)}.${randomBytes(4).toString('hex')}`;
  await writeFile(join(folder, name), '', { mode: 0o600 });
  return name;
}

/** Takes one user off the list and says how many living ones remain. */
export async function leaveResident(keeping: string, resident: string): Promise<number> {
  const folder = join(keeping, 'residents');
  await rm(join(folder, resident), { force: true });
  let living = 0;
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${await lifeOf(Number.parseInt(name, 10))}.`)) living += 1;
    else await rm(join(folder, name), { force: true });
  }
  return living;
}

/** Numbers of processes come round again; number and start time together do not. */
async function lifeOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): the name in parentheses may hold anything, so fields are counted after it; start time is the 22nd.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return `${pid}.${fields[19] ?? 'gone'}`;
}
