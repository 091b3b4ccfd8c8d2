import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** A consent as the cloud holds it. */
export interface HeldConsent {
  readonly id: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly receivedAt: Date;
  readonly revokedAt: Date | null;
  readonly documents: readonly string[];
}

/** Keeps handing over and revoking of one consent apart until the transaction ends. */
export async function lockConsent(trx: Trx, id: string): Promise<void> {
  const key = `kartoteka.consent ${id}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(trx);
}

export async function findConsent(trx: Trx, id: string): Promise<HeldConsent | undefined> {
  const row = await trx
    .selectFrom('cloud.consent')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const documents = await trx
    .selectFrom('cloud.consent_document')
    .select('unique_id')
    .where('consent_id', '=', id)
    .orderBy('unique_id')
    .execute();
  return {
    id: row.id,
    patientId: row.patient_id,
    patientName: row.patient_name,
    reason: row.reason,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    receivedAt: row.received_at,
    revokedAt: row.revoked_at,
    documents: documents.map((document) => document.unique_id),
  };
}

/** Adds a consent with the documents that it covers, under its lock. */
export async function insertConsent(
  trx: Trx,
  consent: HeldConsent & {
    readonly visibleFrom: Date;
    readonly visibleUntil: Date;
  },
): Promise<void> {
  await trx
    .insertInto('cloud.consent')
    .values({
      id: consent.id,
      patient_id: consent.patientId,
      patient_name: consent.patientName,
      recipient_kind: 'patient',
      reason: consent.reason,
      valid_from: consent.validFrom,
      valid_to: consent.validTo,
      visible_from: consent.visibleFrom,
      visible_until: consent.visibleUntil,
      received_at: consent.receivedAt,
      revoked_at: consent.revokedAt,
    })
    .execute();
  await trx
    .insertInto('cloud.consent_document')
    .values(consent.documents.map((unique) => ({ consent_id: consent.id, unique_id: unique })))
    .execute();
}

/** Ends a consent; one that has ended keeps its time. */
export async function revokeConsent(trx: Trx, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('cloud.consent')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Remembers that a consent which is not here is revoked, should it still come. */
export async function revokeEarly(trx: Trx, id: string, at: Date): Promise<void> {
  await trx
    .insertInto('cloud.consent_revoked_early')
    .values({ consent_id: id, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** When a consent was revoked before it came. */
export async function findRevokedEarly(trx: Trx, id: string): Promise<Date | undefined> {
  const row = await trx
    .selectFrom('cloud.consent_revoked_early')
    .select('at')
    .where('consent_id', '=', id)
    .executeTakeFirst();
  return row?.at;
}

/** Ends what consents say of documents that are removed; one that has ended keeps its time. */
export async function endConsentDocuments(
  trx: Trx,
  uniqueIds: readonly string[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('cloud.consent_document')
    .set({ ended_at: at })
    .where('unique_id', 'in', [...uniqueIds])
    .where('ended_at', 'is', null)
    .execute();
}

/** The portal person of a patient, made at the first invitation. */
export async function keepPerson(
  trx: Trx,
  person: {
    readonly id: string;
    readonly patientId: string;
    readonly name: string;
    readonly at: Date;
  },
): Promise<string> {
  await trx
    .insertInto('cloud.person')
    .values({
      id: person.id,
      patient_id: person.patientId,
      name: person.name,
      created_at: person.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await trx
    .selectFrom('cloud.person')
    .select('id')
    .where('patient_id', '=', person.patientId)
    .executeTakeFirstOrThrow();
  return row.id;
}
