import type { InputOf } from '@kartoteka/kernel';
import { checkDateField, type FieldErrors, type Translate, typedIso } from '@kartoteka/ui';
import type {
  createPatient,
  PatientIdentity,
  PatientView,
} from '../../src/features/patients/contract.ts';

/** The form's texts by the names that the server uses for its fields: `representatives.0.name`. */
export type PatientValues = Readonly<Record<string, string>>;
export type PatientBody = InputOf<(typeof createPatient)['body']>;
type Representative = NonNullable<PatientBody['representatives']>[number];

const plainFields = ['address', 'phone', 'email', 'birthName', 'motherName', 'birthPlace'] as const;

export const emptyPatient: PatientValues = {
  family: '',
  given: '',
  'identity.kind': 'pesel',
  'identity.number': '',
  'identity.issuer': '',
  'identity.reason': '',
  birthDate: '',
  sex: 'unknown',
  deceasedOn: '',
  ...Object.fromEntries(plainFields.map((name) => [name, ''])),
};

/** The empty fields of one more representative. */
export function representativeValues(
  index: number,
  person?: PatientView['representatives'][number],
): PatientValues {
  return {
    [`representatives.${index}.name`]: person?.name ?? '',
    [`representatives.${index}.relation`]: person?.relation ?? '',
    [`representatives.${index}.pesel`]: person?.pesel ?? '',
    [`representatives.${index}.phone`]: person?.phone ?? '',
  };
}

/** A record as the form shows it. */
export function valuesOf(patient: PatientView): PatientValues {
  const { identity } = patient;
  return {
    ...emptyPatient,
    family: patient.family,
    given: patient.given,
    'identity.kind': identity.kind,
    'identity.number': identity.kind === 'none' ? '' : identity.number,
    'identity.issuer': identity.kind === 'document' ? identity.issuer : '',
    'identity.reason': identity.kind === 'none' ? identity.reason : '',
    birthDate: patient.birthDate ?? '',
    sex: patient.sex,
    deceasedOn: patient.deceasedOn ?? '',
    ...Object.fromEntries(plainFields.map((name) => [name, patient[name] ?? ''])),
    ...Object.assign(
      {},
      ...patient.representatives.map((person, index) => representativeValues(index, person)),
    ),
  };
}

/** What is sent; empty fields are left out. */
export function bodyOf(values: PatientValues, representatives: number): PatientBody {
  const text = (name: string) => (values[name] ?? '').trim();
  const dates = {
    birthDate: typedIso(text('birthDate')),
    deceasedOn: typedIso(text('deceasedOn')),
  };
  return {
    family: text('family'),
    given: text('given'),
    identity: identityOf(text),
    sex: text('sex') as PatientView['sex'],
    ...filled(plainFields, text),
    ...(dates.birthDate && { birthDate: dates.birthDate }),
    ...(dates.deceasedOn && { deceasedOn: dates.deceasedOn }),
    representatives: Array.from({ length: representatives }, (_, index) => {
      const own = (name: string) => text(`representatives.${index}.${name}`);
      return {
        name: own('name'),
        relation: own('relation') as Representative['relation'],
        ...filled(['pesel', 'phone'], own),
      };
    }),
  };
}

function filled<Name extends string>(
  names: readonly Name[],
  text: (name: string) => string,
): { [N in Name]?: string } {
  const entries = names.filter((name) => text(name) !== '').map((name) => [name, text(name)]);
  return Object.fromEntries(entries);
}

function identityOf(text: (name: string) => string): PatientIdentity {
  const kind = text('identity.kind') as PatientIdentity['kind'];
  const number = text('identity.number');
  if (kind === 'none') {
    return { kind, reason: text('identity.reason') as 'newborn' | 'foreigner' | 'unknown' };
  }
  return kind === 'document' ? { kind, number, issuer: text('identity.issuer') } : { kind, number };
}

/** What is missing or unreadable, said before sending (UX-4). */
export function checkPatient(
  t: Translate,
  values: PatientValues,
  representatives: number,
): FieldErrors {
  const enter = (name: string, field: string) =>
    values[name]?.trim() ? undefined : t('form.enterField', { field });
  const choose = (name: string, field: string) =>
    values[name] ? undefined : t('form.chooseField', { field });
  const kind = values['identity.kind'];
  const errors: Record<string, string | undefined> = {
    family: enter('family', t('patients.family')),
    given: enter('given', t('patients.given')),
    ...(kind === 'none'
      ? { 'identity.reason': choose('identity.reason', t('patients.reason')) }
      : { 'identity.number': enter('identity.number', numberLabel(t, kind)) }),
    birthDate: checkDateField(t, t('patient.born'), values.birthDate ?? '', { optional: true }),
    deceasedOn: checkDateField(t, t('patient.deceasedOn'), values.deceasedOn ?? '', {
      optional: true,
    }),
  };
  for (let index = 0; index < representatives; index += 1) {
    const at = `representatives.${index}`;
    errors[`${at}.name`] = enter(`${at}.name`, t('patients.representativeName'));
    errors[`${at}.relation`] = choose(`${at}.relation`, t('patients.relation'));
  }
  return Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** What the field of the number is called for a kind of identity. */
export function numberLabel(t: Translate, kind: string | undefined): string {
  if (kind === 'taj') return t('patients.kindTaj');
  return kind === 'document' ? t('patients.documentNumber') : t('patients.kindPesel');
}
