import type { PatientForm, PatientIdentity } from './contract.ts';

/** A record of the index. */
export interface Patient {
  readonly id: string;
  readonly version: number;
  readonly form: PatientForm;
  readonly mergedInto: string | null;
  readonly documents: number;
}

/** A record as a list shows it. */
export interface PatientListRow {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly identity: PatientIdentity;
  readonly birthDate: string | null;
  readonly deceased: boolean;
  readonly documents: number;
}
