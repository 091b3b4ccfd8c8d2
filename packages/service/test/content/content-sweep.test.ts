import { randomBytes } from 'node:crypto';
import type { Problem } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ContentId } from '../../src/content/index.ts';
import {
  anna,
  beata,
  type ContentHouse,
  codeOf,
  megabyte,
  openContentHouse,
  pieces,
  pollFor,
} from './content-house.ts';

vi.setConfig({ testTimeout: 120_000 });

let house: ContentHouse;

beforeAll(async () => {
  house = await openContentHouse();
});
afterAll(() => house.test.drop());

describe('sweep', () => {
  const age = (ids: readonly ContentId[], hours: number) =>
    house.test.asAdmin(
      `UPDATE kartoteka.content SET touched_at = clock_timestamp() - make_interval(hours => $2) WHERE id = ANY($1)`,
      [ids, hours],
    );

  it('takes what a crash left between put and link, and nothing else', async () => {
    const orphan = await house.store.put(anna, pieces(randomBytes(2 * megabyte)));
    const fresh = await house.store.put(anna, pieces(randomBytes(2 * megabyte)));
    const linked = await house.save(randomBytes(2 * megabyte));
    const small = await house.save(Buffer.from('small'));
    await age([orphan.id, linked, small], 2);
    expect(await house.store.sweep()).toBe(1);
    expect(await codeOf(house.link(orphan))).toBe('service.content-gone');
    expect(await house.chunksOf(orphan.id)).toEqual([]);
    expect((await house.load(await house.link(fresh))).length).toBe(2 * megabyte);
    expect((await house.load(linked)).length).toBe(2 * megabyte);
    expect((await house.load(small)).length).toBe(5);
  });

  it('takes the orphans of every tenant, more than fit into one transaction', async () => {
    await house.test.asAdmin(
      `INSERT INTO kartoteka.content (tenant, id, data_key_id, linked, touched_at)
       SELECT 'tenant ' || n % 7, gen_random_uuid(), 'k', false, now() - interval '2 hours'
       FROM generate_series(1, 450) AS n`,
    );
    expect(await house.store.sweep()).toBe(450);
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
        house.test.asAdmin<{ id: ContentId }>(
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
        house.test.asAdmin(
          `SELECT 1 FROM kartoteka.content WHERE id = $1 AND touched_at > now() - interval '1 hour'`,
          [row!.id],
        ),
      );
      expect(await house.store.sweep()).toBe(0);
      yield content.subarray(3 * megabyte + 1);
    }
    const handle = await house.store.put(beata, slow());
    expect(handle.id).toBe(await first);
    expect(Buffer.compare(await house.load(await house.link(handle), beata), content)).toBe(0);
  });

  it('never leaves half of a document: a put whose beginning was swept fails', async () => {
    async function* stalled() {
      yield randomBytes(2 * megabyte);
      await pollFor(async () => {
        await house.test.asAdmin(
          `UPDATE kartoteka.content SET touched_at = now() - interval '2 hours' WHERE tenant = $1 AND NOT linked`,
          [beata],
        );
        return (await house.store.sweep()) > 0 ? [1] : [];
      });
      yield randomBytes(2 * megabyte);
    }
    expect(await codeOf(house.store.put(beata, stalled()))).toBe('service.content-gone');
    const left = await house.test.asAdmin(
      'SELECT 1 FROM kartoteka.content WHERE tenant = $1 AND NOT linked',
      [beata],
    );
    expect(left).toEqual([]);
  });

  it('and link agree about each content while both work on the same ones', async () => {
    // An age of next to nothing: every handle may be swept at the moment when it is linked.
    const eager = house.newStore({ orphanAgeMs: 0.001 });
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
          outcomes.set(handle.id, await codeOf(house.link(handle, eager)));
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
      const loaded = await codeOf(house.load(id));
      expect(loaded).toBe(outcome);
    }
    const orphans = await house.test.asAdmin(
      'SELECT 1 FROM kartoteka.content WHERE NOT linked AND tenant = $1',
      [anna],
    );
    expect(orphans).toEqual([]);
  });
});
