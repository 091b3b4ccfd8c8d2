import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { ownerRole } from '../database/ensure-database.ts';
import { silentLog } from '../database/log.ts';
import { workerOptions } from './worker-options.ts';

/** Brings graphile-worker's own schema up to date, as the owner; it keeps its own list. */
export async function migrateJobs(adminUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1, options: `-c role=${ownerRole}` });
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  try {
    await runMigrations({ ...workerOptions(silentLog), pgPool: pool });
  } finally {
    await pool.end();
  }
}
