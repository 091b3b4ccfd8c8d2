import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';

/** What `postmaster.pid` and the process table say about the server of a cluster. */
export interface PostmasterState {
  readonly pid: number;
  /**
   * `server`: it is that server. `other`: the number belongs to something else now. `unclear`: it
   * may be the server, started by another hand.
   */
  readonly process: 'server' | 'other' | 'unclear' | 'gone';
}

/**
 * Reads `postmaster.pid` of a cluster and looks whether that process lives and really is its
 * server: after a crash or in a container the number may long mean another process.
 */
export async function readPostmaster(cluster: string): Promise<PostmasterState | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 0) return { pid: 0, process: 'gone' };
  if (!isAlive(pid)) return { pid, process: 'gone' };
  return { pid, process: await recognise(pid, cluster) };
}

/**
 * True while the process runs, whoever owns it. One that ended and was not collected by its parent
 * does not: in a container the first process often collects nobody.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM means that it lives and is not ours to signal; ESRCH is the answer "no".
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the state stands after the name, which is in parentheses and may hold anything.
    return /^[ZX]/.test(text.slice(text.lastIndexOf(')') + 2));
  } catch (error) {
    // ENOENT and ESRCH: it went between the two looks, or the system has no such folder at all.
    const gone = ['ENOENT', 'ESRCH'].includes(String((error as NodeJS.ErrnoException).code));
    return gone && existsSync('/proc/self/stat');
  }
}

async function recognise(pid: number, cluster: string): Promise<'server' | 'other' | 'unclear'> {
  // Where /proc hides other people's command lines nothing can be said.
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (line === undefined) return 'unclear';
  const words = line.split('\0');
  if (!/^postgres\b/.test(basename(words[0] ?? ''))) return 'other';
  const folder = words[words.indexOf('-D') + 1];
  if (!words.includes('-D') || folder === undefined || !isAbsolute(folder)) return 'unclear';
  return folder === cluster ? 'server' : 'other';
}
