import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '@kartoteka/kernel';

const lockPauseMs = 20;
/** Longer than the longest start: whoever holds it then is not one of us. */
const lockMsMax = 300_000;

/**
 * Does one thing at a time for one folder, over all processes of the machine. The lock is a
 * listening socket in Linux's abstract namespace: it ends with its process, however that ends, so
 * it is never stale.
 *
 * @throws Problem `start.database-in-use` when the lock is not free for minutes
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
  const until = performance.now() + lockMsMax;
  for (;;) {
    const server = createServer((socket) => socket.destroy());
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(path, () => resolve(undefined));
    });
    if (error === undefined) return server;
    if (error.code !== 'EADDRINUSE') throw error;
    if (performance.now() > until) {
      throw new Problem('start.database-in-use', { params: { folder, pid: '?' } });
    }
    await pause(lockPauseMs);
  }
}
