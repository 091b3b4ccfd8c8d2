import { sql, type Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { DocumentState } from './contract.ts';
import { isReplaced } from './replacement-store.ts';

/** One version of a document. */
export interface VersionRow {
  readonly id: string;
  readonly title: string;
  readonly versionNumber: number | null;
  readonly issuedAt: Date | null;
  readonly state: DocumentState;
  /** A newer version is in the archive. */
  readonly replaced: boolean;
}

const versionsMax = 50;

/**
 * The documents of one patient that are versions of the same: of the same set, or joined to it by
 * RPLC, oldest first, the document itself among them.
 */
export async function findVersions(
  trx: Transaction<PracticeSchema>,
  id: string,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    SELECT version.id, version.title,
      version.version_number AS "versionNumber", version.issued_at AS "issuedAt", version.state,
      ${isReplaced('version')} AS replaced
    FROM practice.document own
    JOIN practice.document version ON version.id = own.id OR (
      version.patient_id = own.patient_id AND version.state <> 'removed' AND (
        version.set_id = own.set_id
        OR version.header -> 'related' @> jsonb_build_array(
          jsonb_build_object('type', 'RPLC', 'uniqueId', own.unique_id))
        OR own.header -> 'related' @> jsonb_build_array(
          jsonb_build_object('type', 'RPLC', 'uniqueId', version.unique_id))))
    WHERE own.id = ${id}
    ORDER BY version.version_number NULLS FIRST, version.issued_at NULLS FIRST, version.id
    LIMIT ${versionsMax}`.execute(trx);
  return rows;
}
