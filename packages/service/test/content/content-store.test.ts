import { createHash, randomBytes } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  account,
  anna,
  type ContentHouse,
  codeOf,
  megabyte,
  openContentHouse,
  pieces,
  whole,
} from './content-house.ts';

let house: ContentHouse;

beforeAll(async () => {
  house = await openContentHouse();
});
afterAll(() => house.test.drop());

describe('storing and reading', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('x')],
    ['a text of 20 KB', Buffer.alloc(20_000, '<value xsi:type="PQ"/>')],
    ['noise of 20 KB', randomBytes(20_000)],
    ['exactly one chunk', randomBytes(megabyte)],
    ['one byte more than a chunk', randomBytes(megabyte + 1)],
    ['exactly three chunks of text', Buffer.alloc(3 * megabyte, 'Zażółć gęślą jaźń. ')],
    ['three and a half chunks', randomBytes(3.5 * megabyte)],
  ])('gives back %s byte for byte', async (_title, bytes) => {
    const handle = await house.store.put(anna, pieces(bytes));
    expect(handle.size).toBe(bytes.length);
    expect(handle.sha1).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(handle.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const id = await house.link(handle);
    const reading = await house.store.read(anna, id);
    expect(reading.size).toBe(bytes.length);
    expect(reading.sha256).toBe(handle.sha256);
    expect(Buffer.compare(await whole(reading), bytes)).toBe(0);
  });

  it('writes nothing before the transaction of the metadata, up to a chunk', async () => {
    const before = await house.countOf('content');
    const handle = await house.store.put(anna, pieces(randomBytes(megabyte)));
    expect(await house.countOf('content')).toBe(before);
    await house.link(handle);
    expect(await house.countOf('content')).toBe(Number(before) + 1);
  });

  it('is part of that transaction: when it fails, nothing is linked', async () => {
    const small = await house.store.put(anna, pieces(randomBytes(100)));
    const large = await house.store.put(anna, pieces(randomBytes(2 * megabyte)));
    const failed = house.test.database.inScope(account(anna), async (trx) => {
      await house.store.link(trx, small);
      await house.store.link(trx, large);
      throw new Problem('service.input');
    });
    expect(await codeOf(failed)).toBe('service.input');
    expect(await codeOf(house.store.read(anna, small.id))).toBe('service.content-gone');
    expect(await codeOf(house.store.read(anna, large.id))).toBe('service.content-gone');
    // A transaction that lost and is run again links the same handles.
    await house.link(small);
    await house.link(large);
    expect((await house.load(small.id)).length).toBe(100);
    expect((await house.load(large.id)).length).toBe(2 * megabyte);
  });

  it('links a large handle once', async () => {
    const handle = await house.store.put(anna, pieces(randomBytes(2 * megabyte)));
    await house.link(handle);
    expect(await codeOf(house.link(handle))).toBe('service.content-gone');
  });

  it('reads a handle back before it is linked', async () => {
    for (const bytes of [
      Buffer.from('an attachment before its message'),
      randomBytes(2 * megabyte),
    ]) {
      const handle = await house.store.put(anna, pieces(bytes));
      expect(Buffer.compare(await whole(await house.store.readBack(handle)), bytes)).toBe(0);
      await house.store.discard(handle);
    }
  });

  it('discards what will not be linked', async () => {
    const handle = await house.store.put(anna, pieces(randomBytes(2 * megabyte)));
    await house.store.discard(handle);
    expect(await house.chunksOf(handle.id)).toEqual([]);
    expect(await codeOf(house.link(handle))).toBe('service.content-gone');
    const held = await house.store.put(anna, pieces(Buffer.from('small')));
    await expect(house.store.discard(held)).resolves.toBeUndefined();
  });

  it('removes linked content, chunks and all, and nothing when asked twice', async () => {
    const id = await house.save(randomBytes(2 * megabyte));
    const remove = () =>
      house.test.database.inScope(account(anna), (trx) => house.store.remove(trx, anna, id));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await codeOf(house.load(id))).toBe('service.content-gone');
    expect(await house.chunksOf(id)).toEqual([]);
  });

  it('says so when content disappears while it is being read', async () => {
    const id = await house.save(randomBytes(3 * megabyte));
    const reading = await house.store.read(anna, id);
    const iterator = reading.bytes[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toHaveLength(megabyte);
    await house.test.database.inScope(account(anna), (trx) => house.store.remove(trx, anna, id));
    expect(await codeOf(iterator.next())).toBe('service.content-gone');
  });

  it('holds no connection between the chunks of a slow reader', async () => {
    const id = await house.save(randomBytes(2 * megabyte));
    const readings = await Promise.all(
      Array.from({ length: 20 }, () => house.store.read(anna, id)),
    );
    const iterators = readings.map((reading) => reading.bytes[Symbol.asyncIterator]());
    await Promise.all(iterators.map((iterator) => iterator.next()));
    const load = house.test.database.load();
    expect(load.connections - load.idle).toBe(0);
    const seconds = await Promise.all(iterators.map((iterator) => iterator.next()));
    expect(seconds.every(({ value }) => value?.length === megabyte)).toBe(true);
  });
});

describe('limits and broken streams', () => {
  it('takes content of the greatest size and refuses one byte more, small or large', async () => {
    for (const contentBytesMax of [1000, 2 * megabyte]) {
      const limited = house.newStore({ contentBytesMax });
      const before = await house.countOf('content_chunk');
      const handle = await limited.put(anna, pieces(randomBytes(contentBytesMax)));
      await limited.discard(handle);
      const tooLarge = limited.put(anna, pieces(randomBytes(contentBytesMax + 1)));
      expect(await codeOf(tooLarge)).toBe('service.content-too-large');
      expect(await house.countOf('content_chunk')).toBe(before);
    }
  });

  it('stops asking a sender who goes beyond the limit', async () => {
    let sent = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          sent += megabyte;
          yield Buffer.alloc(megabyte);
        }
      } finally {
        closed = true;
      }
    }
    const limited = house.newStore({ contentBytesMax: 3 * megabyte });
    expect(await codeOf(limited.put(anna, endless()))).toBe('service.content-too-large');
    expect([sent, closed]).toEqual([4 * megabyte, true]);
  });

  it('takes away what it wrote when the stream breaks, and passes the error on', async () => {
    async function* broken() {
      yield randomBytes(2.5 * megabyte);
      throw new Problem('xml.malformed');
    }
    const [contents, chunks] = [
      await house.countOf('content'),
      await house.countOf('content_chunk'),
    ];
    expect(await codeOf(house.store.put(anna, broken()))).toBe('xml.malformed');
    expect([await house.countOf('content'), await house.countOf('content_chunk')]).toEqual([
      contents,
      chunks,
    ]);
  });
});
