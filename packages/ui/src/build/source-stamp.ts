import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const stampName = '.sources.json';

/** Each source file of a build with the hash of its content, paths relative to the page's folder. */
export type SourceStamp = Readonly<Record<string, string>>;

/** The hashes of the files that went into a build. A file that is gone has the hash `missing`. */
export async function stampOf(root: string, files: readonly string[]): Promise<SourceStamp> {
  const entries = await Promise.all(
    files.map(async (file) => [relative(root, file), await hashOf(file)] as const),
  );
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

export async function writeStamp(outDir: string, stamp: SourceStamp): Promise<void> {
  await writeFile(join(outDir, stampName), JSON.stringify(stamp));
}

/** True where a build is there and every file that went into it is still the same. */
export async function isFresh(root: string, outDir: string): Promise<boolean> {
  const stamp = await readStamp(outDir);
  if (!stamp) return false;
  const files = Object.keys(stamp).map((file) => resolve(root, file));
  const now = await stampOf(root, files);
  return Object.entries(stamp).every(([file, hash]) => hash !== 'missing' && now[file] === hash);
}

async function readStamp(outDir: string): Promise<SourceStamp | undefined> {
  try {
    return JSON.parse(await readFile(join(outDir, stampName), 'utf8')) as SourceStamp;
  } catch {
    // No build yet, or one that was cut off: both mean that it has to be built.
    return undefined;
  }
}

async function hashOf(file: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    // A file that was deleted makes the build stale, which the caller sees by this word.
    return 'missing';
  }
}
