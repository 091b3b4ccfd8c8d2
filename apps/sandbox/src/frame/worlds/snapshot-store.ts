import { sql, type Transaction } from 'kysely';
import type { SandboxSchema } from '../../schema.ts';
import { inOrderOfReference, type WorldTable } from './world-tables.ts';

type Trx = Transaction<SandboxSchema>;

/** What a snapshot does not hold: the world itself, what was called in it, and other snapshots. */
const apart = [
  'sandbox.world',
  'sandbox.call',
  'sandbox.snapshot',
  'sandbox.snapshot_row',
] as const;

/** Every table with a column `world`, whoever made it, in order of reference. */
async function stateTables(trx: Trx): Promise<WorldTable[]> {
  const { rows } = await sql<{ name: string; columns: string[]; refers_to: string[] }>`
    SELECT c.oid::regclass::text AS name,
      array(SELECT quote_ident(a.attname) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        ORDER BY a.attnum) AS columns,
      array(SELECT k.confrelid::regclass::text FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'f') AS refers_to
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND c.oid::regclass::text <> ALL (${[...apart]})
      AND EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'world' AND NOT a.attisdropped)
    ORDER BY 1`.execute(trx);
  return inOrderOfReference(
    rows.map(({ name, columns, refers_to }) => ({ name, columns, refersTo: refers_to })),
  );
}

/** Removes the state of the world of the scope; its calls too when `calls` says so. */
export async function emptyWorld(trx: Trx, options: { readonly calls: boolean }): Promise<void> {
  const tables = await stateTables(trx);
  for (const { name } of tables.toReversed()) await sql`DELETE FROM ${sql.raw(name)}`.execute(trx);
  if (options.calls) await trx.deleteFrom('sandbox.call').execute();
}

/** Saves the state of the world of the scope under a name, in place of what had it before. */
export async function saveSnapshot(trx: Trx, snapshot: string, savedAt: Date): Promise<void> {
  await deleteSnapshot(trx, snapshot);
  await trx.insertInto('sandbox.snapshot').values({ name: snapshot, saved_at: savedAt }).execute();
  for (const { name } of await stateTables(trx)) {
    await sql`INSERT INTO sandbox.snapshot_row (snapshot, of_table, content)
      SELECT ${snapshot}, ${name}, to_jsonb(one) FROM ${sql.raw(name)} AS one`.execute(trx);
  }
}

/** Puts a saved state in place of the present one; `false` when there is none of the name. */
export async function restoreSnapshot(trx: Trx, snapshot: string): Promise<boolean> {
  const found = await trx
    .selectFrom('sandbox.snapshot')
    .select('name')
    .where('name', '=', snapshot)
    .executeTakeFirst();
  if (!found) return false;
  await emptyWorld(trx, { calls: false });
  for (const { name, columns } of await stateTables(trx)) {
    const list = sql.raw(columns.join(', '));
    const values = sql.raw(columns.map((column) => `(one).${column}`).join(', '));
    // A column that a later version added takes what an empty row would have there.
    await sql`INSERT INTO ${sql.raw(name)} (${list}) OVERRIDING SYSTEM VALUE
      SELECT ${values} FROM (
        SELECT jsonb_populate_record(NULL::${sql.raw(name)}, content) AS one
        FROM sandbox.snapshot_row WHERE snapshot = ${snapshot} AND of_table = ${name}
        ORDER BY position) AS saved`.execute(trx);
  }
  return true;
}

export async function deleteSnapshot(trx: Trx, snapshot: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sandbox.snapshot')
    .where('name', '=', snapshot)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Saved states of the world of the scope, or of all worlds in the scope `system`. */
export async function listSnapshots(trx: Trx): Promise<{ name: string; saved_at: Date }[]> {
  return trx
    .selectFrom('sandbox.snapshot')
    .select(['name', 'saved_at'])
    .orderBy('saved_at')
    .orderBy('name')
    .execute();
}
