import type { FormHandle } from '@kartoteka/ui';
import { describe, expect, it } from 'vitest';
import { type PatientView, patientForm } from '../../src/features/patients/contract.ts';
import {
  bodyOf,
  checkPatient,
  emptyPatient,
  type PatientValues,
  representativeValues,
  valuesOf,
} from '../../web/patients/patient-form-values.ts';
import { takeOver } from '../../web/patients/take-over.ts';
import { sayKeys } from './say-keys.ts';

const mother = { name: 'Makieta Anna', relation: 'mother', phone: '600 100 200' } as const;

function record(change: Partial<PatientView> = {}): PatientView {
  return {
    id: '6f7f5a52-3f0e-4c55-8d6c-3b1b3fb6c010',
    version: 1,
    family: 'Makieta',
    given: 'Gniewko',
    identity: { kind: 'pesel', number: '16280966132' },
    birthDate: '2016-08-09',
    sex: 'male',
    address: 'ul. Krótka 2, Gdynia',
    representatives: [mother],
    warnings: [],
    mergedInto: null,
    documents: 0,
    ...change,
  };
}

describe('the form of a patient', () => {
  it.each([
    ['a PESEL', record()],
    [
      'a TAJ and Hungarian data',
      record({ identity: { kind: 'taj', number: '123456788' }, motherName: 'Minta Éva' }),
    ],
    [
      'another document',
      record({ identity: { kind: 'document', number: 'AB1', issuer: 'paszport' } }),
    ],
    ['no number', record({ identity: { kind: 'none', reason: 'newborn' } })],
    [
      'two representatives',
      record({ representatives: [mother, { name: 'X', relation: 'guardian' }] }),
    ],
    ['a day of death', record({ deceasedOn: '2026-01-31' })],
  ])('sends back what it was filled with: %s', (_name, patient) => {
    const body = bodyOf(valuesOf(patient), patient.representatives.length);
    const { id, version, warnings, mergedInto, documents, ...form } = patient;
    expect(body).toEqual(form);
    expect(patientForm.safeParse(body).success).toBe(true);
  });

  it('leaves out what is empty and reads dates as people type them', () => {
    const values = { ...emptyPatient, family: ' Próbna ', given: 'Żaneta', birthDate: '12.3.1958' };
    expect(bodyOf({ ...values, 'identity.number': '58031210123' }, 0)).toEqual({
      family: 'Próbna',
      given: 'Żaneta',
      identity: { kind: 'pesel', number: '58031210123' },
      sex: 'unknown',
      birthDate: '1958-03-12',
      representatives: [],
    });
  });

  it('asks for exactly what is missing, by the names that the server uses', () => {
    const empty = { ...emptyPatient, ...representativeValues(0) };
    expect(Object.keys(checkPatient(sayKeys, empty, 1))).toEqual([
      'family',
      'given',
      'identity.number',
      'representatives.0.name',
      'representatives.0.relation',
    ]);
    expect(checkPatient(sayKeys, { ...empty, 'identity.kind': 'none' }, 0)).toHaveProperty([
      'identity.reason',
    ]);
    expect(checkPatient(sayKeys, valuesOf(record()), 1)).toEqual({});
  });

  it('names a date that is not in the calendar', () => {
    const values = { ...valuesOf(record()), birthDate: '31.2.2026' };
    expect(checkPatient(sayKeys, values, 1).birthDate).toContain('form.dateImpossible');
  });
});

describe('two people who change one record', () => {
  /** A form as the page holds it, with what was typed on top of what it began with. */
  function typed(base: PatientView, changes: PatientValues): FormHandle<PatientValues> {
    const values: Record<string, string> = { ...valuesOf(base), ...changes };
    const set = (name: string, value: string) => {
      values[name] = value;
    };
    return { values, set } as unknown as FormHandle<PatientValues>;
  }

  it('keeps what was typed and takes over what was not touched', () => {
    const base = record();
    const theirs = record({ version: 2, phone: '600 111 222', address: 'ul. Inna 3' });
    const form = typed(base, { address: 'ul. Długa 1' });
    expect(takeOver(form, { base, theirs, people: 1 })).toBe(1);
    expect(form.values).toMatchObject({ address: 'ul. Długa 1', phone: '600 111 222' });
  });

  it('takes over representatives whole where none was touched', () => {
    const base = record();
    const father = { name: 'Makieta Jan', relation: 'father' } as const;
    const theirs = record({ version: 2, representatives: [father, mother] });
    const form = typed(base, {});
    expect(takeOver(form, { base, theirs, people: 1 })).toBe(2);
    expect(bodyOf(form.values, 2).representatives).toEqual([father, mother]);
  });

  it('leaves representatives alone where one was changed or taken away here', () => {
    const base = record();
    const theirs = record({ version: 2, representatives: [] });
    const changed = typed(base, { 'representatives.0.phone': '1' });
    expect(takeOver(changed, { base, theirs, people: 1 })).toBe(1);
    expect(changed.values['representatives.0.name']).toBe('Makieta Anna');
    expect(takeOver(typed(base, {}), { base, theirs: record({ version: 2 }), people: 0 })).toBe(0);
  });
});
