import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { StartOptions } from '../../src/postgres/start-postgres.ts';

export const isRoot = process.getuid?.() === 0;

/** The user without rights that root can act as. */
export const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Whether that user reaches this checkout: in a private folder nobody else can run its programs, and
 * what another user would see cannot be tried there.
 */
export const canActAsNobody = isRoot && nobodyRuns();
if (isRoot && !canActAsNobody) {
  console.warn('skipped: the checkout is private, so no other user can run its programs');
}

function nobodyRuns(): boolean {
  const look = `require('node:fs').accessSync(${JSON.stringify(import.meta.filename)})`;
  return spawnSync(process.execPath, ['-e', look], nobody).status === 0;
}

/** A folder for homes that other users can pass through, away at the end. */
export async function makeFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp('/tmp/kartoteka-launch-');
  await chmod(path, 0o755);
  return {
    path,
    remove: async () => {
      killEach(serversBelow(path));
      while (serversBelow(path).length > 0) await new Promise((next) => setTimeout(next, 10));
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** SIGKILL to each that still lives: children of a server end by themselves when it goes. */
export function killEach(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

export interface LauncherProcess {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  readonly said: { event: string; [fact: string]: unknown }[];
  /** Waits until it has said that event. */
  heard(event: string): Promise<Record<string, unknown>>;
  readonly ended: Promise<unknown>;
}

/** Runs `launcher-process.ts` as another process, of another user where one is given. */
export function launch(
  options: Pick<StartOptions, 'home' | 'binaries' | 'sharedFolder'>,
  as: { uid?: number; gid?: number; detached?: boolean } = {},
): LauncherProcess {
  const script = fileURLToPath(new URL('./launcher-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...as,
  });
  const said: LauncherProcess['said'] = [];
  const waiting = new Map<string, (fact: Record<string, unknown>) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const fact = JSON.parse(line);
    said.push(fact);
    waiting.get(fact.event)?.(fact);
  });
  const ended = once(child, 'exit');
  return {
    child,
    said,
    ended,
    heard: (event) => {
      const already = said.find((fact) => fact.event === event);
      if (already !== undefined) return Promise.resolve(already);
      const heard = new Promise<Record<string, unknown>>((resolve) => waiting.set(event, resolve));
      const gone = ended.then(() => {
        const last = said.find((fact) => fact.event === event);
        if (last !== undefined) return last;
        throw new Error(`ended before "${event}": ${JSON.stringify(said)}`);
      });
      return Promise.race([heard, gone]);
    },
  };
}

/** The number in `postmaster.pid` of a server's folder. */
export async function postmasterOf(folder: unknown): Promise<number> {
  const text = await readFile(join(String(folder), 'cluster', 'postmaster.pid'), 'utf8');
  return Number.parseInt(text, 10);
}

/** Server processes whose data are below a folder, children included. */
export function serversBelow(path: string): number[] {
  const postmasters = processes().filter(({ line }) => line.includes(`-D\0${path}`));
  const heads = new Set(postmasters.map(({ pid }) => pid));
  return processes()
    .filter(({ pid, parent }) => heads.has(pid) || heads.has(parent))
    .map(({ pid }) => pid);
}

/** Session and group of a process, from /proc. */
export function groupOf(pid: number): { parent: number; group: number; session: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, parent, group, session] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(parent), group: Number(group), session: Number(session) };
}

/** One query as the administrator. */
export async function ask(url: unknown, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: String(url) });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function processes(): { pid: number; parent: number; line: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const file = `/proc/${name}/cmdline`;
      if (!existsSync(file)) return [];
      try {
        const pid = Number(name);
        return [{ pid, parent: groupOf(pid).parent, line: readFileSync(file, 'utf8') }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}
