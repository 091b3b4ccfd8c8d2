import { Problem, parseAccountId } from '@kartoteka/kernel';
import { createTestDatabase, settleJobs, type TestDatabase } from '@kartoteka/service/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addJob,
  growingPause,
  type JobContext,
  type JobPayload,
  type Jobs,
  type JobTask,
  jobAttemptsMax,
  jobCounts,
  removeJob,
  silentLog,
  startJobs,
} from '../../src/index.ts';
import { eventually } from './eventually.ts';

const anna = { kind: 'account', account: parseAccountId('1')! } as const;
const clock = { now: () => new Date() };
let test: TestDatabase<unknown>;
let running: Jobs[] = [];
let seen: JobPayload[] = [];

const note: JobTask = async (payload) => {
  seen.push(payload);
};
const start = async (
  tasks: Record<string, JobTask> = { note },
  options: Partial<Parameters<typeof startJobs>[0]> = {},
) => {
  const jobs = await startJobs({
    database: test.database,
    tasks,
    concurrency: 2,
    clock,
    log: silentLog,
    ...options,
  });
  running.push(jobs);
  return jobs;
};
const add = (...[name, payload, options]: [string, JobPayload, Parameters<typeof addJob>[3]?]) =>
  test.database.inScope(anna, (trx) => addJob(trx, name, payload, options));

beforeEach(async () => {
  test = await createTestDatabase();
  seen = [];
});
afterEach(async () => {
  await Promise.all(running.map((jobs) => jobs.stop()));
  running = [];
  await test.drop();
});

describe('addJob', () => {
  it('runs the job once its transaction has committed', async () => {
    await start();
    await test.database.inScope(anna, async (trx) => {
      await addJob(trx, 'note', { document: 'd-1' });
      await sql`select pg_sleep(0.2)`.execute(trx);
      expect(seen).toEqual([]);
    });
    await eventually(() => seen).toEqual([{ document: 'd-1' }]);
  });

  it('leaves no job when the transaction rolls back', async () => {
    const failing = test.database.inScope(anna, async (trx) => {
      await addJob(trx, 'note', { document: 'd-1' });
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await jobCounts(test.database)).toEqual({ waiting: 0, due: 0, running: 0, failed: 0 });
  });

  it('keeps one waiting job for a key, the latest', async () => {
    await add('note', { version: 1 }, { key: 'document-1' });
    await add('note', { version: 2 }, { key: 'document-1' });
    await add('note', { version: 1 }, { key: 'document-2' });
    await start();
    await settleJobs(test.database);
    expect(seen).toHaveLength(2);
    expect(seen).toContainEqual({ version: 2 });
  });

  it('runs once more for a key that is added while its job is in hand', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    await start({
      note: async (payload) => {
        seen.push(payload);
        entered.resolve();
        if (seen.length === 1) await leave.promise;
      },
    });
    await add('note', { version: 1 }, { key: 'document-1' });
    await entered.promise;
    await add('note', { version: 2 }, { key: 'document-1' });
    leave.resolve();
    await eventually(() => seen).toEqual([{ version: 1 }, { version: 2 }]);
    await settleJobs(test.database);
    expect(await jobCounts(test.database)).toMatchObject({ waiting: 0, running: 0 });
  });

  it('waits until its time', async () => {
    await add('note', { document: 'later' }, { runAt: new Date(Date.now() + 3_600_000) });
    await add('note', { document: 'past' }, { runAt: new Date(Date.now() - 3_600_000) });
    await start();
    await settleJobs(test.database);
    expect(seen).toEqual([{ document: 'past' }]);
    expect(await jobCounts(test.database)).toMatchObject({ waiting: 1, due: 0 });
  });

  it('can be taken back', async () => {
    await add('note', { document: 'd-1' }, { key: 'send-d-1' });
    await test.database.inScope(anna, (trx) => removeJob(trx, 'send-d-1'));
    await start();
    await settleJobs(test.database);
    expect(seen).toEqual([]);
  });

  it('refuses content instead of ids', async () => {
    await expect(add('note', { text: 'x'.repeat(2_000) })).rejects.toThrow(RangeError);
  });

  it('leaves jobs of other names to processes that know them', async () => {
    await add('other', {});
    await start();
    await add('note', { document: 'd-1' });
    await eventually(() => seen).toHaveLength(1);
    expect(await jobCounts(test.database)).toMatchObject({ waiting: 1, due: 1 });
  });
});

