import { Problem } from '@kartoteka/kernel';
import type pg from 'pg';
import { ownerRole } from './ensure-database.ts';
import type { Migration } from './read-migrations.ts';

/** Any number, the same in all versions: "this database is being migrated". */
const migrationLock = 5_206_784_002;
/** An instance of the version before may still be at work; a migration waits so long for its rows. */
const lockMsMax = 60_000;

/**
 * Brings a database up to the given migrations as its owner: each in one transaction, each once, in
 * order. Instances that start at once wait for each other. On return the client has its own role again.
 *
 * @throws Problem `start.database-newer`, `start.migration-changed`, `start.migration-failed`
 */
export async function runMigrations(
  client: pg.ClientBase,
  database: string,
  migrations: readonly Migration[],
  /** Done first, under the same lock. */
  before: () => Promise<void> = async () => {},
): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    await before();
    await client.query(`SET ROLE ${ownerRole}`);
    await client.query(`SET lock_timeout = ${lockMsMax}`);
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS kartoteka;
      CREATE TABLE IF NOT EXISTS kartoteka.migration (
        name text PRIMARY KEY,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
    const applied = await checkApplied(client, database, migrations);
    for (const migration of migrations) {
      if (!applied.has(migration.name)) await apply(client, database, migration);
    }
  } finally {
    await client.query('RESET ROLE');
    await client.query('RESET lock_timeout');
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
}

/**
 * Compares what a database has with what the program brings, and returns the names it has.
 *
 * @throws Problem `start.database-newer`, `start.migration-changed`
 */
export async function checkApplied(
  client: pg.ClientBase,
  database: string,
  migrations: readonly Migration[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from kartoteka.migration order by name',
  );
  const brought = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of rows) {
    const expected = brought.get(name);
    const params = { database, migration: name };
    if (expected === undefined) throw new Problem('start.database-newer', { params });
    if (expected !== checksum) throw new Problem('start.migration-changed', { params });
  }
  return new Set(rows.map(({ name }) => name));
}

async function apply(client: pg.ClientBase, database: string, migration: Migration) {
  try {
    await client.query('BEGIN');
    // FORCE ROW LEVEL SECURITY holds for the owner too; a migration that moves data has this scope.
    await client.query(`select set_config('kartoteka.scope', 'system', true)`);
    await client.query(migration.text);
    await client.query('insert into kartoteka.migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Problem('start.migration-failed', {
      params: { database, migration: migration.name },
      cause,
    });
  }
}
