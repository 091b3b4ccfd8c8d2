import { dataKeyPlace, dataKeyPurpose } from './data-keys.ts';
import type { Keyring } from './keyring.ts';
import { findDataKeysOfOtherMasters, rewrapDataKey } from './store.ts';
import type { AnyDatabase, AnyTransaction } from './tenant.ts';

export interface RotateOptions {
  readonly database: AnyDatabase;
  readonly keyring: Keyring;
  /**
   * Seals an application's own secrets anew with `keyring.resealSecret`, in a transaction of the
   * system scope; returns how many it did. What is left out stays readable: older master keys stay
   * in the file.
   */
  readonly resealers?: readonly ((trx: AnyTransaction, keyring: Keyring) => Promise<number>)[];
  /** False to go on with a rotation that was cut off, without a further key. */
  readonly addKey?: boolean;
}

export interface Rotation {
  readonly keyId: string;
  readonly dataKeys: number;
  readonly secrets: number;
}

const rowsPerTransactionMax = 500;

/**
 * Makes a new master key current and wraps the data keys of all tenants with it. Documents are not
 * touched. Cut off at any moment it leaves everything readable, and can be run again.
 *
 * @throws Problem `keyring.not-saved`, `keyring.secret-damaged`, `keyring.unknown-key`
 * @example
 * await rotateMasterKey({ database, keyring }); // { keyId: '5f0c…', dataKeys: 120, secrets: 0 }
 */
export async function rotateMasterKey(options: RotateOptions): Promise<Rotation> {
  const { database, keyring, resealers = [], addKey = true } = options;
  const keyId = addKey ? keyring.addMasterKey() : keyring.currentKeyId;
  let dataKeys = 0;
  for (let done = -1; done !== 0; dataKeys += done) {
    done = await database.inScope({ kind: 'system' }, (trx) => rewrapSome(trx, keyring));
  }
  let secrets = 0;
  for (const reseal of resealers) {
    secrets += await database.inScope({ kind: 'system' }, (trx) => reseal(trx, keyring));
  }
  return { keyId, dataKeys, secrets };
}

async function rewrapSome(trx: AnyTransaction, keyring: Keyring): Promise<number> {
  const rows = await findDataKeysOfOtherMasters(trx, keyring.currentKeyId, rowsPerTransactionMax);
  for (const row of rows) {
    const wrapped = keyring.resealSecret(dataKeyPurpose, row.wrapped, dataKeyPlace(row));
    if (wrapped) await rewrapDataKey(trx, row, wrapped);
  }
  return rows.length;
}
