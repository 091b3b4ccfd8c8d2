import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { addressesOf } from './addresses.ts';
import { signInToPractice } from './demo/practice-session.ts';
import { readOptions } from './read-options.ts';
import type { Surroundings } from './surroundings.ts';

interface ImportLine {
  readonly fileName: string;
  readonly outcome: string;
  readonly kindName: string | null;
  readonly documentId: string | null;
  readonly problem: { readonly text: string; readonly next: string } | null;
}

/**
 * `kartoteka import FILE…`: brings files, and all files of folders, into the practice over its REST
 * interface. One line for each file; the exit code is 1 when one was refused.
 */
export async function runImport(
  surroundings: Surroundings,
  args: readonly string[],
): Promise<void> {
  const options = readOptions(args);
  const password = process.env.KARTOTEKA_PASSWORD;
  if (password === undefined) throw new Error('KARTOTEKA_PASSWORD holds the password of --login');
  const url = options.find('url') ?? addressesOf(surroundings).practice;
  const session = await signInToPractice(url, { login: options.need('login'), password });
  let refused = 0;
  for (const path of await filesOf(options.words)) {
    const query = `name=${encodeURIComponent(basename(path))}&source=command`;
    const line = await session.sendFile<ImportLine>(
      `/api/documents/import?${query}`,
      readFileSync(path),
    );
    if (line.outcome === 'refused') refused += 1;
    console.log(options.json ? JSON.stringify(line) : wordsOf(path, line));
  }
  process.exitCode = refused > 0 ? 1 : 0;
}

async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!statSync(path).isDirectory()) files.push(path);
    else {
      const entries = await readdir(path, { withFileTypes: true, recursive: true });
      files.push(
        ...entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
      );
    }
  }
  return files.sort();
}

function wordsOf(path: string, line: ImportLine): string {
  if (line.problem) return `${path}: ${line.outcome}. ${line.problem.text} ${line.problem.next}`;
  return `${path}: ${line.outcome} (${line.kindName ?? ''})`;
}
