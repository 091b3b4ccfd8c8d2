import { type Clock, Problem } from '@kartoteka/kernel';
import type { JobHelpers, Task } from 'graphile-worker';
import type pg from 'pg';
import type { Log } from '../database/log.ts';
import { type JobPayload, postponeJob } from './store.ts';

/** What a task knows besides its payload. */
export interface JobContext {
  /** 1 at the first run. */
  readonly attempt: number;
  readonly attemptsMax: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the application has waited long enough for its jobs to end. */
  readonly signal: AbortSignal;
}

/** One kind of work. Throwing means "again later"; returning means "done". */
export type JobTask = (payload: JobPayload, context: JobContext) => Promise<void>;

/** How long to wait after the given attempt (1 after the first) of the named task, in milliseconds. */
export type PausePolicy = (attempt: number, name: string) => number;

const pauseMsFirst = 1_000;
const pauseMsMax = 15 * 60_000;

/** 1 s, 2 s, 4 s … up to 15 minutes. */
export const growingPause: PausePolicy = (attempt) =>
  Math.min(pauseMsFirst * 2 ** Math.min(attempt - 1, 30), pauseMsMax);

/** Wraps a task for graphile-worker, whose own pauses cannot be set (up to six hours). */
export function runTask(
  name: string,
  task: JobTask,
  options: {
    readonly pool: pg.Pool;
    readonly pauseAfter: PausePolicy;
    readonly clock: Clock;
    readonly log: Log;
    readonly signal: AbortSignal;
  },
): Task {
  return async (payload: unknown, { job }: JobHelpers) => {
    const { pool, clock, log, signal } = options;
    const context = { attempt: job.attempts, attemptsMax: job.max_attempts, clock, log, signal };
    try {
      await task(payload as JobPayload, context);
    } catch (error) {
      const problem = nameOf(error);
      const pauseMs = options.pauseAfter(job.attempts, name);
      const outcome = await postponeJob(pool, { id: job.id, key: job.key, pauseMs, problem });
      const facts = { task: name, attempt: job.attempts, problem, error };
      if (outcome === 'postponed') {
        log.warn({ ...facts, pauseMs }, 'A job failed and waits for its next attempt');
        return;
      }
      if (outcome === 'replaced') {
        log.info(facts, 'A job failed and a newer one takes its place');
        return;
      }
      log.error(facts, 'A job failed and is not tried again');
      // The row keeps this: a code, never the message of an error that we did not write.
      throw new Error(problem, { cause: error });
    }
  };
}

function nameOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
