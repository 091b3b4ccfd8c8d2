import type { CdaHeader } from '@kartoteka/cda';
import { sql, type Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';

type Trx = Transaction<PracticeSchema>;

/** Unique ids of the documents that a document says it replaces (relatedDocument RPLC), each once. */
export function replacedBy(header: CdaHeader): readonly string[] {
  const ids = header.related.flatMap(({ type, uniqueId }) =>
    type === 'RPLC' && uniqueId !== undefined ? [uniqueId] : [],
  );
  return [...new Set(ids)];
}

/**
 * Keeps two imports of replacements apart until the transaction ends: each would see no circle that
 * both together close.
 */
export async function lockReplacements(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('kartoteka.replacement', 0))`.execute(
    trx,
  );
}

/**
 * Remembers what a new document replaces, whether that is here or comes later. What leads back to the
 * document itself is left out: of a circle one stays listed, and nothing vanishes.
 */
export async function insertReplacements(
  trx: Trx,
  document: {
    readonly id: string;
    readonly uniqueId: string;
    readonly replaces: readonly string[];
  },
): Promise<void> {
  const { id, uniqueId, replaces } = document;
  if (replaces.length === 0) return;
  await sql`
    INSERT INTO practice.replacement (document_id, unique_id)
    SELECT ${id}, named FROM unnest(${[...replaces]}::text[]) named
    WHERE NOT EXISTS (
      WITH RECURSIVE earlier (unique_id) AS (
        SELECT named
        UNION
        SELECT further.unique_id
        FROM earlier
        JOIN practice.document ON document.unique_id = earlier.unique_id
        JOIN practice.replacement further ON further.document_id = document.id
      )
      SELECT FROM earlier WHERE earlier.unique_id = ${uniqueId})`.execute(trx);
}

/** With a removed document goes what it said about others. */
export async function deleteReplacements(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('practice.replacement').where('document_id', '=', id).execute();
}

/**
 * Whether a newer version of a document is in the archive: of the same patient, not removed, and not
 * held by a conflict. A document that has its id from another one is not what the newer names.
 *
 * @param table how the document's table is called in the query
 */
export function isReplaced(table: 'document' | 'version') {
  const own = (column: string) => sql.ref(`${table}.${column}`);
  // All of it inside EXISTS: its opposite is then one anti-join, not a question for each row.
  return sql<boolean>`EXISTS (
    SELECT FROM practice.replacement
    JOIN practice.document newer ON newer.id = replacement.document_id
    WHERE replacement.unique_id = ${own('unique_id')}
      AND ${own('state')} <> 'removed' AND ${own('conflict_with')} IS NULL
      AND newer.patient_id = ${own('patient_id')} AND newer.state <> 'removed'
      AND (newer.conflict_with IS NULL OR newer.sent_unique_id IS NOT NULL))`;
}
