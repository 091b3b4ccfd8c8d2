import { Logger, type RunnerOptions } from 'graphile-worker';
import type { Log } from '../database/log.ts';

/**
 * What every use of graphile-worker here has in common. Said in full, because what is left out it
 * takes from the environment and from files in the working directory.
 */
export function workerOptions(log: Log) {
  return {
    schema: 'graphile_worker',
    // Only what went wrong: its messages of success name each job, ours name problems.
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') {
        log.warn({ said: message.split('\n', 1)[0] }, 'The job queue reports');
      }
    }),
    noHandleSignals: true,
    parsedCronItems: [],
  } satisfies RunnerOptions;
}
