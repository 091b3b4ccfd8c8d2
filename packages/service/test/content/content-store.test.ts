import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type AccountId, fixedClock, Problem } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ContentHandle,
  type ContentId,
  type ContentReading,
  type ContentStore,
  createContentStore,
} from '../../src/content/index.ts';
import {
  createDataKeys,
  type DataKeys,
  openKeyring,
  rotateMasterKey,
} from '../../src/keyring/index.ts';
import { systemRandom } from '../keyring/system-random.ts';

const clock = fixedClock('2026-03-01T08:00:00Z');
const anna = '0000000000000011' as AccountId;
const beata = '0000000000000012' as AccountId;
const megabyte = 1024 * 1024;
const keyring = openKeyring({
  path: join(mkdtempSync(join(tmpdir(), 'kartoteka-content-')), 'keyring'),
  random: systemRandom,
  clock,
});
let test: TestDatabase<unknown>;
let dataKeys: DataKeys;
let store: ContentStore;

beforeAll(async () => {
  test = await createTestDatabase();
  dataKeys = createDataKeys({ database: test.database, keyring, random: systemRandom });
  store = newStore();
});
afterAll(() => test.drop());

function newStore(options: { contentBytesMax?: number; orphanAgeMs?: number } = {}): ContentStore {
  return createContentStore({
    database: test.database,
    dataKeys,
    clock,
    random: systemRandom,
    ...options,
  });
}

const account = (id: AccountId) => ({ kind: 'account', account: id }) as const;

function link(handle: ContentHandle, to: ContentStore = store): Promise<ContentId> {
  const scope = account(handle.tenant as AccountId);
  return test.database.inScope(scope, (trx) => to.link(trx, handle));
}

async function save(bytes: Uint8Array, tenant = anna): Promise<ContentId> {
  return link(await store.put(tenant, pieces(bytes)));
}

async function load(id: ContentId, tenant = anna): Promise<Buffer> {
  return whole(await store.read(tenant, id));
}

async function whole(reading: ContentReading): Promise<Buffer> {
  return buffer(reading.bytes);
}

async function* pieces(bytes: Uint8Array, pieceBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'no problem';
}

