import {
  type Clock,
  isTajCheckDigitRight,
  Problem,
  parsePesel,
  parseTaj,
  peselFinding,
  type Random,
} from '@kartoteka/kernel';
import { type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { PatientForm, PatientIdentity, PatientView } from './contract.ts';
import type { Patient } from './patient.ts';
import { readPatientForm } from './read-patient-form.ts';
import {
  findByIdentity,
  findPatient,
  insertPatient,
  isNumberTaken,
  lockPatients,
  mergeInto,
  searchPatients,
  updatePatient,
} from './store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;

export interface PatientServiceOptions {
  readonly database: Database<PracticeSchema>;
  /** Where the practice is. */
  readonly timeZone: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Within the change: the identifier of a record may be another one now. */
  readonly onChanged?: (trx: Trx, acting: Acting, before: Patient, after: Patient) => Promise<void>;
  /** Within the merge. */
  readonly onMerged?: (trx: Trx, acting: Acting, from: Patient, into: Patient) => Promise<void>;
}

export type PatientService = ReturnType<typeof createPatientService>;

/** The index of patients: searched, added, changed, merged; every look at a record is audited. */
export function createPatientService(options: PatientServiceOptions) {
  const { database, clock, random } = options;
  const record = (trx: Trx, acting: Acting, action: string, patient: string, details = {}) =>
    recordAudit(trx, {
      at: clock.now(),
      actor: acting.actor,
      action,
      subject: { kind: 'patient', id: patient },
      patient,
      outcome: 'success',
      correlationId: acting.correlationId,
      details,
    });
  const found = async (trx: Trx, id: string): Promise<Patient> => {
    const patient = await findPatient(trx, id);
    if (!patient) throw new Problem('service.not-found');
    return patient;
  };

  return {
    /**
     * A page of the index; every word typed must occur in name or number, diacritics or not. The search
     * is recorded, with how many it found and without what was typed.
     */
    search: (
      acting: Acting,
      query: { readonly text: string; readonly page: number; readonly pageSize: number },
    ) =>
      database.inScope(practice, async (trx) => {
        const found = await searchPatients(trx, {
          words: query.text
            .split(/[\s,]+/)
            .filter((word) => word.length > 0)
            .slice(0, 8),
          offset: (query.page - 1) * query.pageSize,
          limit: query.pageSize,
        });
        await recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'patient.search',
          outcome: 'success',
          correlationId: acting.correlationId,
          details: { results: found.total },
        });
        return found;
      }),

    /** One record. @throws Problem `service.not-found` */
    get: (acting: Acting, id: string): Promise<PatientView> =>
      database.inScope(practice, async (trx) => {
        const patient = await found(trx, id);
        await record(trx, acting, 'patient.read', id);
        return viewOf(patient);
      }),

    /** Adds a record. @throws Problem `service.input`, `practice.patient-exists` */
    create: (acting: Acting, typed: PatientForm): Promise<PatientView> => {
      const form = readPatientForm(typed, options);
      return database.inScope(practice, async (trx) => {
        const id = random.uuid();
        const added = await insertPatient(trx, { id, form, at: clock.now(), by: acting.name });
        if (!added) throw new Problem('practice.patient-exists', { place: 'identity.number' });
        await record(trx, acting, 'patient.create', id);
        return viewOf(await found(trx, id));
      });
    },

    /** Saves a changed record over the version that was read. @throws Problem `practice.patient-changed`, `practice.patient-exists` */
    update: async (
      acting: Acting,
      change: { readonly id: string; readonly version: number; readonly form: PatientForm },
    ): Promise<PatientView> => {
      const form = readPatientForm(change.form, options);
      return database
        .inScope(practice, async (trx) => {
          const before = await found(trx, change.id);
          const row = { id: change.id, form, at: clock.now(), by: acting.name };
          const saved = await updatePatient(trx, row, change.version);
          if (!saved) throw new Problem('practice.patient-changed');
          await record(trx, acting, 'patient.update', change.id);
          const after = await found(trx, change.id);
          await options.onChanged?.(trx, acting, before, after);
          return viewOf(after);
        })
        .catch((error: unknown) => {
          if (!isNumberTaken(error)) throw error;
          throw new Problem('practice.patient-exists', { place: 'identity.number', cause: error });
        });
    },

    /** Merges one record into another; documents and consents move along. @throws Problem `practice.merge-same` */
    merge: (
      acting: Acting,
      merge: { readonly from: string; readonly into: string },
    ): Promise<PatientView> =>
      database.inScope(practice, async (trx) => {
        // Two merges at once, one each way, would leave no record that lives on.
        await lockPatients(trx, [merge.from, merge.into]);
        const from = await found(trx, merge.from);
        const into = await found(trx, merge.into);
        if (from.id === into.id || from.mergedInto || into.mergedInto) {
          throw new Problem('practice.merge-same', { place: 'into' });
        }
        await mergeInto(trx, { ...merge, at: clock.now(), by: acting.name });
        await record(trx, acting, 'patient.merge', into.id, { from: from.id });
        await options.onMerged?.(trx, acting, from, into);
        return viewOf(await found(trx, into.id));
      }),

    /**
     * Within an import: the record that a document's patient belongs to, made when there is none. An
     * imported number with a wrong check digit is kept as it came.
     */
    findOrCreate: async (
      trx: Trx,
      acting: Acting,
      form: PatientForm,
    ): Promise<{ id: string; created: boolean }> => {
      const { identity } = form;
      if ('number' in identity) {
        const known = await findByIdentity(trx, identity);
        if (known) return { id: known.id, created: false };
      }
      const id = random.uuid();
      const added = await insertPatient(trx, { id, form, at: clock.now(), by: acting.name });
      if (added) {
        await record(trx, acting, 'patient.create', id, { from: 'document' });
        return { id, created: true };
      }
      // Another import made it between our look and our insert.
      const known = 'number' in identity ? await findByIdentity(trx, identity) : undefined;
      if (!known) throw new Problem('practice.patient-exists');
      return { id: known.id, created: false };
    },

    /** Within another feature's transaction. */
    find: (trx: Trx, id: string): Promise<Patient | undefined> => findPatient(trx, id),
  };
}

function viewOf(patient: Patient): PatientView {
  return {
    ...patient.form,
    id: patient.id,
    version: patient.version,
    mergedInto: patient.mergedInto,
    documents: patient.documents,
    warnings: warningsOf(patient.form.identity),
  };
}

function warningsOf(identity: PatientIdentity): PatientView['warnings'] {
  if (identity.kind === 'pesel') {
    const pesel = parsePesel(identity.number);
    const finding = pesel && peselFinding(pesel);
    return finding ? [`pesel-${finding}`] : [];
  }
  if (identity.kind !== 'taj') return [];
  const taj = parseTaj(identity.number);
  return taj && isTajCheckDigitRight(taj) ? [] : ['taj-check-digit'];
}
