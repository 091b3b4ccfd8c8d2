import pg from 'pg';
import type { SampleSubmission } from '../faults/rig/submission.ts';

/**
 * What everything is measured against: the same bytes and metadata put into two plain tables of the
 * same server by the bare driver. One parameterised statement and one durable commit a document; no
 * signature, no encryption, no checks, no audit.
 */
export async function insertBare(
  adminUrl: string,
  samples: readonly SampleSubmission[],
  connections: number,
): Promise<{ readonly seconds: number }> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: connections });
  try {
    await pool.query('DROP TABLE IF EXISTS bench_content, bench_metadata');
    await pool.query('CREATE TABLE bench_content (id uuid PRIMARY KEY, bytes bytea NOT NULL)');
    await pool.query(
      `CREATE TABLE bench_metadata (id uuid PRIMARY KEY, unique_id text NOT NULL UNIQUE,
        patient_id text NOT NULL, metadata jsonb NOT NULL)`,
    );
    const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
    let next = 0;
    const work = async (client: pg.PoolClient): Promise<void> => {
      for (let sample = samples[next++]; sample; sample = samples[next++]) {
        const { submissionSet } = sample.submission;
        await client.query(
          `WITH content AS (INSERT INTO bench_content VALUES ($1, $2))
           INSERT INTO bench_metadata VALUES ($1, $3, $4, $5)`,
          [
            sample.entryUuid,
            sample.bytes,
            sample.uniqueId,
            submissionSet.patientId,
            JSON.stringify(sample.submission),
          ],
        );
      }
    };
    const began = performance.now();
    await Promise.all(clients.map(work));
    const seconds = (performance.now() - began) / 1000;
    for (const client of clients) client.release();
    return { seconds };
  } finally {
    await pool.end();
  }
}
