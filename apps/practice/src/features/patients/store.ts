import { sql, type Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { PatientForm, PatientIdentity } from './contract.ts';
import type { Patient, PatientListRow } from './patient.ts';

type Trx = Transaction<PracticeSchema>;

/** One patient, merged away or not. */
export async function findPatient(trx: Trx, id: string): Promise<Patient | undefined> {
  const row = await withDocuments(trx).where('patient.id', '=', id).executeTakeFirst();
  return row && toPatient(row);
}

/** A number and who issued it; PESEL and TAJ need no issuer. */
export interface NumberOfPatient {
  readonly kind: 'pesel' | 'taj' | 'document';
  readonly number: string;
  readonly issuer?: string;
}

/**
 * The living record that carries a number, else the one that a record with the number was merged
 * into.
 */
export async function findByIdentity(
  trx: Trx,
  identity: NumberOfPatient,
): Promise<Patient | undefined> {
  const row = await withDocuments(trx)
    .where('identity_kind', '=', identity.kind)
    .where('identity_number', '=', identity.number)
    .where('identity_issuer', '=', identity.issuer ?? '')
    .orderBy(sql`merged_into IS NOT NULL`)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  let patient = row && toPatient(row);
  // A record is merged into a living one, which may be merged later in its turn; never in a circle.
  while (patient?.mergedInto) patient = await findPatient(trx, patient.mergedInto);
  return patient;
}

/** A page of living records whose name or number holds every word typed. */
export async function searchPatients(
  trx: Trx,
  search: { readonly words: readonly string[]; readonly offset: number; readonly limit: number },
): Promise<{ rows: PatientListRow[]; total: number }> {
  let query = withDocuments(trx).where('merged_into', 'is', null);
  for (const word of search.words) {
    query = query.where(
      'search',
      'like',
      sql<string>`'%' || practice.plain(${likeText(word)}) || '%'`,
    );
  }
  const rows = await query
    .select(sql<number>`count(*) OVER ()`.as('total'))
    .orderBy(sql`practice.plain(family)`)
    .orderBy(sql`practice.plain(given)`)
    .orderBy('patient.id')
    .offset(search.offset)
    .limit(search.limit)
    .execute();
  // The count stands in the rows; a page behind the last one has none.
  if (rows.length === 0 && search.offset > 0) {
    return { rows: [], total: (await searchPatients(trx, { ...search, offset: 0 })).total };
  }
  return { rows: rows.map(toListRow), total: Number(rows[0]?.total ?? 0) };
}

export interface PatientRow {
  readonly id: string;
  readonly form: PatientForm;
  readonly at: Date;
  readonly by: string;
}

/** Adds a patient; `false` when a living record has the number already. */
export async function insertPatient(trx: Trx, { id, form, at, by }: PatientRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('practice.patient')
    .values({
      id,
      ...columnsOf(form),
      created_at: at,
      created_by: by,
      changed_at: at,
      changed_by: by,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'identity_kind', 'identity_number', 'identity_issuer'])
        .where('merged_into', 'is', null)
        // Written out: as a parameter it would be unknown to a statement that is planned once for all
        // values, which then finds no index that fits.
        .where('identity_number', '<>', sql.lit(''))
        .doNothing(),
    )
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Saves over the version that was read; `false` when it is not the current one any more. */
export async function updatePatient(
  trx: Trx,
  { id, form, at, by }: PatientRow,
  version: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('practice.patient')
    .set({ ...columnsOf(form), version: version + 1, changed_at: at, changed_by: by })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Keeps both records of a merge from being merged otherwise until the transaction ends. */
export async function lockPatients(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .selectFrom('practice.patient')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Points one record at another and moves its documents and consents there. */
export async function mergeInto(
  trx: Trx,
  merge: { readonly from: string; readonly into: string; readonly at: Date; readonly by: string },
): Promise<void> {
  await trx
    .updateTable('practice.patient')
    .set({ merged_into: merge.into, changed_at: merge.at, changed_by: merge.by })
    .where('id', '=', merge.from)
    .execute();
  await trx
    .updateTable('practice.document')
    .set({ patient_id: merge.into })
    .where('patient_id', '=', merge.from)
    .execute();
  await trx
    .updateTable('practice.consent')
    .set({ patient_id: merge.into })
    .where('patient_id', '=', merge.from)
    .execute();
}

/** A unique violation when a changed number is another record's. */
export function isNumberTaken(error: unknown): boolean {
  return (error as { constraint?: string } | undefined)?.constraint === 'patient_identity';
}

function withDocuments(trx: Trx) {
  return trx
    .selectFrom('practice.patient as patient')
    .selectAll('patient')
    .select((select) =>
      select
        .selectFrom('practice.document')
        .whereRef('practice.document.patient_id', '=', 'patient.id')
        .select((count) => count.fn.countAll<number>().as('documents'))
        .as('documents'),
    );
}

type StoredPatient = Awaited<
  ReturnType<ReturnType<typeof withDocuments>['executeTakeFirstOrThrow']>
>;

function columnsOf(form: PatientForm) {
  const { family, given, identity, birthDate, sex, deceasedOn, ...details } = form;
  return {
    family,
    given,
    identity_kind: identity.kind,
    identity_number: 'number' in identity ? identity.number : '',
    identity_issuer:
      identity.kind === 'document'
        ? identity.issuer
        : identity.kind === 'none'
          ? identity.reason
          : '',
    birth_date: birthDate ?? null,
    sex,
    deceased_on: deceasedOn ?? null,
    details: JSON.stringify(details),
  };
}

function toPatient(row: StoredPatient): Patient {
  const details = row.details as Omit<PatientForm, 'family' | 'given' | 'identity' | 'sex'>;
  return {
    id: row.id,
    version: row.version,
    mergedInto: row.merged_into,
    documents: Number(row.documents ?? 0),
    form: {
      ...details,
      family: row.family,
      given: row.given,
      identity: identityOf(row),
      sex: row.sex,
      representatives: details.representatives ?? [],
      ...(row.birth_date && { birthDate: row.birth_date }),
      ...(row.deceased_on && { deceasedOn: row.deceased_on }),
    },
  };
}

function toListRow(row: StoredPatient): PatientListRow {
  return {
    id: row.id,
    family: row.family,
    given: row.given,
    identity: identityOf(row),
    birthDate: row.birth_date,
    deceased: row.deceased_on !== null,
    documents: Number(row.documents ?? 0),
  };
}

function identityOf(
  row: Pick<StoredPatient, 'identity_kind' | 'identity_number' | 'identity_issuer'>,
): PatientIdentity {
  const { identity_kind: kind, identity_number: number, identity_issuer: issuer } = row;
  if (kind === 'none') return { kind, reason: issuer as 'newborn' | 'foreigner' | 'unknown' };
  if (kind === 'document') return { kind, number, issuer };
  return { kind, number };
}

/** Signs with a meaning in LIKE are taken literally. */
function likeText(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}

/** How many living records the index has. */
export async function countPatients(trx: Trx): Promise<number> {
  const row = await trx
    .selectFrom('practice.patient')
    .select((count) => count.fn.countAll<string>().as('patients'))
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.patients);
}
