import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import { changeMasterKeys, loadMasterKeys, saveFirstMasterKeys } from './keep-master-keys.ts';
import { type MasterKey, type MasterKeys, masterKeyBytes } from './master-key-file.ts';

export interface KeyringOptions {
  /** The master key file, usually `$KARTOTEKA_HOME/keyring`. */
  readonly path: string;
  readonly random: Random;
  readonly clock: Clock;
}

/** The keys of the file as this process knows them. */
export interface MasterKeySource {
  readonly index: Uint8Array;
  readonly ids: readonly string[];
  current(): MasterKey;
  /** @throws Problem `keyring.unknown-key` when the file does not have it either */
  find(id: string): MasterKey;
  add(): void;
}

/**
 * Loads the master key file, or makes it when there is none.
 *
 * @throws Problem `keyring.too-open`, `keyring.unreadable`, `keyring.not-saved`
 * @example openMasterKeys({ path: keyFileOf(config), random, clock }).current().id
 */
export function openMasterKeys({ path, random, clock }: KeyringOptions): MasterKeySource {
  let keys = loadMasterKeys(path) ?? createFirst();

  function createFirst(): MasterKeys {
    const first = { index: random.bytes(masterKeyBytes), masters: [newMaster()] };
    if (saveFirstMasterKeys(path, first, `${path}.${random.uuid()}.draft`)) return first;
    // Another process was faster: its keys are the ones that count.
    const theirs = loadMasterKeys(path);
    if (!theirs) throw new Problem('keyring.unreadable', { params: { path } });
    return theirs;
  }

  function newMaster(): MasterKey {
    const id = Buffer.from(random.bytes(8)).toString('hex');
    return { id, createdAt: clock.now().toISOString(), bytes: random.bytes(masterKeyBytes) };
  }

  return {
    index: keys.index,
    get ids() {
      return keys.masters.map((master) => master.id);
    },
    current: () => keys.masters.at(-1) as MasterKey,
    find(id) {
      const known = keys.masters.find((master) => master.id === id);
      if (known) return known;
      // Another process may have rotated since this one read the file.
      keys = loadMasterKeys(path) ?? keys;
      const added = keys.masters.find((master) => master.id === id);
      if (!added) throw new Problem('keyring.unknown-key', { params: { keyId: id } });
      return added;
    },
    add() {
      const added = newMaster();
      keys = changeMasterKeys(path, (stored = keys) => ({
        ...stored,
        masters: [...stored.masters, added],
      }));
    },
  };
}
