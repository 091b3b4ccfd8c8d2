import { Problem } from '@kartoteka/kernel';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import { openingProblem } from './database-problem.ts';
import { ownerRole } from './ensure-database.ts';
import { type Log, silentLog } from './log.ts';
import { openPool, translatingPool } from './open-pool.ts';
import { keepPool } from './pool-of.ts';
import { prepareDatabase } from './prepare-database.ts';
import { type Migration, readMigrations } from './read-migrations.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { checkApplied } from './run-migrations.ts';
import { type Scope, withScope } from './scope.ts';

export interface ScopeOptions {
  /** `read committed` unless said otherwise. The stricter ones are run again when they lose. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
}

/** One application's database. There is no way to its tables but through a scope. */
export interface Database<Schema> {
  readonly name: string;
  /** Address of the runtime role, for further processes of the same application. Never log it. */
  readonly url: string;
  /**
   * Runs the work in one transaction that sees what the scope may see; it commits when the work
   * returns and rolls back when it throws. Do not wait for peers inside: it holds a connection.
   */
  inScope<T>(
    scope: Scope,
    work: (trx: Transaction<Schema>) => Promise<T>,
    options?: ScopeOptions,
  ): Promise<T>;
  /** For `/readyz`: whether the server answers now. */
  answers(): Promise<boolean>;
  /** For metrics: connections open, unused, and transactions that wait for one. */
  load(): { readonly connections: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** Address of a role that may make roles and databases; migrations run through it. */
  readonly adminUrl?: string;
  /** Address of the runtime role of a database that is migrated already, instead of `adminUrl`. */
  readonly url?: string;
  /** Such as `kartoteka_cloud`. */
  readonly name: string;
  /** Folders of the application's migrations, in order; this package's own come first by themselves. */
  readonly migrations: readonly string[];
  /** Connections at most. */
  readonly poolMax: number;
  readonly log?: Log;
}

/**
 * Opens an application's database: makes it where it is missing, migrates it, and connects as a
 * role to which row security applies.
 *
 * @throws Problem `start.database-*`, `start.migration-*`
 * @example
 * const database = await openDatabase<CloudSchema>({
 *   adminUrl, name: 'kartoteka_cloud', migrations: [folder], poolMax: 20, log,
 * });
 * await database.inScope({ kind: 'account', account }, (trx) =>
 *   trx.selectFrom('cloud.document_entry').selectAll().execute());
 */
export async function openDatabase<Schema>(
  options: OpenDatabaseOptions,
): Promise<Database<Schema>> {
  const { name, adminUrl = '' } = options;
  const migrations = await readMigrations(options.migrations);
  const url =
    options.url ?? (await prepareDatabase({ adminUrl, name, login: `${name}_app`, migrations }));
  const log = options.log ?? silentLog;
  const pool = openPool({
    url,
    connectionsMax: options.poolMax,
    applicationName: name,
    log,
  });
  try {
    await checkRuntime(pool, name, migrations);
  } catch (error) {
    await pool.end();
    throw openingProblem(error, url);
  }
  return bindDatabase<Schema>(name, url, pool);
}

/** Row security is worth nothing to a role that may pass by it, so that is looked at each time. */
async function checkRuntime(pool: pg.Pool, name: string, migrations: readonly Migration[]) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ role: string; free: boolean }>(
      `select rolname as role, rolsuper or rolbypassrls or exists (
         select from pg_auth_members m join pg_roles o on o.oid = m.roleid
         where o.rolname = $1 and m.member = r.oid) as free
       from pg_roles r where rolname = current_user`,
      [ownerRole],
    );
    if (rows[0]?.free !== false) {
      throw new Problem('start.database-role', { params: { role: rows[0]?.role ?? '?' } });
    }
    const applied = await checkApplied(client, name, migrations);
    const missing = migrations.find((migration) => !applied.has(migration.name));
    if (missing === undefined) return;
    throw new Problem('start.database-behind', {
      params: { database: name, migration: missing.name },
    });
  } finally {
    client.release();
  }
}

function bindDatabase<Schema>(name: string, url: string, pool: pg.Pool): Database<Schema> {
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: translatingPool(pool) }),
  });
  const database: Database<Schema> = {
    name,
    url,
    inScope: (scope, work, options = {}) => {
      const run = () => {
        let transaction = kysely.transaction();
        if (options.isolation) transaction = transaction.setIsolationLevel(options.isolation);
        if (options.readOnly) transaction = transaction.setAccessMode('read only');
        return withScope(scope, () => transaction.execute(work));
      };
      const strict = options.isolation !== undefined && options.isolation !== 'read committed';
      return strict ? retryConflicts(run) : run();
    },
    answers: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    load: () => ({
      connections: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: () => {
      closed ??= pool.end();
      return closed;
    },
  };
  let closed: Promise<void> | undefined;
  keepPool(database, pool);
  return database;
}
