import { createSecretKey, type KeyObject } from 'node:crypto';
import { Problem, type Random } from '@kartoteka/kernel';
import type { Keyring } from './keyring.ts';
import { addDataKey, type DataKeyRow, deleteDataKey, findDataKey } from './store.ts';
import { type AnyDatabase, type AnyTransaction, scopeOfTenant, type Tenant } from './tenant.ts';

/** The key that encrypts one tenant's content. */
export interface DataKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The data keys of all tenants, opened when they are asked for and kept for a short while. */
export interface DataKeys {
  /** The tenant's key for writing; made and stored at the first time. */
  obtain(tenant: Tenant): Promise<DataKey>;
  /** The key that content was sealed with. @throws Problem `keyring.data-key-gone` */
  open(tenant: Tenant, id: string): Promise<DataKey>;
  /**
   * Destroys the tenant's key, and with it all that was encrypted under it, once the transaction
   * commits. Processes that know the key forget it within {@link DataKeysOptions.keptMsMax}.
   *
   * @returns false when there was none
   */
  destroy(trx: AnyTransaction, tenant: Tenant): Promise<boolean>;
}

export interface DataKeysOptions {
  readonly database: AnyDatabase;
  readonly keyring: Keyring;
  readonly random: Random;
  /** Keys held in memory at most; 1000 unless said otherwise. */
  readonly keptMax?: number;
  /** How long a key is held before the database is asked again; 30 s unless said otherwise. */
  readonly keptMsMax?: number;
}

const dataKeyBytes = 32;

/** What a data key is sealed for; rotation uses the same. */
export const dataKeyPurpose = 'data-key';

/** Where a wrapped data key belongs; in another tenant's row it does not open. */
export function dataKeyPlace(row: Pick<DataKeyRow, 'tenant' | 'id'>): string {
  return `${row.tenant}/${row.id}`;
}

/**
 * Gives each tenant a random key of 256 bits, wrapped by the keyring in `kartoteka.data_key`.
 *
 * @throws Problem `keyring.unknown-key`, `keyring.secret-damaged` from its functions, when the key
 *   file does not belong to the database
 * @example
 * const dataKeys = createDataKeys({ database, keyring, random });
 * const { id, key } = await dataKeys.obtain(account);
 */
export function createDataKeys(options: DataKeysOptions): DataKeys {
  const { database, keyring, random, keptMax = 1000, keptMsMax = 30_000 } = options;
  const kept = new Map<Tenant, { readonly key: Promise<DataKey>; readonly until: number }>();

  async function load(tenant: Tenant): Promise<DataKey> {
    return database.inScope(scopeOfTenant(tenant), async (trx) => {
      let row = await findDataKey(trx, tenant);
      if (!row) {
        await addDataKey(trx, newRow(tenant));
        row = await findDataKey(trx, tenant);
      }
      if (!row) throw new Problem('keyring.data-key-gone');
      return unwrap(row);
    });
  }

  async function loadExisting(tenant: Tenant, id: string): Promise<DataKey> {
    const row = await database.inScope(scopeOfTenant(tenant), (trx) => findDataKey(trx, tenant));
    if (row?.id !== id) throw new Problem('keyring.data-key-gone');
    return unwrap(row);
  }

  function newRow(tenant: Tenant): DataKeyRow {
    const id = Buffer.from(random.bytes(8)).toString('hex');
    const place = dataKeyPlace({ tenant, id });
    const wrapped = keyring.sealSecret(dataKeyPurpose, random.bytes(dataKeyBytes), place);
    return { tenant, id, wrapped };
  }

  function unwrap(row: DataKeyRow): DataKey {
    const bytes = keyring.openSecret(dataKeyPurpose, row.wrapped, dataKeyPlace(row));
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return { id: row.id, key };
  }

  function keep(tenant: Tenant, key: Promise<DataKey>): Promise<DataKey> {
    kept.delete(tenant);
    kept.set(tenant, { key, until: performance.now() + keptMsMax });
    key.catch(() => {
      if (kept.get(tenant)?.key === key) kept.delete(tenant);
    });
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMax) break;
      kept.delete(oldest);
    }
    return key;
  }

  function known(tenant: Tenant): Promise<DataKey> | undefined {
    const entry = kept.get(tenant);
    return entry && entry.until > performance.now() ? entry.key : undefined;
  }

  return {
    // Requests that come while the key is being loaded wait for the same answer.
    obtain: (tenant) => known(tenant) ?? keep(tenant, load(tenant)),
    async open(tenant, id) {
      const key = await known(tenant);
      return key?.id === id ? key : keep(tenant, loadExisting(tenant, id));
    },
    async destroy(trx, tenant) {
      kept.delete(tenant);
      return deleteDataKey(trx, tenant);
    },
  };
}
