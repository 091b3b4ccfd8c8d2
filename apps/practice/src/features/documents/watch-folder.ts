import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import { every, type Log, type PeriodicTask } from '@kartoteka/service';
import { actingByItself } from '../acting.ts';
import type { ImportOptions } from './import-document.ts';
import { importFile } from './routes.ts';

/** A file is taken when it has not changed for this long: its writer is done. */
const quietMsMin = 1_000;
const pauseMs = 2_000;
const filesPerRoundMax = 200;

export interface WatchFolderOptions {
  /** Files put here are taken; they move to `przyjete` or `odrzucone` below it. */
  readonly folder: string;
  readonly importing: ImportOptions;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Watches a folder for documents, as laboratories leave them. A file that was stored, or was there
 * already, moves to `przyjete`; one that was refused moves to `odrzucone`, beside a note that says why.
 * Nothing is deleted.
 */
export function watchFolder(options: WatchFolderOptions): PeriodicTask {
  const taken = join(options.folder, 'przyjete');
  const refused = join(options.folder, 'odrzucone');
  return every({
    name: 'watch-folder',
    pauseMs,
    clock: options.clock,
    log: options.log,
    work: async () => {
      await mkdir(taken, { recursive: true });
      await mkdir(refused, { recursive: true });
      const entries = await readdir(options.folder, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
      for (const { name } of files.slice(0, filesPerRoundMax)) {
        const path = join(options.folder, name);
        if (!(await isQuiet(path))) continue;
        const result = await take(options, name, path);
        await rename(path, join(result ? taken : refused, `${options.random.uuid()}-${name}`));
      }
    },
  });
}

async function take(options: WatchFolderOptions, name: string, path: string): Promise<boolean> {
  const acting = actingByItself('folder', options.random.uuid());
  try {
    const result = await importFile(options.importing, {
      acting,
      name,
      source: 'folder',
      stream: createReadStream(path),
      language: 'pl',
    });
    if (result.outcome !== 'refused') return true;
    options.log.warn({ problem: result.problem?.code }, 'A file of the watched folder was refused');
    return false;
  } catch (thrown) {
    // The file stays where it is: the next round tries again.
    throw thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
  }
}

async function isQuiet(path: string): Promise<boolean> {
  const before = await stat(path);
  await new Promise((resolve) => setTimeout(resolve, quietMsMin));
  const after = await stat(path);
  return before.size === after.size && before.mtimeMs === after.mtimeMs;
}
