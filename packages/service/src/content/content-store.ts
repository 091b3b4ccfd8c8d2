import assert from 'node:assert/strict';
import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import type { Scope } from '../database/scope.ts';
import type { DataKeys } from '../keyring/data-keys.ts';
import {
  type AnyDatabase,
  type AnyTransaction,
  scopeOfTenant,
  type Tenant,
} from '../keyring/tenant.ts';
import type { ContentId } from './content-id.ts';
import { type ContentReading, readContent, readHeld } from './read-content.ts';
import { deleteContent, deleteOrphans, insertSmallContent, linkContent } from './store.ts';
import { type ContentWriting, writeContent } from './write-content.ts';

/** Content that was put and is not yet referenced. It belongs to one tenant and is linked once. */
export interface ContentHandle {
  readonly tenant: Tenant;
  readonly id: ContentId;
  /** Bytes of the plaintext. */
  readonly size: number;
  /** Hexadecimal, lower case; what XDS calls the document's hash (ITI TF-3: 4.2.3.2.10). */
  readonly sha1: string;
  readonly sha256: string;
  /** The encrypted bytes while they are small enough to wait for the transaction of the metadata. */
  readonly held: { readonly dataKeyId: string; readonly sealed: Uint8Array } | undefined;
}

export interface ReadOptions {
  /**
   * Reads as somebody else than the tenant, such as a portal person, whom a policy of the
   * application on `kartoteka.content` and `kartoteka.content_chunk` has to let in.
   */
  readonly scope?: Scope;
}

/**
 * Where the bytes of documents lie: compressed, encrypted with the tenant's key, in two phases. First
 * `put`, while a message is still being received; then `link`, in the transaction that writes the
 * metadata. What is never linked is swept. Content is never changed, only removed.
 */
export interface ContentStore {
  /**
   * Takes content of any size up to `contentBytesMax`. Up to 1 MB nothing is written yet: the handle
   * holds the encrypted bytes. More is written as it comes, and durable when this returns. Not to be
   * called inside a transaction: it uses connections of its own.
   *
   * @throws Problem `service.content-too-large`, `service.content-gone` when the stream stood still for
   *   so long that its beginning was swept; an error of the stream itself, after what was written of
   *   it has been taken away
   */
  put(tenant: Tenant, stream: AsyncIterable<Uint8Array>): Promise<ContentHandle>;
  /**
   * Makes the content a part of the caller's transaction, in one statement.
   *
   * @param trx in the tenant's scope
   * @throws Problem `service.content-gone` when it was swept or discarded, `keyring.data-key-gone` when
   *   the tenant's key was destroyed meanwhile
   */
  link(trx: AnyTransaction, handle: ContentHandle): Promise<ContentId>;
  /** Gives up a handle that will not be linked. */
  discard(handle: ContentHandle): Promise<void>;
  /** Reads back what a handle stands for, before it is linked. Throws like `read`. */
  readBack(handle: ContentHandle): Promise<ContentReading>;
  /**
   * Reads linked content. Each chunk is verified before it is handed on and asked for in a transaction
   * of its own, so that a slow reader holds no connection. Not to be called inside a transaction.
   *
   * @throws Problem `service.content-gone`, `service.content-damaged`, `keyring.data-key-gone`; after
   *   the first chunk from the iteration of `bytes`
   */
  read(tenant: Tenant, id: ContentId, options?: ReadOptions): Promise<ContentReading>;
  /** Removes linked content within the caller's transaction; false when there was none. */
  remove(trx: AnyTransaction, tenant: Tenant, id: ContentId): Promise<boolean>;
  /**
   * Deletes content that was put, never linked, and not written to for `orphanAgeMs`; returns how many.
   * For a job that runs every few minutes.
   */
  sweep(): Promise<number>;
}

export interface ContentStoreOptions {
  readonly database: AnyDatabase;
  readonly dataKeys: DataKeys;
  readonly clock: Clock;
  readonly random: Random;
  /** Largest content; 100 MB unless said otherwise. */
  readonly contentBytesMax?: number;
  /**
   * How long unlinked content stays; an hour unless said otherwise. It must be longer than a request
   * may last: a handle older than this can be swept before it is linked.
   */
  readonly orphanAgeMs?: number;
}

const sweptPerTransactionMax = 200;

/**
 * The content store in PostgreSQL.
 *
 * @example
 * const handle = await contents.put(account, request.body);
 * await database.inScope({ kind: 'account', account }, async (trx) => {
 *   const contentId = await contents.link(trx, handle);
 *   await insertDocumentEntry(trx, { ...entry, contentId });
 * });
 */
export function createContentStore(options: ContentStoreOptions): ContentStore {
  const { database, orphanAgeMs = 3_600_000, contentBytesMax = 100 * 1024 * 1024 } = options;
  const writing: ContentWriting = { ...options, contentBytesMax };
  return {
    put: (tenant, stream) => writeContent(writing, tenant, stream),
    async link(trx, handle) {
      const { held, size } = handle;
      if (held) {
        const facts = { size, sha256: Buffer.from(handle.sha256, 'hex'), chunks: 1 };
        const key = { tenant: handle.tenant, id: handle.id, dataKeyId: held.dataKeyId };
        const written = await insertSmallContent(trx, key, facts, held.sealed);
        if (!written) throw new Problem('keyring.data-key-gone');
        return handle.id;
      }
      if (!(await linkContent(trx, handle))) throw new Problem('service.content-gone');
      return handle.id;
    },
    async discard(handle) {
      if (handle.held) return;
      await database.inScope(scopeOfTenant(handle.tenant), (trx) =>
        deleteContent(trx, { tenant: handle.tenant, id: handle.id, linked: false }),
      );
    },
    readBack: (handle) =>
      handle.held
        ? readHeld(options, handle, handle.held)
        : readContent(options, { ...handle, linked: false }),
    read: (tenant, id, how = {}) => readContent(options, { tenant, id, linked: true, ...how }),
    remove: (trx, tenant, id) => deleteContent(trx, { tenant, id, linked: true }),
    async sweep() {
      assert(orphanAgeMs > 0, 'a live put would be swept');
      let swept = 0;
      for (let count = sweptPerTransactionMax; count === sweptPerTransactionMax; swept += count) {
        count = await database.inScope({ kind: 'system' }, (trx) =>
          deleteOrphans(trx, orphanAgeMs, sweptPerTransactionMax),
        );
      }
      return swept;
    },
  };
}
