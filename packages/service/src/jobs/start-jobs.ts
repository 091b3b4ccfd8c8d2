import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@kartoteka/kernel';
import { type Runner, run, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Log } from '../database/log.ts';
import type { Database } from '../database/open-database.ts';
import { openPool } from '../database/open-pool.ts';
import { every } from './every.ts';
import { holdLease, type Lease } from './hold-lease.ts';
import { growingPause, type JobTask, type PausePolicy, runTask } from './run-task.ts';
import { shiftJobs } from './store.ts';
import { createSweep } from './sweep-jobs.ts';
import { workerOptions } from './worker-options.ts';

const sweepPauseMs = 1_500;
const clockPauseMs = 1_000;
/** The clocks of two machines may differ a little; more than this is a clock that was moved. */
const clockMoveMsMin = 5_000;
/** Running jobs get this long to end by themselves, then their signal is aborted, then they are left. */
const stopMsMax = 10_000;
const abortMsMax = 5_000;
const restartMs = 500;

export interface StartJobsOptions {
  readonly database: Pick<Database<never>, 'name' | 'url'>;
  /** By name, as given to `addJob`. Jobs of other names are left to other processes. */
  readonly tasks: Readonly<Record<string, JobTask>>;
  /** How many jobs run at once in this process. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly log: Log;
  /** `growingPause` when left out. */
  readonly pauseAfter?: PausePolicy;
}

/** The worker of this process. */
export interface Jobs {
  /** Takes no further jobs and waits for the running ones. Close the database afterwards. */
  stop(): Promise<void>;
}

/**
 * Runs the jobs of a database until it is stopped: as soon as their transaction commits, again with
 * growing pauses when they fail, and again within seconds when the process that had them in hand
 * was killed. Any number of processes may do so for one database.
 *
 * @example
 * const jobs = await startJobs({ database, tasks: { 'send-document': send }, concurrency: 4, clock, log });
 */
export async function startJobs(options: StartJobsOptions): Promise<Jobs> {
  const { clock, log, database, concurrency } = options;
  const pool = openPool({
    url: database.url,
    // One listens, one holds the lease, the others take and finish jobs.
    connectionsMax: Math.min(concurrency, 4) + 3,
    applicationName: `${database.name} jobs`,
    log,
  });
  const abort = new AbortController();
  const signal = abort.signal;
  const pauseAfter = options.pauseAfter ?? growingPause;
  const tasks = Object.fromEntries(
    Object.entries(options.tasks).map(([name, task]) => [
      name,
      runTask(name, task, { pool, pauseAfter, clock, log, signal }),
    ]),
  );
  const sweep = every({
    name: 'sweep-jobs',
    pauseMs: sweepPauseMs,
    clock,
    log,
    work: createSweep(pool, log),
  });
  const follow = every({
    name: 'follow-clock',
    pauseMs: clockPauseMs,
    clock,
    log,
    work: followClock(pool, log),
  });
  // Not waited for with an error: the loops come round again, whatever is wrong now.
  await Promise.all([sweep.runNow(), follow.runNow()]);
  const worker = superviseWorker({ pool, tasks, concurrency, log });
  return {
    stop: async () => {
      await worker.stop(abort);
      await Promise.all([sweep.stop(), follow.stop()]);
      await pool.end();
    },
  };
}

/** Pauses are counted on the application's clock: moved ahead by an hour, an hour of waiting is over. */
function followClock(pool: pg.Pool, log: Log): (now: Date) => Promise<void> {
  return async (now) => {
    const movedMs = await shiftJobs(pool, now, clockMoveMsMin);
    if (movedMs !== 0) log.info({ movedMs }, 'Waiting jobs follow the clock');
  };
}

/** Keeps graphile-worker running: when it gives up over an outage of the database, it starts anew. */
function superviseWorker(options: {
  readonly pool: pg.Pool;
  readonly tasks: TaskList;
  readonly concurrency: number;
  readonly log: Log;
}): { stop(abort: AbortController): Promise<void> } {
  const { pool, log } = options;
  const stopping = new AbortController();
  let runner: Runner | undefined;
  const supervising = supervise();
  return {
    stop: async (abort) => {
      stopping.abort();
      const stopped = runner?.stop().catch((error: unknown) => {
        log.warn({ error }, 'The job worker did not stop in order');
      });
      const within = (ms: number) => pause(ms, 'late', { ref: false });
      if ((await Promise.race([stopped, within(stopMsMax)])) === 'late') {
        abort.abort();
        if ((await Promise.race([stopped, within(abortMsMax)])) === 'late') {
          log.warn({}, 'Jobs that did not end are left to the next start');
          await runner?.kill();
        }
      }
      await supervising;
    },
  };

  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      const leases = new Map<string, Lease>();
      try {
        runner = await run({
          ...workerOptions(log),
          preset: {
            plugins: [leasePlugin({ pool, log }, leases, stopping.signal)],
            worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
          },
          pgPool: pool,
          taskList: options.tasks,
          concurrency: options.concurrency,
        });
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        if (!stopping.signal.aborted)
          log.error({ error }, 'The job queue stopped and is started again');
      }
      runner = undefined;
      await Promise.all([...leases.values()].map((lease) => lease.release()));
      if (!stopping.signal.aborted) await pause(restartMs);
    }
  }
}

/** Before a worker takes its first job, the lease of its pool is held. */
function leasePlugin(
  { pool, log }: { readonly pool: pg.Pool; readonly log: Log },
  leases: Map<string, Lease>,
  stopping: AbortSignal,
): GraphileConfig.Plugin {
  const stopped = new Promise<void>((resolve) => {
    stopping.addEventListener('abort', () => resolve());
  });
  return {
    name: 'KartotekaLeasePlugin',
    version: '1.0.0',
    worker: {
      hooks: {
        async startWorker(_context, { worker }) {
          const holder = worker.workerPool.id;
          const lease = leases.get(holder) ?? holdLease(pool, holder, log);
          leases.set(holder, lease);
          await Promise.race([lease.held, stopped]);
        },
      },
    },
  };
}
