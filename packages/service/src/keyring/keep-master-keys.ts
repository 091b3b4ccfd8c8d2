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
  return saving(path, () => {
    try {
      writeDurably(draft, writeMasterKeys(keys));
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
 * Changes the keys of the file, in one step and durably. Processes that change it at the same moment
 * do so one after the other, each on what the one before left: a key that is lost here is lost with
 * everything that it sealed.
 *
 * @throws Problem `keyring.not-saved`, `keyring.unreadable`; the old file is then still in force
 */
export function changeMasterKeys(
  path: string,
  change: (keys: MasterKeys | undefined) => MasterKeys,
): MasterKeys {
  // The draft is the lock as well: it is made only where there is none, and renaming it releases it.
  const draft = `${path}.next`;
  const file = takeDraft(path, draft);
  try {
    const keys = change(loadMasterKeys(path));
    return saving(path, () => {
      writeFileSync(file, writeMasterKeys(keys));
      fsyncSync(file);
      renameSync(draft, path);
      syncFolder(path);
      return keys;
    });
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

const draftPauseMs = 20;
/** Who holds a draft for so long was killed: writing a few hundred bytes takes milliseconds. */
const draftPausesMax = 150;

function takeDraft(path: string, draft: string): number {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return openSync(draft, 'wx', 0o600);
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST')
        throw new Problem('keyring.not-saved', { params: { path }, cause });
    }
    if (pauses === draftPausesMax) rmSync(draft, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, draftPauseMs);
  }
}

function saving<Result>(path: string, save: () => Result): Result {
  try {
    return save();
  } catch (cause) {
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