const countOf = async (table: string) =>
  (await test.asAdmin<{ n: number }>(`SELECT count(*)::int AS n FROM kartoteka.${table}`))[0]?.n;

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
    const handle = await store.put(anna, pieces(bytes));
    expect(handle.size).toBe(bytes.length);
    expect(handle.sha1).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(handle.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const id = await link(handle);
    const reading = await store.read(anna, id);
    expect(reading.size).toBe(bytes.length);
    expect(reading.sha256).toBe(handle.sha256);
    expect(Buffer.compare(await whole(reading), bytes)).toBe(0);
  });

  it('writes nothing before the transaction of the metadata, up to a chunk', async () => {
    const before = await countOf('content');
    const handle = await store.put(anna, pieces(randomBytes(megabyte)));
    expect(await countOf('content')).toBe(before);
    await link(handle);
    expect(await countOf('content')).toBe(Number(before) + 1);
  });

  it('is part of that transaction: when it fails, nothing is linked', async () => {
    const small = await store.put(anna, pieces(randomBytes(100)));
    const large = await store.put(anna, pieces(randomBytes(2 * megabyte)));
    const failed = test.database.inScope(account(anna), async (trx) => {
      await store.link(trx, small);
      await store.link(trx, large);
      throw new Problem('service.input');
    });
    expect(await codeOf(failed)).toBe('service.input');
    expect(await codeOf(store.read(anna, small.id))).toBe('service.content-gone');
    expect(await codeOf(store.read(anna, large.id))).toBe('service.content-gone');
    // A transaction that lost and is run again links the same handles.
    await link(small);
    await link(large);
    expect((await load(small.id)).length).toBe(100);
    expect((await load(large.id)).length).toBe(2 * megabyte);
  });

  it('links a large handle once', async () => {
    const handle = await store.put(anna, pieces(randomBytes(2 * megabyte)));
    await link(handle);
    expect(await codeOf(link(handle))).toBe('service.content-gone');
  });

  it('reads a handle back before it is linked', async () => {
    for (const bytes of [
      Buffer.from('an attachment before its message'),
      randomBytes(2 * megabyte),
    ]) {
      const handle = await store.put(anna, pieces(bytes));
      expect(Buffer.compare(await whole(await store.readBack(handle)), bytes)).toBe(0);
      await store.discard(handle);
    }
  });

  it('discards what will not be linked', async () => {
    const handle = await store.put(anna, pieces(randomBytes(2 * megabyte)));
    await store.discard(handle);
    expect(
      await test.asAdmin('SELECT 1 FROM kartoteka.content_chunk WHERE content_id = $1', [
        handle.id,
      ]),
    ).toEqual([]);
    expect(await codeOf(link(handle))).toBe('service.content-gone');
    const held = await store.put(anna, pieces(Buffer.from('small')));
    await expect(store.discard(held)).resolves.toBeUndefined();
  });

  it('removes linked content, chunks and all, and nothing when asked twice', async () => {
    const id = await save(randomBytes(2 * megabyte));
    const remove = () => test.database.inScope(account(anna), (trx) => store.remove(trx, anna, id));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await codeOf(load(id))).toBe('service.content-gone');
    expect(
      await test.asAdmin('SELECT 1 FROM kartoteka.content_chunk WHERE content_id = $1', [id]),
    ).toEqual([]);
  });

  it('says so when content disappears while it is being read', async () => {
    const id = await save(randomBytes(3 * megabyte));
    const reading = await store.read(anna, id);
    const iterator = reading.bytes[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toHaveLength(megabyte);
    await test.database.inScope(account(anna), (trx) => store.remove(trx, anna, id));
    expect(await codeOf(iterator.next())).toBe('service.content-gone');
  });

  it('holds no connection between the chunks of a slow reader', async () => {
    const id = await save(randomBytes(2 * megabyte));
    const readings = await Promise.all(Array.from({ length: 20 }, () => store.read(anna, id)));
    const iterators = readings.map((reading) => reading.bytes[Symbol.asyncIterator]());
    await Promise.all(iterators.map((iterator) => iterator.next()));
    const load = test.database.load();
    expect(load.connections - load.idle).toBe(0);
    const seconds = await Promise.all(iterators.map((iterator) => iterator.next()));
    expect(seconds.every(({ value }) => value?.length === megabyte)).toBe(true);
  });
});

