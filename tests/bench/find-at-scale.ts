import pg from 'pg';
import { cloudDatabaseName } from '../../apps/cloud/src/cloud-parts.ts';
import { type BenchCloud, startBenchCloud, workers } from './bench-cloud.ts';
import { askForPatients, documentsHeld, fillPatients } from './find.ts';
import { type Measurement, median, percentile, rounded } from './measurement.ts';
import { processorMs } from './processor-time.ts';
import type { Load } from './send-load.ts';

/** So many accounts hold so many documents; the one that asks is among them. */
const accounts = 200;
const documents = 1_000_000;
const rounds = 8;
const questionsOfRound = 40;
const connections = 16;
const questionsOfCrowd = 800;

/**
 * The question of `find-10000`, asked in turns of a registry that holds ten thousand documents and of
 * one that has grown a hundredfold by the documents of other accounts: what else the machine does meets
 * both. Only the metadata of those are made, and in SQL: a query reads no content.
 */
export async function measureFindAtScale(large: BenchCloud): Promise<Measurement[]> {
  const small = await startBenchCloud();
  try {
    const filling = [await fillPatients(small), await fillPatients(large)];
    const grown = await grow(large);
    console.error(
      `${grown.documents} documents of ${grown.accounts} accounts: made in ${grown.seconds.toFixed(0)} s, ${(grown.bytes / 1e9).toFixed(1)} GB`,
    );
    const asked = { small: clerkOf(small), large: clerkOf(large) };
    for (let round = 0; round <= rounds; round += 1) {
      // The first round warms both and is not counted.
      await asked.small.ask(round > 0);
      await asked.large.ask(round > 0);
    }
    const crowd = await askForPatients(large, { questions: questionsOfCrowd, connections });
    const errors = [...filling, crowd].reduce((sum, load) => sum + load.errors, 0);
    return reportOf(asked.small.done(), asked.large.done(), crowd, errors);
  } finally {
    await small.stop();
  }
}

interface Asked {
  readonly timesMs: readonly number[];
  readonly errors: number;
}

/** Asks one cloud over one connection, and adds up what was measured. */
function clerkOf(cloud: BenchCloud) {
  const timesMs: number[] = [];
  let errors = 0;
  const spent = () => [processorMs(cloud.workerPids()), processorMs(cloud.serverPids())] as const;
  const used = [0, 0];
  return {
    ask: async (counted: boolean): Promise<void> => {
      const before = spent();
      const load = await askForPatients(cloud, { questions: questionsOfRound, connections: 1 });
      errors += load.errors;
      if (!counted) return;
      timesMs.push(...load.timesMs);
      for (const [at, ms] of spent().entries()) used[at] = (used[at] ?? 0) + ms - (before[at] ?? 0);
    },
    done: (): Asked => {
      const [ours, database] = used.map((ms) => (ms / timesMs.length).toFixed(1));
      console.error(
        `${median(timesMs).toFixed(1)} ms a question; ${ours} ms of processor time in the cloud, ${database} ms in PostgreSQL`,
      );
      return { timesMs, errors };
    },
  };
}

function reportOf(small: Asked, large: Asked, crowd: Load, errors: number): Measurement[] {
  const [few, many] = [median(small.timesMs), median(large.timesMs)];
  return [
    {
      name: `find-${documents}`,
      value: rounded(many),
      unit: 'ms',
      ratio: rounded(many / few),
      against: `the same among ${documentsHeld}, ${rounded(few)} ms`,
      processes: workers,
      errors: errors + small.errors + large.errors,
    },
    {
      name: `find-${documents}-p99-of-${connections}`,
      value: rounded(percentile(crowd.timesMs, 99)),
      unit: 'ms',
      ratio: null,
      against: null,
      processes: workers,
      errors: crowd.errors,
    },
  ];
}

interface Grown {
  readonly documents: number;
  readonly accounts: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** Entries of the other accounts, like those that were sent, each account's in one statement. */
async function grow({ account, adminUrl }: BenchCloud): Promise<Grown> {
  const url = new URL(adminUrl);
  url.pathname = `/${cloudDatabaseName}`;
  // The server's administrator: rows of many accounts are nobody's own to write.
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const began = performance.now();
    const { rows } = await client.query<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns
       WHERE table_schema = 'cloud' AND table_name = 'document_entry'`,
    );
    const copied = rows
      .map(({ column_name }) => `"${column_name}"`)
      .filter((column) => !['"tenant"', '"id"', '"logical_id"', '"content_id"'].includes(column));
    const each = Math.ceil((documents - documentsHeld) / (accounts - 1));
    await client.query(
      `CREATE TEMP TABLE template AS SELECT ${copied} FROM cloud.document_entry WHERE tenant = $1
       ORDER BY patient_id LIMIT $2`,
      [account.account, each],
    );
    for (let other = 1; other < accounts; other += 1) {
      await client.query(
        `INSERT INTO cloud.document_entry (tenant, id, logical_id, content_id, ${copied})
         SELECT $1, made.id, made.id, gen_random_uuid(), ${copied}
         FROM (SELECT gen_random_uuid() AS id, template.* FROM template) AS made`,
        [String(9_000_000 + other).padStart(16, '0')],
      );
    }
    // What the server would do on its own some time later, while the questions are measured.
    await client.query('VACUUM (ANALYZE) cloud.document_entry');
    await client.query('CHECKPOINT');
    const seconds = (performance.now() - began) / 1000;
    const held = await client.query<{ documents: number; accounts: number; bytes: number }>(
      `SELECT count(*)::int AS documents, count(DISTINCT tenant)::int AS accounts,
         pg_total_relation_size('cloud.document_entry')::float8 AS bytes FROM cloud.document_entry`,
    );
    const [counted] = held.rows;
    if (!counted || counted.documents < documents || counted.accounts !== accounts) {
      throw new RangeError('the registry did not grow as it should');
    }
    return { ...counted, seconds };
  } finally {
    await client.end();
  }
}
