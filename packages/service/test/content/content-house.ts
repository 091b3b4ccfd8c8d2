import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type AccountId, fixedClock, Problem } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import {
  type ContentHandle,
  type ContentId,
  type ContentReading,
  type ContentStore,
  createContentStore,
} from '../../src/content/index.ts';
import { createDataKeys, type DataKeys, openKeyring } from '../../src/keyring/index.ts';
import { systemRandom } from '../keyring/system-random.ts';

export const anna = '0000000000000011' as AccountId;
export const beata = '0000000000000012' as AccountId;
export const megabyte = 1024 * 1024;

const clock = fixedClock('2026-03-01T08:00:00Z');

export const account = (id: AccountId) => ({ kind: 'account', account: id }) as const;

/** A database with a keyring and a content store on them. */
export async function openContentHouse() {
  const test: TestDatabase<unknown> = await createTestDatabase();
  const keyFile = join(mkdtempSync(join(tmpdir(), 'kartoteka-content-')), 'keyring');
  const keyring = openKeyring({ path: keyFile, random: systemRandom, clock });
  const newDataKeys = () =>
    createDataKeys({ database: test.database, keyring, random: systemRandom });
  const dataKeys = newDataKeys();
  const newStore = (
    options: { contentBytesMax?: number; orphanAgeMs?: number; dataKeys?: DataKeys } = {},
  ) =>
    createContentStore({
      database: test.database,
      dataKeys,
      clock,
      random: systemRandom,
      ...options,
    });
  const store = newStore();

  function link(handle: ContentHandle, to: ContentStore = store): Promise<ContentId> {
    const scope = account(handle.tenant as AccountId);
    return test.database.inScope(scope, (trx) => to.link(trx, handle));
  }

  return {
    test,
    keyFile,
    keyring,
    newDataKeys,
    dataKeys,
    newStore,
    store,
    link,
    save: async (bytes: Uint8Array, tenant = anna) => link(await store.put(tenant, pieces(bytes))),
    load: async (id: ContentId, tenant = anna) => whole(await store.read(tenant, id)),
    countOf: async (table: 'content' | 'content_chunk') => {
      const count = `SELECT count(*)::int AS n FROM kartoteka.${table}`;
      return (await test.asAdmin<{ n: number }>(count))[0]?.n ?? -1;
    },
    chunksOf: (id: ContentId) =>
      test.asAdmin('SELECT index FROM kartoteka.content_chunk WHERE content_id = $1', [id]),
  };
}

export type ContentHouse = Awaited<ReturnType<typeof openContentHouse>>;

export function whole(reading: ContentReading): Promise<Buffer> {
  return buffer(reading.bytes);
}

export async function* pieces(bytes: Uint8Array, pieceBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'no problem';
}

/** Asks again and again until there is something. */
export async function pollFor<Row>(ask: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  for (;;) {
    const rows = await ask();
    if (rows.length > 0) return rows;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