describe('limits and broken streams', () => {
  it('takes content of the greatest size and refuses one byte more, small or large', async () => {
    for (const contentBytesMax of [1000, 2 * megabyte]) {
      const limited = newStore({ contentBytesMax });
      const before = await countOf('content_chunk');
      const handle = await limited.put(anna, pieces(randomBytes(contentBytesMax)));
      await limited.discard(handle);
      const tooLarge = limited.put(anna, pieces(randomBytes(contentBytesMax + 1)));
      expect(await codeOf(tooLarge)).toBe('service.content-too-large');
      expect(await countOf('content_chunk')).toBe(before);
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
    const limited = newStore({ contentBytesMax: 3 * megabyte });
    expect(await codeOf(limited.put(anna, endless()))).toBe('service.content-too-large');
    expect([sent, closed]).toEqual([4 * megabyte, true]);
  });

  it('takes away what it wrote when the stream breaks, and passes the error on', async () => {
    async function* broken() {
      yield randomBytes(2.5 * megabyte);
      throw new Problem('xml.malformed');
    }
    const [contents, chunks] = [await countOf('content'), await countOf('content_chunk')];
    expect(await codeOf(store.put(anna, broken()))).toBe('xml.malformed');
    expect([await countOf('content'), await countOf('content_chunk')]).toEqual([contents, chunks]);
  });
});

describe('tampering in the database', () => {
  async function codeAfter(
    id: ContentId,
    text: string,
    values: readonly unknown[],
  ): Promise<string> {
    await test.asAdmin(text, values);
    return codeOf(load(id));
  }

  it('finds a changed byte of a small content', async () => {
    const id = await save(Buffer.from('<ClinicalDocument/>'));
    const flip =
      'UPDATE kartoteka.content SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE id = $1';
    expect(await codeAfter(id, flip, [id])).toBe('service.content-damaged');
  });

  it('finds content moved to another row or another tenant', async () => {
    const [one, two] = [await save(Buffer.from('one')), await save(Buffer.from('two'))];
    const move = `UPDATE kartoteka.content SET (sealed, size, sha256) =
      (SELECT sealed, size, sha256 FROM kartoteka.content WHERE id = $1) WHERE id = $2`;
    expect(await codeAfter(two, move, [one, two])).toBe('service.content-damaged');
    await save(Buffer.from('hers'), beata);
    await test.asAdmin(
      `UPDATE kartoteka.content SET tenant = $1,
         data_key_id = (SELECT id FROM kartoteka.data_key WHERE tenant = $1) WHERE id = $2`,
      [beata, one],
    );
    expect(await codeOf(load(one, beata))).toBe('service.content-damaged');
  });

  it.each([
    [
      'two chunks in each other’s place',
      'UPDATE kartoteka.content_chunk SET index = index + 10 WHERE content_id = $1; UPDATE kartoteka.content_chunk SET index = CASE index WHEN 10 THEN 1 WHEN 11 THEN 0 ELSE index - 10 END WHERE content_id = $1',
    ],
    [
      'a last chunk left out',
      'DELETE FROM kartoteka.content_chunk WHERE content_id = $1 AND index = 2; UPDATE kartoteka.content SET chunks = 2, size = 2097152 WHERE id = $1',
    ],
    [
      'a first chunk left out',
      'DELETE FROM kartoteka.content_chunk WHERE content_id = $1 AND index = 0; UPDATE kartoteka.content_chunk SET index = index - 1 WHERE content_id = $1; UPDATE kartoteka.content SET chunks = 2, size = 2097152 WHERE id = $1',
    ],
    [
      'a chunk twice',
      'UPDATE kartoteka.content_chunk a SET sealed = b.sealed FROM kartoteka.content_chunk b WHERE a.content_id = $1 AND b.content_id = $1 AND a.index = 1 AND b.index = 0',
    ],
    ['another recorded size', 'UPDATE kartoteka.content SET size = size - 1 WHERE id = $1'],
    [
      'another recorded hash',
      "UPDATE kartoteka.content SET sha256 = decode(repeat('00', 32), 'hex') WHERE id = $1",
    ],
  ])('finds %s', async (_title, statements) => {
    const id = await save(randomBytes(3 * megabyte));
    for (const statement of statements.split('; ')) {
      await test.asAdmin(statement, [id]);
    }
    expect(await codeOf(load(id))).toBe('service.content-damaged');
  });

  it('finds a missing chunk', async () => {
    const id = await save(randomBytes(3 * megabyte));
    const text = 'DELETE FROM kartoteka.content_chunk WHERE content_id = $1 AND index = 1';
    expect(await codeAfter(id, text, [id])).toBe('service.content-gone');
  });
});

describe('keys', () => {
  it('rotate without a document being touched', async () => {
    const id = await save(Buffer.from('<ClinicalDocument/>'));
    const rowsOf = () =>
      test.asAdmin('SELECT xmin, sealed FROM kartoteka.content WHERE id = $1', [id]);
    const before = await rowsOf();
    await rotateMasterKey({ database: test.database, keyring });
    expect(await rowsOf()).toEqual(before);
    const fresh = createDataKeys({ database: test.database, keyring, random: systemRandom });
    const reader = createContentStore({
      database: test.database,
      dataKeys: fresh,
      clock,
      random: systemRandom,
    });
    expect(await whole(await reader.read(anna, id))).toEqual(Buffer.from('<ClinicalDocument/>'));
  });

  it('shred a tenant when they are destroyed, and nobody else', async () => {
    const shredded = '0000000000000099' as AccountId;
    const [hers, others] = [
      await save(Buffer.from('hers'), shredded),
      await save(Buffer.from('kept')),
    ];
    const large = await save(randomBytes(2 * megabyte), shredded);
    await test.database.inScope(account(shredded), (trx) => dataKeys.destroy(trx, shredded));
    expect(await codeOf(load(hers, shredded))).toBe('keyring.data-key-gone');
    expect(await codeOf(load(large, shredded))).toBe('keyring.data-key-gone');
    expect(await load(others)).toEqual(Buffer.from('kept'));
  });

  it('are never used after their destruction, not even by a process that still knows them', async () => {
    const tenant = '0000000000000098' as AccountId;
    const elsewhere = createDataKeys({ database: test.database, keyring, random: systemRandom });
    const small = await store.put(tenant, pieces(Buffer.from('in flight')));
    const large = await store.put(tenant, pieces(randomBytes(2 * megabyte)));
    await test.database.inScope(account(tenant), (trx) => elsewhere.destroy(trx, tenant));
    expect(await codeOf(link(small))).toBe('keyring.data-key-gone');
    expect(await codeOf(link(large))).toBe('service.content-gone');
  });
});

describe('sweep', () => {
  const age = (ids: readonly ContentId[], hours: number) =>
    test.asAdmin(
      `UPDATE kartoteka.content SET touched_at = clock_timestamp() - make_interval(hours => $2) WHERE id = ANY($1)`,
      [ids, hours],
    );

  it('takes what a crash left between put and link, and nothing else', async () => {
    const orphan = await store.put(anna, pieces(randomBytes(2 * megabyte)));
    const fresh = await store.put(anna, pieces(randomBytes(2 * megabyte)));
    const linked = await save(randomBytes(2 * megabyte));
    const small = await save(Buffer.from('small'));
    await age([orphan.id, linked, small], 2);
    expect(await store.sweep()).toBe(1);
    expect(await codeOf(link(orphan))).toBe('service.content-gone');
    expect(
      await test.asAdmin('SELECT 1 FROM kartoteka.content_chunk WHERE content_id = $1', [
        orphan.id,
      ]),
    ).toEqual([]);
    expect((await load(await link(fresh))).length).toBe(2 * megabyte);
    expect((await load(linked)).length).toBe(2 * megabyte);
    expect((await load(small)).length).toBe(5);
  });

  it('takes the orphans of every tenant, more than fit into one transaction', async () => {
    await test.asAdmin(
      `INSERT INTO kartoteka.content (tenant, id, data_key_id, linked, touched_at)
       SELECT 'tenant ' || n % 7, gen_random_uuid(), 'k', false, now() - interval '2 hours'
       FROM generate_series(1, 450) AS n`,
    );
    expect(await store.sweep()).toBe(450);
  });

  it('leaves a live put alone, however long ago it began', async () => {
    let begun: (id: ContentId) => void = () => {};
    const content = randomBytes(3.5 * megabyte);
    const first = new Promise<ContentId>((resolve) => {
      begun = resolve;
    });
    async function* slow() {
      yield content.subarray(0, 2 * megabyte);
      const [row] = await pollFor(() =>
        test.asAdmin<{ id: ContentId }>(
          `SELECT id FROM kartoteka.content WHERE tenant = $1 AND size IS NULL
             AND EXISTS (SELECT FROM kartoteka.content_chunk c WHERE c.content_id = content.id)`,
          [beata],
        ),
      );
      begun(row!.id);
      // Two hours in which nothing came; then the sender goes on, and then the sweep runs.
      await age([row!.id], 2);
      yield content.subarray(2 * megabyte, 3 * megabyte + 1);
      await pollFor(() =>
        test.asAdmin(
          `SELECT 1 FROM kartoteka.content WHERE id = $1 AND touched_at > now() - interval '1 hour'`,
          [row!.id],
        ),
      );
      expect(await store.sweep()).toBe(0);
      yield content.subarray(3 * megabyte + 1);
    }
    const handle = await store.put(beata, slow());
    expect(handle.id).toBe(await first);
    expect(Buffer.compare(await load(await link(handle), beata), content)).toBe(0);
  });

  it('never leaves half of a document: a put whose beginning was swept fails', async () => {
    async function* stalled() {
      yield randomBytes(2 * megabyte);
      await pollFor(async () => {
        await test.asAdmin(
          `UPDATE kartoteka.content SET touched_at = now() - interval '2 hours' WHERE tenant = $1 AND NOT linked`,
          [beata],
        );
        return (await store.sweep()) > 0 ? [1] : [];
      });
      yield randomBytes(2 * megabyte);
    }
    expect(await codeOf(store.put(beata, stalled()))).toBe('service.content-gone');
    const left = await test.asAdmin(
      'SELECT 1 FROM kartoteka.content WHERE tenant = $1 AND NOT linked',
      [beata],
    );
    expect(left).toEqual([]);
  });

  it('and link agree about each content while both work on the same ones', async () => {
    // An age of next to nothing: every handle may be swept at the moment when it is linked.
    const eager = newStore({ orphanAgeMs: 0.001 });
    const outcomes = new Map<ContentId, string>();
    let working = true;
    const sweeping = (async () => {
      while (working) await eager.sweep();
    })();
    const writer = async () => {
      for (let round = 0; round < 15; round += 1) {
        const bytes = randomBytes(megabyte + 1);
        try {
          const handle = await eager.put(anna, pieces(bytes));
          outcomes.set(handle.id, await codeOf(link(handle, eager)));
        } catch (error) {
          expect((error as Problem).code).toBe('service.content-gone');
        }
      }
    };
    await Promise.all([writer(), writer(), writer()]);
    working = false;
    await sweeping;
    for (const [id, outcome] of outcomes) {
      expect(['no problem', 'service.content-gone']).toContain(outcome);
      const loaded = await codeOf(load(id));
      expect(loaded).toBe(outcome);
    }
    const orphans = await test.asAdmin(
      'SELECT 1 FROM kartoteka.content WHERE NOT linked AND tenant = $1',
      [anna],
    );
    expect(orphans).toEqual([]);
  });
});

describe('row security of content', () => {
  it('answers another tenant’s content as missing', async () => {
    const id = await save(Buffer.from('hers'));
    expect(await codeOf(load(id, beata))).toBe('service.content-gone');
    const asBeata = store.read(anna, id, { scope: account(beata) });
    expect(await codeOf(asBeata)).toBe('service.content-gone');
    const removed = await test.database.inScope(account(beata), (trx) =>
      store.remove(trx, anna, id),
    );
    expect(removed).toBe(false);
    expect((await load(id)).toString()).toBe('hers');
  });

  it.each(['sign-in', 'operator', 'system', 'practice'] as const)(
    'shows the scope %s no linked content',
    async (kind) => {
      await save(randomBytes(2 * megabyte));
      for (const table of ['content', 'content_chunk']) {
        const { rows } = await test.database.inScope({ kind }, (trx) =>
          sql`SELECT 1 FROM kartoteka.${sql.raw(table)} ${sql.raw(table === 'content' ? 'WHERE linked' : '')}`.execute(
            trx,
          ),
        );
        expect(rows).toEqual([]);
      }
    },
  );

  it('lets nobody write into another tenant or change stored bytes', async () => {
    const id = await save(Buffer.from('hers'));
    const attempt = (statement: ReturnType<typeof sql>) =>
      test.database.inScope(account(beata), (trx) => statement.execute(trx));
    await expect(
      attempt(
        sql`INSERT INTO kartoteka.content (tenant, id, data_key_id, linked) VALUES (${anna}, gen_random_uuid(), 'k', false)`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      attempt(
        sql`INSERT INTO kartoteka.content_chunk (tenant, content_id, index, sealed) VALUES (${anna}, ${id}, 5, '')`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(attempt(sql`UPDATE kartoteka.content SET sealed = ''`)).rejects.toThrow(
      'permission denied',
    );
    await expect(attempt(sql`UPDATE kartoteka.content_chunk SET index = 9`)).rejects.toThrow(
      'permission denied',
    );
  });

  it('lets a policy of the application admit a reader, to that content only', async () => {
    const [shared, other] = [
      await save(randomBytes(2 * megabyte)),
      await save(Buffer.from('not shared')),
    ];
    const visitor = { kind: 'person', person: 'visitor' } as const;
    expect(await codeOf(store.read(anna, shared, { scope: visitor }))).toBe('service.content-gone');
    const person = `(SELECT kartoteka.scope_kind()) = 'person'`;
    await test.asAdmin(
      `CREATE POLICY consented ON kartoteka.content FOR SELECT USING (${person} AND id = '${shared}')`,
    );
    await test.asAdmin(
      `CREATE POLICY consented ON kartoteka.content_chunk FOR SELECT USING (${person} AND content_id = '${shared}')`,
    );
    expect((await whole(await store.read(anna, shared, { scope: visitor }))).length).toBe(
      2 * megabyte,
    );
    expect(await codeOf(store.read(anna, other, { scope: visitor }))).toBe('service.content-gone');
  });
});

async function pollFor<Row>(ask: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  for (;;) {
    const rows = await ask();
    if (rows.length > 0) return rows;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
