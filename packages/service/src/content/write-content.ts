import assert from 'node:assert/strict';
import { createHash, hash } from 'node:crypto';
import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import type { DataKey, DataKeys } from '../keyring/data-keys.ts';
import { type AnyDatabase, scopeOfTenant, type Tenant } from '../keyring/tenant.ts';
import { type ContentId, newContentId } from './content-id.ts';
import type { ContentHandle } from './content-store.ts';
import { inChunks, type Piece } from './in-chunks.ts';
import { packChunk } from './pack-chunk.ts';
import { chunkBytesMax, chunkNonceBytes, sealChunk } from './seal-chunk.ts';
import { completeContent, deleteContent, insertChunk, insertPendingContent } from './store.ts';

export interface ContentWriting {
  readonly database: AnyDatabase;
  readonly dataKeys: DataKeys;
  readonly clock: Clock;
  readonly random: Random;
  readonly contentBytesMax: number;
}

/** The first phase: hashes, compresses, encrypts, and writes what is too large to be held. */
export async function writeContent(
  writing: ContentWriting,
  tenant: Tenant,
  stream: AsyncIterable<Uint8Array>,
): Promise<ContentHandle> {
  const id = newContentId(writing.clock, writing.random);
  const pieces = inChunks(limited(stream, writing.contentBytesMax), chunkBytesMax);
  try {
    const { value: first } = await pieces.next();
    assert(first, 'there is always a last piece');
    const target = { tenant, id, dataKey: await writing.dataKeys.obtain(tenant) };
    if (first.last) return await holdContent(writing, target, first.bytes);
    return await storeContent({ ...writing, ...target }, first, pieces);
  } finally {
    // Ends the sender's stream as well when writing gave up before it.
    await pieces.return();
  }
}

interface Target {
  readonly tenant: Tenant;
  readonly id: ContentId;
  readonly dataKey: DataKey;
}

/** Up to one chunk: nothing is written before the transaction of the metadata. */
async function holdContent(
  { random }: ContentWriting,
  { tenant, id, dataKey }: Target,
  bytes: Uint8Array,
): Promise<ContentHandle> {
  const place = { tenant, contentId: id, index: 0, last: true };
  const packed = await packChunk(bytes);
  const sealed = sealChunk(dataKey.key, place, packed, random.bytes(chunkNonceBytes));
  return {
    tenant,
    id,
    size: bytes.length,
    sha1: hash('sha1', bytes, 'hex'),
    sha256: hash('sha256', bytes, 'hex'),
    held: { dataKeyId: dataKey.id, sealed },
  };
}

/** More than one chunk: each is written while the next one is received and sealed. */
async function storeContent(
  writer: ContentWriting & Target,
  first: Piece,
  rest: AsyncIterable<Piece>,
): Promise<ContentHandle> {
  const { database, tenant, id, dataKey } = writer;
  const scope = scopeOfTenant(tenant);
  await database.inScope(scope, (trx) =>
    insertPendingContent(trx, { tenant, id, dataKeyId: dataKey.id }),
  );
  try {
    const { sha1, sha256, ...counts } = await storeChunks(writer, first, rest);
    const facts = { ...counts, sha256 };
    const complete = await database.inScope(scope, (trx) =>
      completeContent(trx, { tenant, id }, facts),
    );
    if (!complete) throw new Problem('service.content-gone');
    const { size } = counts;
    return { tenant, id, size, sha1, sha256: sha256.toString('hex'), held: undefined };
  } catch (error) {
    // Half of a document is of use to nobody. Where this fails as well, the sweep comes for it.
    await database
      .inScope(scope, (trx) => deleteContent(trx, { tenant, id, linked: false }))
      .catch(() => false);
    throw error;
  }
}

async function storeChunks(
  { database, tenant, id, dataKey, random }: ContentWriting & Target,
  first: Piece,
  rest: AsyncIterable<Piece>,
) {
  const sha1 = createHash('sha1');
  const sha256 = createHash('sha256');
  let size = 0;
  let chunks = 0;
  let written: Promise<void> = Promise.resolve();
  const store = async ({ bytes, last }: Piece): Promise<void> => {
    sha1.update(bytes);
    sha256.update(bytes);
    size += bytes.length;
    const index = chunks++;
    const place = { tenant, contentId: id, index, last };
    const packed = await packChunk(bytes);
    const sealed = sealChunk(dataKey.key, place, packed, random.bytes(chunkNonceBytes));
    await written;
    written = database.inScope(scopeOfTenant(tenant), async (trx) => {
      const live = await insertChunk(trx, { tenant, id }, index, sealed);
      if (!live) throw new Problem('service.content-gone');
    });
    // A failure is met at the next `await written`; it must not count as unhandled until then.
    written.catch(() => {});
  };
  try {
    await store(first);
    for await (const piece of rest) await store(piece);
  } catch (error) {
    // No write may be under way any more when the caller takes the rest away.
    await written.catch(() => {});
    throw error;
  }
  await written;
  return { size, chunks, sha1: sha1.digest('hex'), sha256: sha256.digest() };
}

async function* limited(
  stream: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const bytes of stream) {
    size += bytes.length;
    if (size > bytesMax) throw new Problem('service.content-too-large', { params: { bytesMax } });
    yield bytes;
  }
}
