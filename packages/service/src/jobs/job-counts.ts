import { poolOf } from '../database/pool-of.ts';
import { countJobs } from './store.ts';

export interface JobCounts {
  /** Not in hand and not used up; `due` of them could run now. */
  readonly waiting: number;
  readonly due: number;
  readonly running: number;
  /** Attempts used up. */
  readonly failed: number;
}

/**
 * How full the queue of a database is, for metrics and the dashboard.
 *
 * @param database from `openDatabase`
 */
export function jobCounts(database: object): Promise<JobCounts> {
  return countJobs(poolOf(database));
}
