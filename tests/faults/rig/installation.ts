import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const main = join(repository, 'apps/cli/src/main.ts');
/** A base port and the offsets above it that the applications of an installation listen at. */
const portsTaken = 13;

/** An installation of its own: a home, ports, and the command run as people run it. */
export interface Installation {
  readonly home: string;
  readonly port: number;
  /** Starts `kartoteka <command>` and leaves it running. */
  start(command: readonly string[], env?: Readonly<Record<string, string>>): RunningCommand;
  /** Runs `kartoteka <command>` to its end. */
  run(command: readonly string[]): Promise<{ code: number; said: string }>;
  /** Takes the data away; nothing of the installation may run any more. */
  remove(): void;
}

export interface RunningCommand {
  readonly pid: number;
  /** What it has printed so far, to both outputs. */
  readonly said: () => string;
  /** Resolves when it prints the line; rejects when it ends before, or after the time. */
  until(line: string, msMax?: number): Promise<void>;
  readonly ended: Promise<number | string>;
}

/** @param home an existing empty folder, such as a file system of its own; made and removed when left out */
export async function makeInstallation(
  settings: Readonly<Record<string, string>> = {},
  home: string = mkdtempSync(join(tmpdir(), 'kartoteka-rig-')),
): Promise<Installation> {
  const port = await findPorts();
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    KARTOTEKA_HOME: home,
    KARTOTEKA_PORT: String(port),
    KARTOTEKA_LOG_LEVEL: 'warn',
    ...settings,
  };
  const begin = (command: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...command], {
      cwd: repository,
      env: { ...env, ...more },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    home,
    port,
    start: (command, more) => watch(begin(command, more)),
    run: async (command) => {
      const running = watch(begin(command));
      const code = await running.ended;
      return { code: typeof code === 'number' ? code : 1, said: running.said() };
    },
    remove: () => {
      const folder = clusterOf(home);
      if (folder !== undefined) rmSync(join(folder, '..'), { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Watches a command that was started, whoever started it. */
export function watch(child: ChildProcess): RunningCommand {
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of listeners) look();
    });
  }
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  );
  return {
    pid: child.pid ?? 0,
    said: () => lines.join('\n'),
    ended,
    until: (wanted, msMax = 180_000) =>
      new Promise((resolve, reject) => {
        const give = (error?: Error): void => {
          listeners.delete(look);
          clearTimeout(timer);
          if (error) reject(error);
          else resolve();
        };
        const look = (): void => {
          if (lines.includes(wanted)) give();
        };
        const timer = setTimeout(
          () => give(new Error(`"${wanted}" was not said in time:\n${lines.join('\n')}`)),
          msMax,
        );
        listeners.add(look);
        void ended.then((code) => give(new Error(`ended with ${code}:\n${lines.join('\n')}`)));
        look();
      }),
  };
}

/** Folder of the PostgreSQL cluster of a home; `undefined` before there is one. */
export function clusterOf(home: string): string | undefined {
  const file = join(home, 'database', 'place.json');
  if (!existsSync(file)) return undefined;
  const { folder } = JSON.parse(readFileSync(file, 'utf8')) as { folder: string };
  return join(folder.startsWith('/') ? folder : join(home, folder), 'cluster');
}

/** A base port whose whole range is free at this moment. */
async function findPorts(): Promise<number> {
  for (;;) {
    const base = randomInt(20_000, 30_000);
    const free = await Promise.all(
      Array.from({ length: portsTaken }, (_, at) => isFree(base + at)),
    );
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
