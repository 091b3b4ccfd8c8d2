import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Log } from '../database/log.ts';
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
export function holdLease(pool: pg.Pool, holder: string, log: Log): Lease {
  let released = false;
  let drop = () => {};
  const first = Promise.withResolvers<void>();
  /** Why it is not held now; said once, not at every attempt. */
  let said: string | undefined;
  const say = (error: unknown) => {
    const reason = reasonOf(error);
    if (released || reason === said) return;
    said = reason;
    log.warn({ error, holder }, 'The lease of the workers is not held, and is tried again');
  };
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
      const client = await pool.connect().catch((error: unknown) => {
        say(error);
        return undefined;
      });
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
      client.once('error', (error) => {
        say(error);
        resolve();
      });
      client.once('end', () => resolve());
    });
    const taken = await takeLease(client, holder).catch((error: unknown) => {
      say(error);
      return false;
    });
    if (!taken || released) return;
    if (said !== undefined) log.info({ holder }, 'The lease of the workers is held again');
    said = undefined;
    first.resolve();
    await broken;
  }
}

function reasonOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return String(code ?? (error instanceof Error ? error.message : error));
}
