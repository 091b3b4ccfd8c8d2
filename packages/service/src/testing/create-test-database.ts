import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { addressOf } from '../database/address-of.ts';
import { admitOnly, ownerRole, runtimeAddress } from '../database/ensure-database.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { prepareDatabase, withAdmin } from '../database/prepare-database.ts';
import { type Migration, readMigrations } from '../database/read-migrations.ts';
import { testAdminUrl, testRun } from './test-server.ts';

/** One runtime role for all test databases. */
const login = 'kartoteka_test_app';

/** A database of a test's own, migrated, with nothing in it. */
export interface TestDatabase<Schema> {
  readonly database: Database<Schema>;
  readonly name: string;
  /** Administrator of the server: what an application under test takes as `DATABASE_URL`, with `name`. */
  readonly adminUrl: string;
  /** Opens it once more, as another instance of the application would. */
  open(options?: { readonly poolMax?: number }): Promise<Database<Schema>>;
  /** Asks past row security, to look at what a test cannot see or to tamper. */
  asAdmin<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Closes what `database` and `open` opened and drops the database. */
  drop(): Promise<void>;
}

/**
 * Makes a database for one test file (or one test) by copying a migrated template.
 *
 * @param options.migrations folders of the application, as for `openDatabase`
 * @example
 * const test = await createTestDatabase<CloudSchema>({ migrations: [folder] });
 * afterAll(() => test.drop());
 */
export async function createTestDatabase<Schema>(
  options: { readonly migrations?: readonly string[]; readonly poolMax?: number } = {},
): Promise<TestDatabase<Schema>> {
  const adminUrl = await testAdminUrl();
  const folders = options.migrations ?? [];
  const template = await ensureTemplate(adminUrl, await readMigrations(folders));
  const name = `${testRun()}${randomBytes(5).toString('hex')}`;
  await withAdmin(adminUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${ownerRole}`);
    await admitOnly(client, { name, login });
  });
  const { url } = runtimeAddress(adminUrl, { name, login });
  const opened: Database<Schema>[] = [];
  const open: TestDatabase<Schema>['open'] = async ({ poolMax = options.poolMax ?? 5 } = {}) => {
    const database = await openDatabase<Schema>({ url, name, migrations: folders, poolMax });
    opened.push(database);
    return database;
  };
  const ownAdminUrl = addressOf(adminUrl, { database: name }).url;
  return {
    database: await open(),
    name,
    adminUrl,
    open,
    asAdmin: <Row extends object>(text: string, values: readonly unknown[] = []) =>
      withAdmin(ownAdminUrl, async (client) => (await client.query<Row>(text, [...values])).rows),
    drop: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await withAdmin(adminUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        // Made by an application under test that opened it as administrator.
        await client.query(`DROP ROLE IF EXISTS ${name}_app`);
      });
    },
  };
}

const templates = new Map<string, Promise<string>>();

function ensureTemplate(adminUrl: string, migrations: readonly Migration[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, checksum } of migrations) hash.update(`${name}\0${checksum}\0`);
  const name = `kt_template_${hash.digest('hex').slice(0, 16)}`;
  const known = templates.get(name) ?? buildTemplate(adminUrl, name, migrations);
  templates.set(name, known);
  return known;
}

/** Built under another name, so that a template with its own name is complete. */
async function buildTemplate(
  adminUrl: string,
  name: string,
  migrations: readonly Migration[],
): Promise<string> {
  return withAdmin(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    if (await exists(client, name)) return name;
    const building = name.replace('template', 'building');
    await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await prepareDatabase({ adminUrl, name: building, login, migrations });
    await client.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
    return name;
  });
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  return rowCount !== 0;
}
