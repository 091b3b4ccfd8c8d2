import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { takeLease } from './store.ts';

const againMs = 200;

/** That a worker pool lives, as the database sees it. */
export interface Lease {
  /** Resolves when the lease is held for the first time. */
  readonly held: Promise<void>;
  release(): Promise<void>;
}

/**
 * Holds an advisory lock named like the worker pool on a connection of its own. When the process
 * dies, however it dies, the connection and the lock are gone at once; no clock and no heartbeat is
 * needed to know. When only the connection broke, the lock is taken again.
 */
export function holdLease(pool: pg.Pool, holder: string): Lease {
  let released = false;
  let drop = () => {};
  const first = Promise.withResolvers<void>();
  const holding = hold();
  return {
    held: first.promise,
    release: async () => {
      released = true;
      drop();
      await holding;
    },
  };

  async function hold(): Promise<void> {
    while (!released) {
      const client = await pool.connect().catch(() => undefined);
      if (client === undefined) {
        await pause(againMs);
        continue;
      }
      await holdOn(client).finally(() => client.release(true));
      if (!released) await pause(againMs);
    }
  }

  async function holdOn(client: pg.PoolClient): Promise<void> {
    const broken = new Promise<void>((resolve) => {
      drop = resolve;
      client.once('error', () => resolve());
      client.once('end', () => resolve());
    });
    const taken = await takeLease(client, holder).catch(() => false);
    if (!taken || released) return;
    first.resolve();
    await broken;
  }
}
