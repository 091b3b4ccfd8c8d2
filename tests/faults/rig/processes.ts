import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterOf } from './installation.ts';

export type Part = 'start' | 'cloud' | 'worker' | 'practice' | 'sandbox' | 'postmaster';

/** A living process of an installation. */
export interface PartProcess {
  readonly part: Part;
  readonly pid: number;
}

/**
 * The living processes of one home and no other: applications are known by the home in their
 * environment, the database server by the cluster that it was started for.
 */
export function processesOf(home: string): PartProcess[] {
  const found: PartProcess[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const part = partOf(name, home);
    if (part) found.push({ part, pid: Number(name) });
  }
  const postmaster = postmasterOf(home);
  if (postmaster !== undefined) found.push({ part: 'postmaster', pid: postmaster });
  return found;
}

/** Every process that belongs to the home, children of the database server included. */
export function remainsOf(home: string): string[] {
  const cluster = clusterOf(home);
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name) || isZombie(name)) return false;
    if (partOf(name, home)) return true;
    return cluster !== undefined && readProc(name, 'cmdline').includes(cluster);
  });
}

/** Ends a process the hard way; one that went by itself a moment ago is as good. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Kills everything of the home until nothing is left. */
export async function killAll(home: string): Promise<void> {
  for (let found = processesOf(home); found.length > 0; found = processesOf(home)) {
    for (const { pid } of found) kill(pid);
    await pause(20);
  }
}

/** Asks until the answer is there. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  msMax: number,
): Promise<T> {
  const until = performance.now() + msMax;
  for (;;) {
    const answer = await look();
    if (answer !== undefined) return answer;
    if (performance.now() > until) throw new Error(`not within ${msMax} ms: ${what}`);
    await pause(100);
  }
}

function partOf(pid: string, home: string): Part | undefined {
  if (isZombie(pid)) return undefined;
  const words = readProc(pid, 'cmdline').split('\0');
  const at = words.findIndex((word) => word.endsWith('apps/cli/src/main.ts'));
  if (at < 1) return undefined;
  const environment = readProc(pid, 'environ').split('\0');
  if (!environment.includes(`KARTOTEKA_HOME=${home}`)) return undefined;
  const name = words[at + 1];
  if (name === 'start' || name === 'practice' || name === 'sandbox') return name;
  if (name !== 'cloud') return undefined;
  return environment.some((line) => line.startsWith('NODE_UNIQUE_ID=')) ? 'worker' : 'cloud';
}

function postmasterOf(home: string): number | undefined {
  const cluster = clusterOf(home);
  const file = cluster === undefined ? '' : join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = readFileSync(file, 'utf8').split('\n')[0] ?? '';
  const runs = !isZombie(pid) && readProc(pid, 'cmdline').includes(cluster ?? '');
  return runs ? Number(pid) : undefined;
}

function isZombie(pid: string): boolean {
  const text = readProc(pid, 'stat');
  return /^[ZX]/.test(text.slice(text.lastIndexOf(')') + 2));
}

/** Empty where the process is gone. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
