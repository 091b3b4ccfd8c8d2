import pg from 'pg';
import { cloudDatabaseName } from '../../apps/cloud/src/cloud-parts.ts';
import { type BenchCloud, workers } from './bench-cloud.ts';
import { askForPatients, documentsHeld, fillPatients } from './find.ts';
import { type Measurement, median, percentile, rounded } from './measurement.ts';
import { processorMs } from './processor-time.ts';
import type { Load } from './send-load.ts';

/** So many accounts hold so many documents; the one that asks is among them. */
const accounts = 200;
const documents = 1_000_000;
const questions = 400;
const connections = 16;

/**
 * The same question as `find-10000`, asked before and after the registry has grown a hundredfold by the
 * documents of other accounts. Only the metadata of those are made, and in SQL: a query reads no content.
 */
export async function measureFindAtScale(cloud: BenchCloud): Promise<Measurement[]> {
  const filling = await fillPatients(cloud);
  // Twice, so that caches and processes are warm in both.
  await askForPatients(cloud, { questions, connections });
  const few = await askOneByOne(cloud);
  const grown = await grow(cloud);
  console.error(
    `${grown.documents} documents of ${grown.accounts} accounts: made in ${grown.seconds.toFixed(0)} s, ${(grown.bytes / 1e9).toFixed(1)} GB`,
  );
  await askForPatients(cloud, { questions, connections });
  const many = await askOneByOne(cloud);
  const crowd = await askForPatients(cloud, { questions: 4 * questions, connections });
  const [before, after] = [median(few.timesMs), median(many.timesMs)];
  const errors = filling.errors + few.errors + many.errors + crowd.errors;
  return [
    {
      name: `find-${documents}`,
      value: rounded(after),
      unit: 'ms',
      ratio: rounded(after / before),
      against: `the same among ${documentsHeld}, ${rounded(before)} ms`,
      processes: workers,
      errors,
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

/** Over one connection; what the processor had to do for it is said too, since it is not the clock's. */
async function askOneByOne(cloud: BenchCloud): Promise<Load> {
  const spent = () => [processorMs(cloud.workerPids()), processorMs(cloud.serverPids())] as const;
  const before = spent();
  const load = await askForPatients(cloud, { questions, connections: 1 });
  const [ours, database] = spent().map((ms, at) => (ms - (before[at] ?? 0)) / questions);
  console.error(
    `${median(load.timesMs).toFixed(1)} ms a question; ${ours?.toFixed(1)} ms of processor time in the cloud, ${database?.toFixed(1)} ms in PostgreSQL`,
  );
  return load;
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
    await client.query('ANALYZE cloud.document_entry');
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
