import type pg from 'pg';
import type { Log } from '../database/log.ts';
import { isLeaseFree, readHolders, releaseJobs } from './store.ts';

/**
 * Finds jobs whose worker died and gives them back to the queue. Each call is one look; a pool is
 * dead when two looks in a row find its lease free. One look would not do: after a restart of the
 * server every lease is free until its owner has connected again.
 *
 * graphile-worker itself would wait four hours before it took such a job again.
 */
export function createSweep(pool: pg.Pool, log: Log): () => Promise<void> {
  let suspects = new Set<string>();
  return async () => {
    const free = new Set<string>();
    for (const holder of await readHolders(pool)) {
      if (!(await isLeaseFree(pool, holder))) continue;
      if (!suspects.has(holder)) {
        free.add(holder);
        continue;
      }
      const jobs = await releaseJobs(pool, holder);
      log.warn({ holder, jobs }, 'Jobs of a worker that died run again');
    }
    suspects = free;
  };
}
