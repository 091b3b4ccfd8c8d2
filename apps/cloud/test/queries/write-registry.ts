import type { AccountId } from '@kartoteka/kernel';
import { type Database, prepared } from '@kartoteka/service';
import type { Folder, RegistryObject, RegistryObjects, SubmissionSet } from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import { codeText, entryRow } from '../../src/features/documents/entry-row.ts';
import { storedId } from '../../src/features/documents/stored-id.ts';
import type { CloudSchema } from '../../src/schema.ts';

const at = new Date('2026-03-02T06:40:00Z');

/** Puts a whole registry into an account, past the rules of submissions. */
export function writeRegistry(
  database: Database<CloudSchema>,
  account: AccountId,
  objects: RegistryObjects,
): Promise<void> {
  return database.inScope({ kind: 'account', account }, async (trx) => {
    await insert(
      trx,
      'document_entry',
      objects.documents.map((entry) => ({
        ...entryRow(entry, null, at),
        tenant: account,
        status: entry.status,
        superseded: isSuperseded(entry, objects.documents),
      })),
    );
    await insert(
      trx,
      'folder',
      objects.folders.map((folder) => ({
        ...packageRow(folder, account),
        logical_id: storedId(folder.lid ?? folder.id),
        version: Number(folder.version?.versionName ?? 1),
        last_update_time: folder.lastUpdateTime ?? '',
        codes: folder.codes.map(codeText),
        superseded: isSuperseded(folder, objects.folders),
      })),
    );
    await insert(
      trx,
      'submission_set',
      objects.submissionSets.map((set) => ({
        ...packageRow(set, account),
        source_id: set.sourceId ?? '',
        submitted_at: set.submissionTime ?? '',
      })),
    );
    await insert(
      trx,
      'association',
      objects.associations.map((one) => ({
        tenant: account,
        id: storedId(one.id),
        type: one.type ?? '',
        source: storedId(one.source),
        target: storedId(one.target),
        status: one.status,
        metadata: one,
        created_at: at,
      })),
    );
  });
}

function packageRow(one: Folder | SubmissionSet, account: AccountId) {
  return {
    tenant: account,
    id: storedId(one.id),
    unique_id: one.uniqueId ?? '',
    patient_id: one.patientId ?? '',
    status: one.status,
    metadata: one,
    created_at: at,
  };
}

function isSuperseded(one: RegistryObject, all: readonly RegistryObject[]): boolean {
  const version = ({ version }: RegistryObject) => Number(version?.versionName ?? 1);
  return all.some((other) => other.lid === one.lid && version(other) > version(one));
}

async function insert(
  trx: Transaction<CloudSchema>,
  table: 'document_entry' | 'folder' | 'submission_set' | 'association',
  rows: readonly object[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const into = sql.table(`cloud.${table}`);
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`${prepared} INSERT INTO ${into} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::jsonb)`.execute(
    trx,
  );
}