describe('a job that fails', () => {
  it('waits as long as the policy says and keeps its key', async () => {
    const attempts: number[] = [];
    const pauses: [number, string][] = [];
    await start(
      {
        note: async (_payload, { attempt, attemptsMax }: JobContext) => {
          attempts.push(attempt);
          expect(attemptsMax).toBe(3);
          if (attempt < 3) throw new Problem('service.unexpected');
        },
      },
      {
        pauseAfter: (attempt, name) => {
          pauses.push([attempt, name]);
          return attempt === 1 ? 50 : 100;
        },
      },
    );
    await add('note', { document: 'd-1' }, { attemptsMax: 3, key: 'send-d-1' });
    await eventually(() => attempts).toEqual([1]);
    await eventually(() => readKeys()).toEqual(['send-d-1']);
    await eventually(() => attempts).toEqual([1, 2, 3]);
    expect(pauses).toEqual([
      [1, 'note'],
      [2, 'note'],
    ]);
    await settleJobs(test.database);
    expect(await jobCounts(test.database)).toMatchObject({ waiting: 0, failed: 0 });
  });

  it('stays in the queue as failed when its attempts are used up, with a code and no message', async () => {
    let runs = 0;
    await start({
      note: async () => {
        runs += 1;
        throw new RangeError('Jan Kowalski 85010112345');
      },
      problem: async () => {
        throw new Problem('service.input');
      },
    });
    await add('note', { document: 'd-1' }, { attemptsMax: 1 });
    await add('problem', { document: 'd-2' }, { attemptsMax: 1 });
    await eventually(async () => (await jobCounts(test.database)).failed).toBe(2);
    expect(runs).toBe(1);
    const rows = await test.asAdmin<{ last_error: string }>(
      'select last_error from graphile_worker._private_jobs order by id',
    );
    expect(rows.map((row) => row.last_error)).toEqual(['RangeError', 'service.input']);
  });

  it('starts anew when it is added again under its key', async () => {
    let fails = true;
    await start({
      note: async (payload) => {
        if (fails) throw new RangeError('not yet');
        seen.push(payload);
      },
    });
    await add('note', { version: 1 }, { attemptsMax: 1, key: 'k' });
    await eventually(async () => (await jobCounts(test.database)).failed).toBe(1);
    fails = false;
    await add('note', { version: 2 }, { attemptsMax: 1, key: 'k' });
    await eventually(() => seen).toEqual([{ version: 2 }]);
  });

  it('is replaced, not repeated, when its key was added while it was failing', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    await start(
      {
        note: async (payload) => {
          seen.push(payload);
          if (payload.version === 2) return;
          entered.resolve();
          await leave.promise;
          throw new RangeError('old');
        },
      },
      { pauseAfter: () => 0 },
    );
    await add('note', { version: 1 }, { key: 'k' });
    await entered.promise;
    await add('note', { version: 2 }, { key: 'k' });
    leave.resolve();
    await eventually(() => seen.length).toBe(2);
    await settleJobs(test.database);
    expect(seen).toEqual([{ version: 1 }, { version: 2 }]);
    await eventually(() => readKeys()).toEqual([]);
  });
});

describe('growingPause', () => {
  it('doubles from a second to a quarter of an hour', () => {
    const pauses = [1, 2, 3, 10, 11, 1_000, jobAttemptsMax].map((n) => growingPause(n, 'x'));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 512_000, 900_000, 900_000, 900_000]);
  });
});

describe('the clock', () => {
  it('moves waiting jobs with it, forwards and backwards', async () => {
    const real = Date.now();
    // A clock that runs, and can be set.
    let ahead = 0;
    const settable = { now: () => new Date(Date.now() + ahead) };
    await start({ note }, { clock: settable });
    await add('note', { hours: 1 }, { runAt: new Date(real + 3_600_000) });
    await add('note', { hours: 3 }, { runAt: new Date(real + 3 * 3_600_000) });
    await settleJobs(test.database);
    expect(seen).toEqual([]);
    ahead = 2 * 3_600_000;
    await eventually(() => seen).toEqual([{ hours: 1 }]);
    // Times are given on the moved clock from now on: this is a quarter of an hour away.
    await add('note', { hours: 2.25 }, { runAt: new Date(real + 2.25 * 3_600_000) });
    ahead = 0;
    await eventually(() => readHours()).toEqual([2.25, 3]);
    expect(seen).toHaveLength(1);
  });

  it('a second worker does not move them again', async () => {
    const ahead = { now: () => new Date(Date.now() + 3_600_000) };
    await start({ note }, { clock: ahead });
    await start({ note }, { clock: ahead });
    await add('note', { hours: 3 }, { runAt: new Date(Date.now() + 3 * 3_600_000) });
    await start({ note }, { clock: ahead });
    expect(await readHours()).toEqual([2]);
  });
});

async function readKeys(): Promise<(string | null)[]> {
  const rows = await test.asAdmin<{ key: string | null }>(
    'select key from graphile_worker._private_jobs',
  );
  return rows.map((row) => row.key);
}

/** In how many hours of the database's time each waiting job runs. */
async function readHours(): Promise<number[]> {
  const rows = await test.asAdmin<{ hours: number }>(
    `select round(extract(epoch from run_at - now()) / 3600.0, 2)::float8 as hours
     from graphile_worker._private_jobs order by 1`,
  );
  return rows.map((row) => row.hours);
}
