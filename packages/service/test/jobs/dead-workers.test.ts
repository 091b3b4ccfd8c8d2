import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, settleJobs, type TestDatabase } from '@kartoteka/service/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPool } from '../../src/database/open-pool.ts';
import { addJob, type Jobs, jobCounts, silentLog, startJobs } from '../../src/index.ts';
import { createSweep } from '../../src/jobs/sweep-jobs.ts';
import { eventually } from './eventually.ts';

const clock = { now: () => new Date() };
let test: TestDatabase<unknown>;
let jobs: Jobs | undefined;
const children: ChildProcess[] = [];

/** Another process that takes the jobs `slow` in hand; resolves when it has them. */
const startProcess = async (documents: readonly string[]) => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./worker-process.ts', import.meta.url)), test.database.url, test.name],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const taken: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    taken.push(line);
    if (taken.length === documents.length) break;
  }
  expect(taken.sort()).toEqual([...documents].sort());
  return child;
};
const add = (document: string, attemptsMax = 25) =>
  test.database.inScope({ kind: 'system' }, (trx) =>
    addJob(trx, 'slow', { document }, { attemptsMax }),
  );

beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await test.drop();
});

describe('jobs of a killed process', () => {
  it('run again in another process within seconds, on their last attempt too', async () => {
    await add('d-1');
    await add('d-2', 1);
    const child = await startProcess(['d-1', 'd-2']);
    const seen: string[] = [];
    jobs = await startJobs({
      database: test.database,
      tasks: { slow: async ({ document }) => void seen.push(String(document)) },
      concurrency: 2,
      clock,
      log: silentLog,
    });
    expect(await jobCounts(test.database)).toMatchObject({ running: 2 });
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const killed = performance.now();
    await eventually(() => seen.sort()).toEqual(['d-1', 'd-2']);
    expect(performance.now() - killed).toBeLessThan(14_000);
    await settleJobs(test.database);
    expect(await jobCounts(test.database)).toMatchObject({ waiting: 0, running: 0, failed: 0 });
  });

  it('stay where they are while their process lives, however long they take', async () => {
    await add('d-1');
    const child = await startProcess(['d-1']);
    const pool = openPool({
      url: test.database.url,
      connectionsMax: 1,
      applicationName: 'test',
      log: silentLog,
    });
    const sweep = createSweep(pool, silentLog);
    for (let look = 0; look < 5; look += 1) await sweep();
    expect(await jobCounts(test.database)).toMatchObject({ running: 1 });
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    await eventually(() => leases()).toBe(0);
    // The first look only suspects: after an outage of the server every lease is free for a moment.
    await sweep();
    expect(await jobCounts(test.database)).toMatchObject({ running: 1 });
    await sweep();
    expect(await jobCounts(test.database)).toMatchObject({ running: 0, due: 1 });
    await pool.end();
  });

  it('are not given back when the connection of a living process breaks', async () => {
    await add('d-1');
    await startProcess(['d-1']);
    const [before] = await holders();
    expect(before).toBeGreaterThan(0);
    await test.asAdmin('select pg_terminate_backend($1)', [before]);
    await eventually(async () => (await holders()).filter((pid) => pid !== before)).toHaveLength(1);
    expect(await jobCounts(test.database)).toMatchObject({ running: 1 });
  });
});

describe('stop', () => {
  it('waits for the jobs in hand and takes no further ones', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const seen: string[] = [];
    jobs = await startJobs({
      database: test.database,
      tasks: {
        slow: async ({ document }) => {
          entered.resolve();
          await leave.promise;
          seen.push(String(document));
        },
      },
      concurrency: 1,
      clock,
      log: silentLog,
    });
    await add('d-1');
    await entered.promise;
    await add('d-2');
    const stopped = jobs.stop();
    leave.resolve();
    await stopped;
    jobs = undefined;
    expect(seen).toEqual(['d-1']);
    expect(await jobCounts(test.database)).toMatchObject({ waiting: 1, running: 0 });
    expect(await leases()).toBe(0);
  });
});

async function leases(): Promise<number> {
  return (await holders()).length;
}

/** The server processes that hold a lease. */
async function holders(): Promise<number[]> {
  const rows = await test.asAdmin<{ pid: number }>(
    `select pid from pg_locks l join pg_database d on d.oid = l.database
     where locktype = 'advisory' and granted and d.datname = current_database()`,
  );
  return rows.map((row) => row.pid);
}
