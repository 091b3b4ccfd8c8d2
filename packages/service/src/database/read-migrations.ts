import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** One file of SQL that is applied once and never edited afterwards. */
export interface Migration {
  /** Room and file, such as `cloud/0001_cloud.sql`: the same on every machine. */
  readonly name: string;
  /** SHA-256 of the file, hex. */
  readonly checksum: string;
  readonly text: string;
}

/** The folder with the tables of this package itself; always applied first. */
const serviceMigrations = resolve(import.meta.dirname, '../../migrations');

/**
 * Reads the migrations of some folders, folder by folder, each in the order of its file names
 * (`NNNN_name.sql`).
 *
 * @example await readMigrations(['apps/cloud/src/migrations'])
 */
export async function readMigrations(folders: readonly string[]): Promise<readonly Migration[]> {
  const all: Migration[] = [];
  for (const folder of new Set([serviceMigrations, ...folders.map((one) => resolve(one))])) {
    const files = (await readdir(folder)).filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file));
    for (const file of files.sort()) {
      const text = await readFile(join(folder, file), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      all.push({ name: `${roomOf(folder)}/${file}`, checksum, text });
    }
  }
  return all;
}

/** `apps/cloud/src/migrations` belongs to `cloud`, `packages/service/migrations` to `service`. */
function roomOf(folder: string): string {
  const name = basename(folder);
  return name === 'migrations' || name === 'src' ? roomOf(dirname(folder)) : name;
}
