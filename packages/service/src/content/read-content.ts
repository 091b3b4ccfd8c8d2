import { createHash, hash } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import type { Scope } from '../database/scope.ts';
import type { DataKeys } from '../keyring/data-keys.ts';
import {
  type AnyDatabase,
  type AnyTransaction,
  scopeOfTenant,
  type Tenant,
} from '../keyring/tenant.ts';
import type { ContentId } from './content-id.ts';
import { unpackChunk } from './pack-chunk.ts';
import { type ChunkPlace, openChunk } from './seal-chunk.ts';
import { type ContentRow, findChunk, findContent } from './store.ts';

/** Content that has been found; its bytes are read as they are asked for. */
export interface ContentReading {
  readonly size: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
  /** To be read once. Ends with a problem, not with an end, when anything is missing or changed. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface ReadingPorts {
  readonly database: AnyDatabase;
  readonly dataKeys: DataKeys;
}

/** Which content to read, whether it has been linked, and as whom. */
export interface ReadTarget {
  readonly tenant: Tenant;
  readonly id: ContentId;
  readonly linked: boolean;
  readonly scope?: Scope;
}

/** Finds content and opens its first chunk; the others follow, one at a time, when asked for. */
export async function readContent(
  ports: ReadingPorts,
  target: ReadTarget,
): Promise<ContentReading> {
  const { tenant, id } = target;
  const scope = target.scope ?? scopeOfTenant(tenant);
  const ask = <T>(work: (trx: AnyTransaction) => Promise<T>) => ports.database.inScope(scope, work);
  const row = await ask((trx) => findContent(trx, target));
  if (!row) throw new Problem('service.content-gone');
  const { key } = await ports.dataKeys.open(tenant, row.dataKeyId);
  const load = async (index: number): Promise<Uint8Array> => {
    const sealed = row.sealed ?? (await ask((trx) => findChunk(trx, { tenant, id }, index)));
    if (!sealed) throw new Problem('service.content-gone');
    return openWhole(key, { tenant, contentId: id, index, last: index === row.chunks - 1 }, sealed);
  };
  const first = row.sealed ? await load(0) : undefined;
  if (first && !isWhole(row, first)) throw damaged(id);
  const sha256 = Buffer.from(row.sha256).toString('hex');
  return { size: row.size, sha256, bytes: first ? single(first) : inOrder(id, row, load) };
}

/** Reads what a handle holds in memory, through the same checks as stored content. */
export async function readHeld(
  { dataKeys }: ReadingPorts,
  handle: {
    readonly tenant: Tenant;
    readonly id: ContentId;
    readonly size: number;
    readonly sha256: string;
  },
  held: { readonly dataKeyId: string; readonly sealed: Uint8Array },
): Promise<ContentReading> {
  const { tenant, id, size, sha256 } = handle;
  const { key } = await dataKeys.open(tenant, held.dataKeyId);
  const bytes = await openWhole(key, { tenant, contentId: id, index: 0, last: true }, held.sealed);
  return { size, sha256, bytes: single(bytes) };
}

async function openWhole(
  key: Parameters<typeof openChunk>[0],
  place: ChunkPlace,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const packed = openChunk(key, place, sealed);
  const plain = packed && (await unpackChunk(packed));
  if (!plain) throw damaged(place.contentId);
  return plain;
}

function isWhole(row: ContentRow, bytes: Uint8Array): boolean {
  const digest = Buffer.from(row.sha256).toString('hex');
  return row.chunks === 1 && bytes.length === row.size && hash('sha256', bytes, 'hex') === digest;
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

async function* inOrder(
  id: ContentId,
  row: ContentRow,
  load: (index: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const digest = createHash('sha256');
  let size = 0;
  for (let index = 0; index < row.chunks; index += 1) {
    const bytes = await load(index);
    digest.update(bytes);
    size += bytes.length;
    // The last chunk is kept back until the whole is proven: a reader never sees a false end.
    if (index < row.chunks - 1) yield bytes;
    else if (size === row.size && digest.digest().equals(row.sha256)) yield bytes;
    else throw damaged(id);
  }
}

function damaged(contentId: ContentId): Problem {
  return new Problem('service.content-damaged', { params: { contentId } });
}
