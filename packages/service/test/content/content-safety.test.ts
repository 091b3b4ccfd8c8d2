import { randomBytes } from 'node:crypto';
import type { AccountId } from '@kartoteka/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentId } from '../../src/content/index.ts';
import { rotateMasterKey } from '../../src/keyring/index.ts';
import {
  account,
  anna,
  beata,
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

describe('tampering in the database', () => {
  async function codeAfter(
    id: ContentId,
    text: string,
    values: readonly unknown[],
  ): Promise<string> {
    await house.test.asAdmin(text, values);
    return codeOf(house.load(id));
  }

  it('finds a changed byte of a small content', async () => {
    const id = await house.save(Buffer.from('<ClinicalDocument/>'));
    const flip =
      'UPDATE kartoteka.content SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE id = $1';
    expect(await codeAfter(id, flip, [id])).toBe('service.content-damaged');
  });

  it('finds content moved to another row or another tenant', async () => {
    const [one, two] = [await house.save(Buffer.from('one')), await house.save(Buffer.from('two'))];
    const move = `UPDATE kartoteka.content SET (sealed, size, sha256) =
      (SELECT sealed, size, sha256 FROM kartoteka.content WHERE id = $1) WHERE id = $2`;
    expect(await codeAfter(two, move, [one, two])).toBe('service.content-damaged');
    await house.save(Buffer.from('hers'), beata);
    await house.test.asAdmin(
      `UPDATE kartoteka.content SET tenant = $1,
         data_key_id = (SELECT id FROM kartoteka.data_key WHERE tenant = $1) WHERE id = $2`,
      [beata, one],
    );
    expect(await codeOf(house.load(one, beata))).toBe('service.content-damaged');
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
    const id = await house.save(randomBytes(3 * megabyte));
    for (const statement of statements.split('; ')) {
      await house.test.asAdmin(statement, [id]);
    }
    expect(await codeOf(house.load(id))).toBe('service.content-damaged');
  });

  it('finds a missing chunk', async () => {
    const id = await house.save(randomBytes(3 * megabyte));
    const text = 'DELETE FROM kartoteka.content_chunk WHERE content_id = $1 AND index = 1';
    expect(await codeAfter(id, text, [id])).toBe('service.content-gone');
  });
});

describe('keys', () => {
  it('rotate without a document being touched', async () => {
    const id = await house.save(Buffer.from('<ClinicalDocument/>'));
    const rowsOf = () =>
      house.test.asAdmin('SELECT xmin, sealed FROM kartoteka.content WHERE id = $1', [id]);
    const before = await rowsOf();
    await rotateMasterKey({ database: house.test.database, keyring: house.keyring });
    expect(await rowsOf()).toEqual(before);
    const reader = house.newStore({ dataKeys: house.newDataKeys() });
    expect(await whole(await reader.read(anna, id))).toEqual(Buffer.from('<ClinicalDocument/>'));
  });

  it('shred a tenant when they are destroyed, and nobody else', async () => {
    const shredded = '0000000000000099' as AccountId;
    const [hers, others] = [
      await house.save(Buffer.from('hers'), shredded),
      await house.save(Buffer.from('kept')),
    ];
    const large = await house.save(randomBytes(2 * megabyte), shredded);
    await house.test.database.inScope(account(shredded), (trx) =>
      house.dataKeys.destroy(trx, shredded),
    );
    expect(await codeOf(house.load(hers, shredded))).toBe('keyring.data-key-gone');
    expect(await codeOf(house.load(large, shredded))).toBe('keyring.data-key-gone');
    expect(await house.load(others)).toEqual(Buffer.from('kept'));
  });

  it('are never used after their destruction, not even by a process that still knows them', async () => {
    const tenant = '0000000000000098' as AccountId;
    const elsewhere = house.newDataKeys();
    const small = await house.store.put(tenant, pieces(Buffer.from('in flight')));
    const large = await house.store.put(tenant, pieces(randomBytes(2 * megabyte)));
    await house.test.database.inScope(account(tenant), (trx) => elsewhere.destroy(trx, tenant));
    expect(await codeOf(house.link(small))).toBe('keyring.data-key-gone');
    expect(await codeOf(house.link(large))).toBe('service.content-gone');
  });
});

describe('row security of content', () => {
  it('answers another tenant’s content as missing', async () => {
    const id = await house.save(Buffer.from('hers'));
    expect(await codeOf(house.load(id, beata))).toBe('service.content-gone');
    const asBeata = house.store.read(anna, id, { scope: account(beata) });
    expect(await codeOf(asBeata)).toBe('service.content-gone');
    const removed = await house.test.database.inScope(account(beata), (trx) =>
      house.store.remove(trx, anna, id),
    );
    expect(removed).toBe(false);
    expect((await house.load(id)).toString()).toBe('hers');
  });

  it.each(['sign-in', 'operator', 'system', 'practice'] as const)(
    'shows the scope %s no linked content',
    async (kind) => {
      await house.save(randomBytes(2 * megabyte));
      for (const table of ['content', 'content_chunk']) {
        const { rows } = await house.test.database.inScope({ kind }, (trx) =>
          sql`SELECT 1 FROM kartoteka.${sql.raw(table)} ${sql.raw(table === 'content' ? 'WHERE linked' : '')}`.execute(
            trx,
          ),
        );
        expect(rows).toEqual([]);
      }
    },
  );

  it('lets nobody write into another tenant or change stored bytes', async () => {
    const id = await house.save(Buffer.from('hers'));
    const attempt = (statement: ReturnType<typeof sql>) =>
      house.test.database.inScope(account(beata), (trx) => statement.execute(trx));
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
      await house.save(randomBytes(2 * megabyte)),
      await house.save(Buffer.from('not shared')),
    ];
    const visitor = { kind: 'person', person: 'visitor', moment: new Date() } as const;
    expect(await codeOf(house.store.read(anna, shared, { scope: visitor }))).toBe(
      'service.content-gone',
    );
    const person = `(SELECT kartoteka.scope_kind()) = 'person'`;
    await house.test.asAdmin(
      `CREATE POLICY consented ON kartoteka.content FOR SELECT USING (${person} AND id = '${shared}')`,
    );
    await house.test.asAdmin(
      `CREATE POLICY consented ON kartoteka.content_chunk FOR SELECT USING (${person} AND content_id = '${shared}')`,
    );
    expect((await whole(await house.store.read(anna, shared, { scope: visitor }))).length).toBe(
      2 * megabyte,
    );
    expect(await codeOf(house.store.read(anna, other, { scope: visitor }))).toBe(
      'service.content-gone',
    );
  });
});
