import type pg from 'pg';
import type { TenantColumn, TenantTable } from './tenant-tables.ts';

/** Writes one row with made-up values: the tenant given, and every column that must have one. */
export async function fillRow(
  client: pg.Client,
  table: TenantTable,
  row: { readonly tenant: string; readonly seed: number },
): Promise<void> {
  const columns = table.columns.filter((one) => one.name === 'tenant' || one.required);
  const values = columns.map((one) => (one.name === 'tenant' ? row.tenant : madeUp(one, row.seed)));
  const places = columns.map((one, index) => `$${index + 1}::${one.type}`);
  await client.query(
    `insert into ${table.name} (${columns.map((one) => one.name).join(', ')})
     values (${places.join(', ')})`,
    values,
  );
}

/** A value in PostgreSQL's own notation that the type takes, another one for each seed. */
function madeUp(column: TenantColumn, seed: number): string {
  if (column.firstLabel !== null) return column.firstLabel;
  if (column.type.endsWith('[]')) return '{}';
  if (/^(smallint|integer|bigint|numeric|real|double precision)/.test(column.type)) {
    return String(seed);
  }
  if (/^(date|timestamp)/.test(column.type)) return `2026-01-0${seed} 00:00:00`;
  const known: Record<string, string> = {
    boolean: 'false',
    bytea: `\\x0${seed}`,
    uuid: `00000000-0000-4000-8000-00000000000${seed}`,
    json: '{}',
    jsonb: '{}',
    inet: `127.0.0.${seed}`,
    interval: `${seed} s`,
    time: `00:00:0${seed}`,
    'time without time zone': `00:00:0${seed}`,
    tsvector: '',
    oid: String(seed),
  };
  return known[column.type] ?? `probe ${seed}`;
}
