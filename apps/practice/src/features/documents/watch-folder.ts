import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import { every, type Log, limitStream, type PeriodicTask } from '@kartoteka/service';
import { actingByItself } from '../acting.ts';
import type { ImportResult } from './contract.ts';
import type { ImportOptions } from './import-document.ts';
import { fileBytesMax, importFile } from './routes.ts';

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
      const failures: unknown[] = [];
      for (const { name } of files.slice(0, filesPerRoundMax)) {
        const path = join(options.folder, name);
        try {
          if (!(await isQuiet(path))) continue;
          const problem = await take(options, name, path);
          const target = join(problem ? refused : taken, `${options.random.uuid()}-${name}`);
          if (problem) await writeFile(`${target}.txt`, `${problem.text}\n${problem.next}\n`);
          await rename(path, target);
        } catch (thrown) {
          // A file that goes wrong each time does not stand in the way of those behind it.
          failures.push(thrown);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  });
}

/** Why the file was refused; `null` for one that is in the archive now. */
async function take(
  options: WatchFolderOptions,
  name: string,
  path: string,
): Promise<ImportResult['problem']> {
  const acting = actingByItself('folder', options.random.uuid());
  try {
    const { problem } = await importFile(options.importing, {
      acting,
      name,
      source: 'folder',
      stream: limitStream(createReadStream(path), fileBytesMax),
      language: 'pl',
    });
    if (problem)
      options.log.warn({ problem: problem.code }, 'A file of the watched folder was refused');
    return problem;
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
