import { sql, type Transaction } from 'kysely';
import type { CloudSchema, PatientMoveTable } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

export type PatientMove = Omit<PatientMoveTable, 'tenant'>;

/** Keeps two sendings of one move apart until the transaction ends. */
export async function lockMove(trx: Trx, id: string): Promise<void> {
  const key = `kartoteka.patient-move ${id}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(trx);
}

export async function findMove(trx: Trx, id: string): Promise<PatientMove | undefined> {
  return trx.selectFrom('cloud.patient_move').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertMove(trx: Trx, move: PatientMove): Promise<void> {
  await trx.insertInto('cloud.patient_move').values(move).execute();
}

/** Files everything of one identifier under another; the patient as the source knew them stays. */
export async function moveRecords(
  trx: Trx,
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: Date },
): Promise<{ documents: number; submission_sets: number; folders: number; consents: number }> {
  const moved = async (
    table: 'document_entry' | 'submission_set' | 'folder',
    besides = sql``,
  ): Promise<number> => {
    const result = await sql`
      UPDATE ${sql.table(`cloud.${table}`)} SET patient_id = ${to},
        metadata = jsonb_set(metadata, '{patientId}', to_jsonb(${to}::text))${besides}
      WHERE patient_id = ${from}`.execute(trx);
    return Number(result.numAffectedRows ?? 0n);
  };
  const documents = await moved('document_entry', sql`, changed_at = ${at}`);
  const sets = await moved('submission_set');
  const folders = await moved('folder');
  const { numUpdatedRows } = await trx
    .updateTable('cloud.consent')
    .set({ patient_id: to })
    .where('patient_id', '=', from)
    .executeTakeFirstOrThrow();
  return { documents, submission_sets: sets, folders, consents: Number(numUpdatedRows) };
}

/** The portal persons of both identifiers. */
export async function findPersons(
  trx: Trx,
  patientIds: readonly string[],
): Promise<{ id: string; patientId: string; name: string }[]> {
  return trx
    .selectFrom('cloud.person')
    .select(['id', 'patient_id as patientId', 'name'])
    .where('patient_id', 'in', [...patientIds])
    .forUpdate()
    .execute();
}

/** The person keeps the account in the portal, under the other identifier. */
export async function movePerson(trx: Trx, id: string, patientId: string): Promise<void> {
  await trx
    .updateTable('cloud.person')
    .set({ patient_id: patientId })
    .where('id', '=', id)
    .execute();
}

/** Without the person behind it an account in the portal shows nothing. */
export async function endPerson(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('cloud.person').where('id', '=', id).execute();
}
