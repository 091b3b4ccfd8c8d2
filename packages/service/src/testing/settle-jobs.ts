import { setTimeout as pause } from 'node:timers/promises';
import { jobCounts } from '../jobs/job-counts.ts';

const lookMs = 10;

/**
 * Waits until no job is due and none is running.
 *
 * @throws Error when that takes longer than `timeoutMs`
 */
export async function settleJobs(database: object, timeoutMs = 10_000): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const { due, running } = await jobCounts(database);
    if (due === 0 && running === 0) return;
    if (performance.now() > until) {
      throw new Error(`after ${timeoutMs} ms ${due} jobs are due and ${running} running`);
    }
    await pause(lookMs);
  }
}
