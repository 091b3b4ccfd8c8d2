import { type Kysely, sql } from 'kysely';
import type pg from 'pg';

/** What a job carries: ids, never content and never personal data. */
export type JobPayload = Readonly<Record<string, string | number | boolean>>;

export interface NewJob {
  readonly name: string;
  readonly payload: JobPayload;
  readonly key: string | null;
  readonly runAt: Date | null;
  readonly attemptsMax: number;
}

/** Adds a job in the caller's transaction; a waiting job with the same key is replaced. */
export async function insertJob(trx: Kysely<never>, job: NewJob): Promise<void> {
  await sql`select from graphile_worker.add_job(
    identifier => ${job.name},
    payload => ${JSON.stringify(job.payload)}::json,
    run_at => ${job.runAt}::timestamptz
      - (select make_interval(secs => ahead_ms / 1000.0) from kartoteka.job_clock),
    max_attempts => ${job.attemptsMax},
    job_key => ${job.key})`.execute(trx);
}

/** A waiting job with this key goes away; one in hand runs to its end and is not repeated. */
export async function deleteJob(trx: Kysely<never>, key: string): Promise<void> {
  await sql`select from graphile_worker.remove_job(${key})`.execute(trx);
}

/**
 * Puts a job that failed back to wait for `pauseMs`. It gets a new row, because the worker deletes
 * the one it holds once the task has returned; one statement, so that neither can be lost. A job
 * whose key was given to a newer one meanwhile goes away; one whose attempts are used up stays as
 * it is, with its error.
 */
export async function postponeJob(
  pool: pg.Pool,
  job: {
    readonly id: string;
    readonly key: string | null;
    readonly pauseMs: number;
    readonly problem: string;
  },
): Promise<'postponed' | 'replaced' | 'used up'> {
  const { rows } = await pool.query<{ held: number; again: number }>(
    `with held as (
       delete from graphile_worker._private_jobs
       where id = $1 and locked_by is not null
         and (attempts < max_attempts or key is distinct from $4)
       returning *),
     again as (
       insert into graphile_worker._private_jobs
         (job_queue_id, task_id, payload, priority, run_at, attempts, max_attempts, last_error,
          created_at, key, revision, flags)
       select job_queue_id, task_id, payload, priority, now() + make_interval(secs => $2 / 1000.0),
         attempts, max_attempts, $3, created_at, key, revision, flags
       from held where key is not distinct from $4
       returning id)
     select (select count(*) from held) as held, (select count(*) from again) as again`,
    [job.id, job.pauseMs, job.problem, job.key],
  );
  if (rows[0]?.again === 1) return 'postponed';
  return rows[0]?.held === 1 ? 'replaced' : 'used up';
}

/** The worker pools that hold jobs now. */
export async function readHolders(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker._private_jobs where locked_by is not null',
  );
  return rows.map((row) => row.locked_by);
}

/** Two numbers that make a lease's lock: a class of our own and the pool's name. */
const leaseClass = 520_678;

/** Takes the lease of a worker pool for as long as this connection lives. */
export async function takeLease(client: pg.ClientBase, holder: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1, hashtext($2)) as taken',
    [leaseClass, holder],
  );
  return rows[0]?.taken === true;
}

/** True when no connection holds the lease: a lock tried for the length of one statement. */
export async function isLeaseFree(pool: pg.Pool, holder: string): Promise<boolean> {
  const { rows } = await pool.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock($1, hashtext($2)) as free',
    [leaseClass, holder],
  );
  return rows[0]?.free === true;
}

/**
 * Gives back what a dead worker pool held. A job on its last attempt gets one more: it was cut off,
 * it did not fail.
 */
export async function releaseJobs(pool: pg.Pool, holder: string): Promise<number> {
  const { rowCount } = await pool.query(
    `update graphile_worker._private_jobs
     set locked_by = null, locked_at = null, attempts = least(attempts, max_attempts - 1)
     where locked_by = $1`,
    [holder],
  );
  await pool.query(`select pg_notify('jobs:insert', '{"count":1}')`);
  return rowCount ?? 0;
}

/**
 * Moves waiting jobs when the application's clock was moved by more than `moveMsMin` since the last
 * time; says by how much, in milliseconds. Compared with the database's own time, in which jobs wait.
 */
export async function shiftJobs(pool: pg.Pool, now: Date, moveMsMin: number): Promise<number> {
  const { rows } = await pool.query<{ moved: number }>(
    `with was as (select ahead_ms from kartoteka.job_clock for update),
     present as (
       select case when abs(ms) < $2 then 0 else ms end as ahead_ms
       from (select round(extract(epoch from $1::timestamptz - now()) * 1000)::bigint as ms) x),
     clock as (
       update kartoteka.job_clock c set ahead_ms = present.ahead_ms
       from was, present where abs(present.ahead_ms - was.ahead_ms) >= $2
       returning present.ahead_ms - was.ahead_ms as moved),
     shifted as (
       update graphile_worker._private_jobs
       set run_at = run_at - make_interval(secs => clock.moved / 1000.0)
       from clock where locked_by is null and run_at > now())
     select moved from clock`,
    [now, moveMsMin],
  );
  if (rows[0] === undefined) return 0;
  await pool.query(`select pg_notify('jobs:insert', '{"count":1}')`);
  return rows[0].moved;
}

/** How many jobs wait, are in hand, and have used up their attempts. */
export async function countJobs(
  pool: pg.Pool,
): Promise<{ waiting: number; running: number; failed: number; due: number }> {
  const { rows } = await pool.query(
    `select count(*) filter (where is_available) as waiting,
       count(*) filter (where is_available and run_at <= now()) as due,
       count(*) filter (where locked_by is not null) as running,
       count(*) filter (where locked_by is null and attempts >= max_attempts) as failed
     from graphile_worker._private_jobs`,
  );
  return rows[0];
}
