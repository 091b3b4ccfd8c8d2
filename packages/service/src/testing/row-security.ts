import pg from 'pg';
import { addressOf } from '../database/address-of.ts';
import { runtimeRole } from '../database/ensure-database.ts';
import { withAdmin } from '../database/prepare-database.ts';
import { type Scope, scopeSettings } from '../database/scope.ts';
import { fillRow } from './fill-row.ts';
import {
  findLooseKeys,
  findStructureFaults,
  readTenantTables,
  type TenantTable,
} from './tenant-tables.ts';

export interface RowSecurityOptions {
  /** Who asks. */
  readonly scope: Scope;
  /** The tenant of the rows that must stay hidden from that scope. */
  readonly otherTenant: string;
}

/** What was looked at, so that a test can also say what it expects there to be. */
export interface RowSecurityReport {
  readonly tables: readonly string[];
  /** Tables in which the scope saw the row of its own tenant. */
  readonly ownVisible: readonly string[];
}

/**
 * Proves the isolation of tenants for every table of a database that has a column `tenant`, read
 * from the catalog: FORCE ROW LEVEL SECURITY, an owner that the application is not, foreign keys
 * that stay within a tenant; and, with one row of each tenant in place, that SELECT, UPDATE, DELETE
 * and INSERT reach nothing of the other tenant, and that without a scope everything is an error.
 * All of it happens in transactions that are rolled back.
 *
 * @throws Error that lists every fault found
 * @example
 * const report = await expectRowSecurity(test, { scope: { kind: 'account', account }, otherTenant });
 * expect(report.tables).toContain('cloud.document_entry');
 */
export async function expectRowSecurity(
  test: { readonly adminUrl: string; readonly name: string },
  options: RowSecurityOptions,
): Promise<RowSecurityReport> {
  const url = addressOf(test.adminUrl, { database: test.name }).url;
  return withAdmin(url, async (client) => {
    const tables = await readTenantTables(client);
    const faults = await findStructureFaults(client, tables);
    const ownVisible: string[] = [];
    for (const table of tables) {
      const found = await probeTable(client, table, options);
      faults.push(...found.faults);
      if (found.ownVisible) ownVisible.push(table.name);
    }
    // A key that a scope cannot write cannot be used to ask for what exists.
    for (const key of await findLooseKeys(client, tables)) {
      if (ownVisible.includes(key.table)) faults.push(key.fault);
    }
    if (tables.length === 0) faults.push('no table has a column "tenant"');
    if (tables.length > 0 && ownVisible.length === 0) {
      faults.push('the scope sees no row of its own anywhere, so nothing was proved');
    }
    if (faults.length > 0) throw new Error(`row security:\n  ${faults.join('\n  ')}`);
    return { tables: tables.map((table) => table.name), ownVisible };
  });
}

async function probeTable(client: pg.Client, table: TenantTable, options: RowSecurityOptions) {
  const faults: string[] = [];
  const own = scopeSettings(options.scope).tenant;
  await client.query('BEGIN');
  try {
    // The rows need not make sense: rules that compare columns or tables are lifted, and come back
    // with the rollback.
    await client.query(`SET LOCAL session_replication_role = replica`);
    for (const rule of table.checks) {
      await client.query(
        `ALTER TABLE ${table.name} DROP CONSTRAINT ${pg.escapeIdentifier(rule)} CASCADE`,
      );
    }
    await fillRow(client, table, { tenant: options.otherTenant, seed: 2 });
    await fillRow(client, table, { tenant: own, seed: 1 });
    await client.query(`SET LOCAL session_replication_role = origin`);
    await client.query(`SET LOCAL ROLE ${runtimeRole}`);
    await setScope(client, options.scope);
    const ownVisible = (await countSeen(client, table, own)) > 0;
    faults.push(...(await probeScope(client, table, options.otherTenant)));
    faults.push(...(await probeUnset(client, table)));
    return { faults, ownVisible };
  } finally {
    await client.query('ROLLBACK');
  }
}

async function countSeen(client: pg.Client, table: TenantTable, tenant: string): Promise<number> {
  const result = await attempt(client, `select from ${table.name} where tenant = $1`, [tenant]);
  return typeof result === 'number' ? result : 0;
}

/** With the scope set: nothing of the other tenant is read, changed, removed or written. */
async function probeScope(
  client: pg.Client,
  table: TenantTable,
  other: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const statements = {
    SELECT: [`select from ${table.name} where tenant = $1`, [other]],
    UPDATE: [`update ${table.name} set tenant = tenant where tenant = $1`, [other]],
    DELETE: [`delete from ${table.name} where tenant = $1`, [other]],
    'UPDATE of the tenant': [`update ${table.name} set tenant = $1`, [other]],
  } as const;
  for (const [name, [text, values]] of Object.entries(statements)) {
    const result = await attempt(client, text, values);
    if (typeof result === 'number' && result > 0) {
      faults.push(`${table.name}: ${name} reaches ${result} row(s) of another tenant`);
    }
    // 42501: refused by a policy or for want of the right. 23505 and others would hide a hole.
    if (typeof result === 'string' && result !== '42501') {
      faults.push(`${table.name}: ${name} ends in the unexpected error ${result}`);
    }
  }
  const inserted = await attemptInsert(client, table, other);
  if (inserted !== '42501') {
    faults.push(`${table.name}: INSERT for another tenant ends in ${inserted}, not in a refusal`);
  }
  return faults;
}

/** Without a scope: an error of the scope functions, not an empty answer. */
async function probeUnset(client: pg.Client, table: TenantTable): Promise<readonly string[]> {
  await client.query(`select set_config('kartoteka.scope', '', true)`);
  const result = await attempt(client, `select from ${table.name}`, []);
  if (result === 'KS001' || result === '42501') return [];
  return [`${table.name}: SELECT without a scope ends in ${result}, not in an error`];
}

async function setScope(client: pg.Client, scope: Scope): Promise<void> {
  const { kind, tenant, person, moment } = scopeSettings(scope);
  await client.query(
    `select set_config('kartoteka.scope', $1, true), set_config('kartoteka.tenant', $2, true),
       set_config('kartoteka.person', $3, true), set_config('kartoteka.moment', $4, true)`,
    [kind, tenant, person, moment],
  );
}

/** Runs one statement and undoes it: the number of rows, or the SQLSTATE of its error. */
async function attempt(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
): Promise<number | string> {
  await client.query('SAVEPOINT probe');
  try {
    return (await client.query(text, [...values])).rowCount ?? 0;
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query('ROLLBACK TO probe');
  }
}

async function attemptInsert(client: pg.Client, table: TenantTable, tenant: string) {
  await client.query('SAVEPOINT probe');
  try {
    await fillRow(client, table, { tenant, seed: 3 });
    return 'a stored row';
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query('ROLLBACK TO probe');
  }
}
