import { createSecretKey, randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { fixedClock } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newContentId, parseContentId } from '../../src/content/content-id.ts';
import { inChunks, type Piece } from '../../src/content/in-chunks.ts';
import { packChunk, packSmallChunk, unpackChunk } from '../../src/content/pack-chunk.ts';
import {
  type ChunkPlace,
  chunkBytesMax,
  openChunk,
  sealChunk,
} from '../../src/content/seal-chunk.ts';
import { systemRandom } from '../keyring/system-random.ts';

const clock = fixedClock('2026-03-01T08:00:00Z');
const key = createSecretKey(randomBytes(32));
const place: ChunkPlace = {
  tenant: '0000000000000011',
  contentId: newContentId(clock, systemRandom),
  index: 0,
  last: true,
};
const seal = (bytes: Uint8Array, at: ChunkPlace = place) =>
  sealChunk(key, at, packSmallChunk(bytes), randomBytes(12));

async function open(sealed: Uint8Array, at: ChunkPlace = place): Promise<Uint8Array | undefined> {
  const packed = openChunk(key, at, sealed);
  return packed && (await unpackChunk(packed));
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 4000 }),
  fc.string({ maxLength: 4000 }).map((text) => Buffer.from(text.repeat(20))),
);

describe('a sealed chunk', () => {
  it('comes back as it was, in its own place', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.nat({ max: 200 }), fc.boolean(), async (bytes, index, last) => {
        const at = { ...place, index, last };
        expect(Buffer.compare((await open(seal(bytes, at), at)) ?? Buffer.from('?'), bytes)).toBe(
          0,
        );
      }),
    );
  });

  it('does not open after any single flipped bit', () => {
    const text = Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>'.repeat(4));
    for (const bytes of [text, randomBytes(100), Buffer.alloc(0)]) {
      const sealed = seal(bytes);
      for (let bit = 0; bit < sealed.length * 8; bit += 1) {
        const changed = Uint8Array.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(openChunk(key, place, changed), `bit ${bit}`).toBeUndefined();
      }
    }
  });

  it('does not open in any other place', () => {
    const tenants = fc.constantFrom('0000000000000011', '0000000000000012', 'practice');
    const ids = fc.constantFrom(place.contentId, newContentId(clock, systemRandom));
    const places = fc.record({
      tenant: tenants,
      contentId: ids,
      index: fc.nat({ max: 3 }),
      last: fc.boolean(),
    });
    fc.assert(
      fc.property(places, places, (from, to) => {
        const same = JSON.stringify(from) === JSON.stringify(to);
        const opened = openChunk(key, to, seal(Buffer.from('content'), from));
        expect(opened !== undefined).toBe(same);
      }),
    );
  });

  it('does not open with another key, cut off, or longer', () => {
    const sealed = seal(Buffer.from('content'));
    expect(openChunk(createSecretKey(randomBytes(32)), place, sealed)).toBeUndefined();
    for (let length = 0; length < sealed.length; length += 1) {
      expect(openChunk(key, place, sealed.subarray(0, length))).toBeUndefined();
    }
    expect(openChunk(key, place, Buffer.concat([sealed, Buffer.alloc(1)]))).toBeUndefined();
  });

  it('is smaller than its text, and hardly larger than what does not compress', () => {
    const text = Buffer.from('<entry>wynik badania</entry>'.repeat(700));
    expect(seal(text).length).toBeLessThan(text.length / 10);
    expect(seal(randomBytes(20_000)).length).toBe(20_034);
  });
});

describe('packing', () => {
  it('keeps large chunks too, text and noise', async () => {
    const text = Buffer.alloc(chunkBytesMax, 'Karta informacyjna leczenia szpitalnego. ');
    for (const plain of [text, randomBytes(chunkBytesMax)]) {
      const packed = await packChunk(plain);
      expect(packed.compressed).toBe(plain === text);
      expect(Buffer.compare((await unpackChunk(packed)) ?? Buffer.alloc(0), plain)).toBe(0);
    }
  });

  it.each([1000, 500_000])('never unpacks beyond the recorded size of %i bytes', async (size) => {
    const bomb = zstdCompressSync(Buffer.alloc(50_000_000));
    const before = process.memoryUsage().arrayBuffers;
    expect(await unpackChunk({ bytes: bomb, compressed: true, size })).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('takes neither less than recorded nor what is no zstd', async () => {
    const bytes = zstdCompressSync(Buffer.alloc(999));
    expect(await unpackChunk({ bytes, compressed: true, size: 1000 })).toBeUndefined();
    expect(
      await unpackChunk({ bytes: randomBytes(50), compressed: true, size: 50 }),
    ).toBeUndefined();
    expect(
      await unpackChunk({ bytes: randomBytes(50), compressed: false, size: 51 }),
    ).toBeUndefined();
  });
});

describe('inChunks', () => {
  it('regroups any stream without losing, adding or reordering a byte', async () => {
    const stream = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(stream, fc.integer({ min: 1, max: 50 }), async (parts, pieceBytes) => {
        const pieces: Piece[] = [];
        for await (const { bytes, last } of inChunks(from(parts), pieceBytes)) {
          pieces.push({ bytes: Buffer.from(bytes), last });
        }
        expect(Buffer.concat(pieces.map((piece) => piece.bytes))).toEqual(Buffer.concat(parts));
        expect(pieces.map((piece) => piece.last)).toEqual(
          pieces.map((_, at) => at === pieces.length - 1),
        );
        expect(pieces.slice(0, -1).every((piece) => piece.bytes.length === pieceBytes)).toBe(true);
        const last = pieces.at(-1)?.bytes.length ?? -1;
        expect(last).toBeLessThanOrEqual(pieceBytes);
        expect(last > 0 || pieces.length === 1).toBe(true);
      }),
    );
  });
});

describe('content ids', () => {
  it('are UUIDs of version 7 in the order of their making', () => {
    const ids = Array.from({ length: 20 }, () => {
      clock.advance(1);
      return newContentId(clock, systemRandom);
    });
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(parseContentId(id.toUpperCase())).toBe(id);
    }
    expect(parseContentId('1; DROP TABLE')).toBeUndefined();
  });
});

async function* from(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
