import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Problem } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentId } from '../../src/content/index.ts';
import {
  account,
  anna,
  beata,
  type ContentHouse,
  codeOf,
  megabyte,
  openContentHouse,
  pieces,
  pollFor,
} from './content-house.ts';

let house: ContentHouse;

beforeAll(async () => {
  house = await openContentHouse();
});
afterAll(() => house.test.drop());

/** Cuts every connection of the application, as a restart of the server does. */
const cutConnections = () =>
  house.test.asAdmin(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = $1 AND pid <> pg_backend_pid() AND usename LIKE '%app'`,
    [house.test.name],
  );

const sweepAll = async () => {
  await house.test.asAdmin(
    `UPDATE kartoteka.content SET touched_at = now() - interval '2 hours' WHERE NOT linked`,
  );
  return house.store.sweep();
};

describe('a process that is killed while it puts', () => {
  it('leaves an orphan of whole chunks, and the sweep leaves nothing of it', async () => {
    const program = fileURLToPath(new URL('./put-in-child.ts', import.meta.url));
    const { url, name } = house.test.database;
    const child = spawn(process.execPath, [program, url, name, house.keyFile, anna], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const gone = once(child, 'exit');
    const [orphan] = await pollFor(() =>
      house.test.asAdmin<{ id: ContentId }>(
        `SELECT content_id AS id FROM kartoteka.content_chunk WHERE tenant = $1 AND index = 3`,
        [anna],
      ),
    );
    child.kill('SIGKILL');
    await gone;
    expect((await house.chunksOf(orphan!.id)).length).toBeGreaterThanOrEqual(4);
    expect(await codeOf(house.load(orphan!.id))).toBe('service.content-gone');
    expect(await house.store.sweep()).toBe(0);
    expect(await sweepAll()).toBe(1);
    expect([await house.countOf('content'), await house.countOf('content_chunk')]).toEqual([0, 0]);
  });
});

describe('a database that goes away', () => {
  it('lets a put finish or fail, and leaves nothing half', async () => {
    async function* interrupted() {
      yield randomBytes(2.5 * megabyte);
      await cutConnections();
      yield randomBytes(2.5 * megabyte);
    }
    const outcome = await house.store.put(beata, interrupted()).catch((error) => error);
    // Where the pool noticed in time it took fresh connections, and the content is whole.
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(Problem);
    } else {
      expect((await house.load(await house.link(outcome), beata)).length).toBe(5 * megabyte);
    }
    await sweepAll();
    const halves = await house.test.asAdmin('SELECT 1 FROM kartoteka.content WHERE size IS NULL');
    expect(halves).toEqual([]);
  });

  it.each([
    ['small', Buffer.from('waits in memory')],
    ['large', randomBytes(2 * megabyte)],
  ])(
    'undoes the link of %s content with its transaction, and it can be linked again',
    async (_title, bytes) => {
      const handle = await house.store.put(beata, pieces(bytes));
      const cut = house.test.database.inScope(account(beata), async (trx) => {
        await house.store.link(trx, handle);
        await cutConnections();
      });
      await expect(cut).rejects.toBeInstanceOf(Problem);
      expect(await codeOf(house.load(handle.id, beata))).toBe('service.content-gone');
      expect(Buffer.compare(await house.load(await house.link(handle), beata), bytes)).toBe(0);
    },
  );
});
