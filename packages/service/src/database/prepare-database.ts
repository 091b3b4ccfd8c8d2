import pg from 'pg';
import { checkServer } from './check-server.ts';
import { databaseProblem } from './database-problem.ts';
import { ensureDatabase } from './ensure-database.ts';
import { addressOf } from './open-pool.ts';
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
  const url = await withAdmin(adminUrl, async (client) => {
    await checkServer(client);
    return ensureDatabase(client, adminUrl, { name, login });
  });
  await withAdmin(addressOf(adminUrl, { database: name }).url, (client) =>
    runMigrations(client, name, migrations),
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
    throw databaseProblem(error);
  } finally {
    await client.end();
  }
}
