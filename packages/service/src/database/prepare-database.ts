import { Problem } from '@kartoteka/kernel';
import pg from 'pg';
import { migrateJobs } from '../jobs/migrate-jobs.ts';
import { addressOf } from './address-of.ts';
import { checkServer } from './check-server.ts';
import { openingProblem } from './database-problem.ts';
import { ensureDatabase } from './ensure-database.ts';
import type { Migration } from './read-migrations.ts';
import { runMigrations } from './run-migrations.ts';

/**
 * Makes and migrates a database as administrator, and returns the address of its runtime role.
 *
 * @throws Problem `start.database-*`, `start.migration-*`
 */
export async function prepareDatabase(options: {
  readonly adminUrl: string;
  readonly name: string;
  /** The runtime role that signs in. */
  readonly login: string;
  readonly migrations: readonly Migration[];
}): Promise<string> {
  const { adminUrl, name, login, migrations } = options;
  // The passwords of the runtime roles are derived from this one.
  if (addressOf(adminUrl, {}).password === '') throw new Problem('start.database-url');
  const url = await withAdmin(adminUrl, async (client) => {
    await checkServer(client);
    return ensureDatabase(client, adminUrl, { name, login });
  });
  const ownUrl = addressOf(adminUrl, { database: name }).url;
  await withAdmin(ownUrl, (client) =>
    runMigrations(client, name, migrations, () => migrateJobs(ownUrl)),
  );
  return url;
}

/** One connection for some administrative work; it ends with the work. */
export async function withAdmin<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: addressOf(url, {}).url });
  // The error of a broken line reaches the query; as an event it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw openingProblem(error, url);
  } finally {
    await client.end();
  }
}
