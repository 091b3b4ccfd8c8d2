import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import { type MasterKeys, readMasterKeys, writeMasterKeys } from './master-key-file.ts';

/**
 * Loads the master keys from their file.
 *
 * @returns `undefined` when there is no such file
 * @throws Problem `keyring.too-open` when others than the owner may touch the file,
 *   `keyring.unreadable` when it cannot be read or is not whole
 */
export function loadMasterKeys(path: string): MasterKeys | undefined {
  let text: string;
  let mode: number;
  try {
    const file = openSync(path, 'r');
    try {
      // The opened file is asked, not the path: between two questions a path can change its file.
      mode = fstatSync(file).mode & 0o777;
      text = readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new Problem('keyring.unreadable', { params: { path }, cause });
  }
  if ((mode & 0o077) !== 0) {
    const shown = mode.toString(8).padStart(4, '0');
    throw new Problem('keyring.too-open', { params: { path, mode: shown } });
  }
  const keys = readMasterKeys(text);
  if (!keys) throw new Problem('keyring.unreadable', { params: { path } });
  return keys;
}

/**
 * Saves a first set of master keys without ever replacing one: of several processes that start
 * together one wins, and no moment exists at which a half-written file can be read.
 *
 * @param draft name of a file beside `path` that nobody else uses
 * @returns whether these keys became the file's
 * @throws Problem `keyring.not-saved`
 */
export function saveFirstMasterKeys(path: string, keys: MasterKeys, draft: string): boolean {
  return saving(path, draft, () => {
    writeDurably(draft, writeMasterKeys(keys));
    try {
      linkSync(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    syncFolder(path);
    return true;
  });
}

/**
 * Replaces the file by one with other keys, in one step and durably.
 *
 * @throws Problem `keyring.not-saved`; the old file is then still in force
 */
export function replaceMasterKeys(path: string, keys: MasterKeys, draft: string): void {
  saving(path, draft, () => {
    writeDurably(draft, writeMasterKeys(keys));
    renameSync(draft, path);
    syncFolder(path);
  });
}

function saving<Result>(path: string, draft: string, save: () => Result): Result {
  try {
    return save();
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new Problem('keyring.not-saved', { params: { path }, cause });
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A name in a folder survives a power cut only once the folder itself has been synced. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
