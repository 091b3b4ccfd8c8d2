import { peselBirthDate, peselSex } from '@kartoteka/kernel';
import { all, type Cursor, first } from '../read/cursor.ts';
import type { Patient } from '../read/header-model.ts';
import { type Check, finding, when } from './check-context.ts';
import type { Finding } from './finding.ts';

/** Any CDA is about one person that it names. */
export const checkPatient: Check = ({ document, header: { patient } }) => {
  const targets = all(document, 'recordTarget');
  const place = targets[0]?.place ?? document.place;
  if (!patient || (patient.ids.length === 0 && !patient.name)) {
    return [finding('patient-missing', place)];
  }
  const role = `${place}/patientRole`;
  return [
    ...when(targets.length > 1, 'patient-several', targets[1]?.place),
    ...when(!patient.ids.some((id) => id.extension), 'patient-id-missing', role),
    ...when(isRootTwice(patient), 'patient-id-twice', role),
    ...checkPerson(patient, first(document, 'recordTarget', 'patientRole')),
  ];
};

function isRootTwice({ ids }: Patient): boolean {
  const roots = ids.filter((id) => id.extension !== undefined).map((id) => id.root);
  return new Set(roots).size < roots.length;
}

function checkPerson(patient: Patient, role: Cursor | undefined): Finding[] {
  const person = first(role, 'patient');
  const place = person?.place ?? role?.place;
  const named = patient.name && patient.name.family !== '' && patient.name.given.length > 0;
  const birthPlace = first(person, 'birthTime')?.place ?? place;
  return [
    ...when(!named, 'patient-name', first(person, 'name')?.place ?? place),
    ...when(!patient.birthTime, 'birth-time', birthPlace),
    ...checkAgainstPesel(patient, birthPlace, first(person, 'administrativeGenderCode')?.place),
  ];
}

function checkAgainstPesel(
  { pesel, birthTime, sex }: Patient,
  birthPlace: string | undefined,
  sexPlace: string | undefined,
): Finding[] {
  if (!pesel) return [];
  const born = peselBirthDate(pesel);
  const stated = birthTime?.local.slice(0, 10);
  const birthDiffers = born !== undefined && stated !== undefined && !born.startsWith(stated);
  const sexDiffers = (sex === 'female' || sex === 'male') && sex !== peselSex(pesel);
  return [
    ...when(birthDiffers, 'pesel-birth-mismatch', birthPlace),
    ...when(sexDiffers, 'pesel-sex-mismatch', sexPlace),
  ];
}
