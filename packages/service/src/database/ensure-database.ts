import { createHash } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import pg from 'pg';
import { addressOf } from './address-of.ts';
import { derivePassword, scramVerifier } from './derive-password.ts';

/** Owns every object and runs migrations; nobody signs in as it. */
export const ownerRole = 'kartoteka_owner';
/** What applications may do, given in migrations; each database's own role is a member. */
export const runtimeRole = 'kartoteka_runtime';

/** Any number, the same in all versions: "roles and databases of Kartoteka are being made". */
const clusterLock = 5_206_784_001;

/**
 * Makes the roles and the database of an application where they are missing and returns the address
 * of its runtime role. Several instances may do it at once.
 *
 * @throws Problem `start.database-rights`
 */
export async function ensureDatabase(
  client: pg.Client,
  adminUrl: string,
  options: { readonly name: string; readonly login: string },
): Promise<string> {
  const { name, login } = options;
  const { url, password } = runtimeAddress(adminUrl, options);
  await client.query('select pg_advisory_lock($1)', [clusterLock]);
  try {
    await checkRights(client);
    await ensureRole(client, ownerRole, 'NOLOGIN');
    await ensureRole(client, runtimeRole, 'NOLOGIN');
    await ensureRole(client, login, 'LOGIN');
    const salt = createHash('sha256').update(`${login}\0${password}`).digest().subarray(0, 16);
    await client.query(`GRANT ${ownerRole} TO CURRENT_USER;
      GRANT ${runtimeRole} TO ${quoted(login)};
      ALTER ROLE ${quoted(login)} PASSWORD '${scramVerifier(password, salt)}'`);
    await createDatabase(client, name);
    await admitOnly(client, options);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [clusterLock]);
  }
  return url;
}

/** The address and password of an application's runtime role, as every instance derives them. */
export function runtimeAddress(
  adminUrl: string,
  { name, login }: { readonly name: string; readonly login: string },
) {
  const password = derivePassword(addressOf(adminUrl, {}).password, login);
  return addressOf(adminUrl, { database: name, user: login, password });
}

/** Nobody but this role may connect to the database: applications do not see each other's. */
export async function admitOnly(
  client: pg.Client,
  { name, login }: { readonly name: string; readonly login: string },
): Promise<void> {
  await client.query(`REVOKE ALL ON DATABASE ${quoted(name)} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${quoted(name)} TO ${quoted(login)}`);
}

async function checkRights(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string; able: boolean }>(
    `select rolname, rolsuper or (rolcreatedb and rolcreaterole) as able
     from pg_roles where rolname = current_user`,
  );
  if (rows[0]?.able) return;
  throw new Problem('start.database-rights', { params: { user: rows[0]?.rolname ?? '?' } });
}

async function ensureRole(client: pg.Client, role: string, login: 'LOGIN' | 'NOLOGIN') {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${quoted(role)} ${login}`);
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  // The built-in locale sorts and folds alike on every system; template0 is the one that allows it.
  await client.query(
    `CREATE DATABASE ${quoted(name)} OWNER ${ownerRole} TEMPLATE template0 ENCODING 'UTF8'
     LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`,
  );
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
