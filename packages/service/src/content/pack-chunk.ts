import { promisify } from 'node:util';
import {
  constants,
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';

/** Bytes as they go into the cipher: compressed where that makes them smaller. */
export interface PackedChunk {
  readonly bytes: Uint8Array;
  readonly compressed: boolean;
  /** Size before compression. */
  readonly size: number;
}

/** Above this size compression leaves the event loop to others and runs on a thread. */
const inlineBytesMax = 128 * 1024;
/** Images and archives gain less than this part of their size: they are kept as they are. */
const gainMin = 1 / 32;

const options = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
const compressOnThread = promisify(zstdCompress);
const decompressOnThread = promisify(zstdDecompress);

/** Packs a small chunk at once: no promise, no thread, which at 20 KB would cost more than the work. */
export function packSmallChunk(plain: Uint8Array): PackedChunk {
  return keepSmaller(plain, zstdCompressSync(plain, options));
}

/** Packs a chunk of any size. */
export async function packChunk(plain: Uint8Array): Promise<PackedChunk> {
  if (plain.length <= inlineBytesMax) return packSmallChunk(plain);
  return keepSmaller(plain, await compressOnThread(plain, options));
}

/**
 * Brings a chunk back to what it was. The output can never grow beyond the recorded size, whatever
 * the compressed bytes say.
 *
 * @returns `undefined` when it does not come back to exactly the recorded size
 */
export async function unpackChunk(packed: PackedChunk): Promise<Uint8Array | undefined> {
  if (!packed.compressed) return packed.bytes.length === packed.size ? packed.bytes : undefined;
  const limits = { maxOutputLength: packed.size, chunkSize: Math.max(packed.size, 64) };
  try {
    const plain =
      packed.size <= inlineBytesMax
        ? zstdDecompressSync(packed.bytes, limits)
        : await decompressOnThread(packed.bytes, limits);
    return plain.length === packed.size ? plain : undefined;
  } catch {
    // Not zstd, cut off, or larger than recorded: one answer for all, the caller calls it damage.
    return undefined;
  }
}

function keepSmaller(plain: Uint8Array, compressed: Uint8Array): PackedChunk {
  const size = plain.length;
  if (compressed.length > size * (1 - gainMin)) return { bytes: plain, compressed: false, size };
  return { bytes: compressed, compressed: true, size };
}
