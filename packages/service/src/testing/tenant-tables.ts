import type pg from 'pg';
import { ownerRole, runtimeRole } from '../database/ensure-database.ts';

export interface TenantColumn {
  readonly name: string;
  /** As PostgreSQL writes it: `text`, `timestamp with time zone`, `text[]`, `public.mood`. */
  readonly type: string;
  /** `e` for an enumeration, `d` for a domain, `b` for a base type; of the base of a domain. */
  readonly required: boolean;
  readonly firstLabel: string | null;
}

/** A table with a column `tenant`. */
export interface TenantTable {
  /** Schema and name, quoted where needed. */
  readonly name: string;
  readonly oid: number;
  readonly forced: boolean;
  readonly owner: string;
  /** Columns that an INSERT may give; generated ones are left out. */
  readonly columns: readonly TenantColumn[];
  /** Names of CHECK, UNIQUE and exclusion rules other than the primary key. */
  readonly checks: readonly string[];
}

/** Reads every table that has a column `tenant`, outside PostgreSQL's own schemas. */
export async function readTenantTables(client: pg.Client): Promise<TenantTable[]> {
  const { rows } = await client.query<TenantTable>(`
    select c.oid::int as oid, c.oid::regclass::text as name, r.rolname as owner,
      c.relrowsecurity and c.relforcerowsecurity as forced,
      array(select k.conname::text from pg_constraint k
        where k.conrelid = c.oid and k.contype in ('c', 'f', 'u', 'x')) as checks,
      (select json_agg(json_build_object(
          'name', quote_ident(a.attname), 'type', format_type(a.atttypid, null),
          'required', a.attnotnull and not a.atthasdef and a.attidentity = '',
          'firstLabel', (select e.enumlabel from pg_enum e
             where e.enumtypid = a.atttypid order by e.enumsortorder limit 1))
        order by a.attnum)
       from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
        as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_roles r on r.oid = c.relowner
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)
    order by 2`);
  return rows;
}

/** What can be seen without trying: switches, owners, roles, views that look past. */
export async function findStructureFaults(
  client: pg.Client,
  tables: readonly TenantTable[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const table of tables) {
    if (!table.forced) faults.push(`${table.name}: row security is not forced`);
    if (table.owner !== ownerRole) faults.push(`${table.name}: owned by ${table.owner}`);
  }
  const { rows: free } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles r where (rolname = $1 or pg_has_role(oid, $1, 'MEMBER'))
       and not rolsuper and rolname <> $2
       and (rolbypassrls or (pg_has_role(oid, $2, 'MEMBER') and not rolcreaterole))`,
    [runtimeRole, ownerRole],
  );
  for (const { rolname } of free) faults.push(`role ${rolname} may pass by row security`);
  const { rows: views } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind in ('v', 'm') and n.nspname !~ '^pg_'
       and n.nspname not in ('information_schema', 'graphile_worker')
       and not coalesce(array_to_string(c.reloptions, ','), '') ~ 'security_invoker=(true|on|1)'`,
  );
  for (const { name } of views) faults.push(`${name}: a view without security_invoker`);
  return faults;
}

/** A foreign key without the tenant in it tells one tenant that a row of another exists. */
export async function findLooseKeys(
  client: pg.Client,
  tables: readonly TenantTable[],
): Promise<{ readonly table: string; readonly fault: string }[]> {
  const { rows } = await client.query<{ name: string; key: string }>(
    `select k.conrelid::regclass::text as name, k.conname as key from pg_constraint k
     where k.contype = 'f' and k.conrelid = any($1::oid[]) and k.confrelid = any($1::oid[])
       and not exists (
         select from unnest(k.conkey, k.confkey) as pair(here, there)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.here
         join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.there
         where a.attname = 'tenant' and b.attname = 'tenant')`,
    [tables.map((table) => table.oid)],
  );
  return rows.map(({ name, key }) => ({
    table: name,
    fault: `${name}: foreign key ${key} leaves the tenant`,
  }));
}
