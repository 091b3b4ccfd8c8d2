import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { ContentId } from './content-id.ts';
import type { PackedChunk } from './pack-chunk.ts';

/** Where a chunk belongs; all of it is bound to the sealed bytes. */
export interface ChunkPlace {
  readonly tenant: string;
  readonly contentId: ContentId;
  /** Counted from 0. */
  readonly index: number;
  readonly last: boolean;
}

/** The plaintext of one chunk; content up to this size is one chunk. */
export const chunkBytesMax = 1024 * 1024;
export const chunkNonceBytes = 12;

// Layout: version (1 byte), flags (1), size before compression (4, big endian), nonce (12),
// ciphertext, tag (16).
const version = 1;
const compressedFlag = 1;
const lastFlag = 2;
const sizeAt = 2;
const nonceAt = 6;
const bodyAt = nonceAt + chunkNonceBytes;
const tagBytes = 16;
const chunkOverheadBytes = bodyAt + tagBytes;

/**
 * Seals a chunk with AES-256-GCM. The place is authenticated with it: a chunk that is reordered,
 * taken from another content or tenant, or made the last one by leaving out the rest does not open.
 *
 * @param key the data key of the tenant
 * @param nonce twelve random bytes, never used before with this key
 */
export function sealChunk(
  key: KeyObject,
  place: ChunkPlace,
  packed: PackedChunk,
  nonce: Uint8Array,
): Uint8Array {
  const sealed = Buffer.allocUnsafe(packed.bytes.length + chunkOverheadBytes);
  sealed[0] = version;
  sealed[1] = (packed.compressed ? compressedFlag : 0) | (place.last ? lastFlag : 0);
  sealed.writeUInt32BE(packed.size, sizeAt);
  sealed.set(nonce, nonceAt);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(sealed.subarray(0, nonceAt), place));
  sealed.set(cipher.update(packed.bytes), bodyAt);
  cipher.final();
  sealed.set(cipher.getAuthTag(), sealed.length - tagBytes);
  return sealed;
}

/**
 * Opens what {@link sealChunk} sealed; the result is still packed.
 *
 * @returns `undefined` when a single bit or anything about the place differs
 */
export function openChunk(
  key: KeyObject,
  place: ChunkPlace,
  sealed: Uint8Array,
): PackedChunk | undefined {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  if (bytes.length < chunkOverheadBytes || bytes[0] !== version) return undefined;
  const flags = bytes[1] ?? 0;
  const size = bytes.readUInt32BE(sizeAt);
  if (size > chunkBytesMax || ((flags & lastFlag) !== 0) !== place.last) return undefined;
  const nonce = bytes.subarray(nonceAt, bodyAt);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(additionalData(bytes.subarray(0, nonceAt), place));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  const packed = decipher.update(bytes.subarray(bodyAt, bytes.length - tagBytes));
  try {
    decipher.final();
  } catch {
    // The tag did not match; the bytes are not what was sealed and leave this function in no form.
    return undefined;
  }
  return { bytes: packed, compressed: (flags & compressedFlag) !== 0, size };
}

/** Flags and size come from the head; the tenant carries its length, so that no two places look alike. */
function additionalData(head: Uint8Array, place: ChunkPlace): Buffer {
  const { tenant, contentId, index } = place;
  const text = `kartoteka-content,${tenant.length}:${tenant},${contentId},${index},`;
  const bytes = Buffer.allocUnsafe(text.length * 3 + head.length);
  const length = bytes.write(text);
  bytes.set(head, length);
  return bytes.subarray(0, length + head.length);
}
