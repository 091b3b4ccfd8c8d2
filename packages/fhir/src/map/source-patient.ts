import { parsePatientIdCx } from '@kartoteka/kernel';
import { readPerson, type SourcePatientId, writePerson, type Xcn } from '@kartoteka/xds';
import { given, type HumanName, type Identifier, type Patient } from '../model.ts';
import { readCx, writeCx } from './identifier.ts';
import { readName } from './people.ts';
import { ownExtensions } from './vocabulary.ts';

/** What XDS says of the patient as the source knows them. */
export interface SourcePatient {
  readonly sourcePatientId?: SourcePatientId | undefined;
  /** `PID-n|value`. */
  readonly sourcePatientInfo: readonly string[];
}

const genders = { M: 'male', F: 'female', O: 'other', U: 'unknown' } as const;

/** A contained Patient; lines that its elements do not say word for word are kept beside them. */
export function writeSourcePatient(from: SourcePatient): Patient | undefined {
  const { sourcePatientId, sourcePatientInfo: lines } = from;
  if (sourcePatientId === undefined && lines.length === 0) return undefined;
  const field = (number: number) => fieldOf(lines, number);
  const gender = genders[field(8) as keyof typeof genders];
  const patient = given<Patient>({
    resourceType: 'Patient',
    identifier: [
      ...(sourcePatientId === undefined ? [] : [writeCx(sourcePatientId)]),
      ...(field(3)
        ?.split('~')
        .flatMap((cx) => (parsePatientIdCx(cx) ? [writeCx(cx)] : [])) ?? []),
    ],
    name: nameOf(field(5)),
    gender,
    birthDate: birthDateOf(field(7)),
  });
  if (linesOf(patient).join('\n') === lines.join('\n')) return patient;
  const extension = lines.map((line) => ({ url: ownExtensions.verbatim, valueString: line }));
  return { ...patient, extension };
}

/** Reads it again: the first identifier is the source's, the others are PID-3. */
export function readSourcePatient(patient: Patient): SourcePatient {
  const [first] = patient.identifier ?? [];
  const kept = (patient.extension ?? []).flatMap(({ url, valueString }) =>
    url === ownExtensions.verbatim && valueString !== undefined ? [valueString] : [],
  );
  const id = first && (readCx(first) ?? first.value);
  return {
    ...(id !== undefined && { sourcePatientId: id as SourcePatientId }),
    sourcePatientInfo: kept.length > 0 ? kept : linesOf(patient),
  };
}

function linesOf(patient: Patient): string[] {
  const [, ...others] = patient.identifier ?? [];
  const further = others.flatMap((identifier) => readCx(identifier) ?? []);
  const sex = Object.entries(genders).find(([, gender]) => gender === patient.gender)?.[0];
  const { family, given: first, further: more } = readName(patient.name);
  // XPN has family, given and further names where XCN has them, one component to the left.
  const name = writePerson(given({ family, given: first, further: more })).slice(1);
  return [
    further.length > 0 ? `PID-3|${further.join('~')}` : '',
    name === '' ? '' : `PID-5|${name}`,
    patient.birthDate === undefined ? '' : `PID-7|${patient.birthDate.replaceAll('-', '')}`,
    sex === undefined ? '' : `PID-8|${sex}`,
  ].filter((line) => line !== '');
}

function fieldOf(lines: readonly string[], number: number): string | undefined {
  const front = `PID-${number}|`;
  return lines.find((line) => line.startsWith(front))?.slice(front.length);
}

function nameOf(xpn: string | undefined): HumanName[] {
  if (!xpn) return [];
  const { family, given: first, further } = readPerson(`^${xpn.split('~')[0]}` as Xcn);
  const name = given<HumanName>({
    family,
    given: [first, further].filter((one) => one !== undefined),
  });
  return Object.keys(name).length === 0 ? [] : [name];
}

function birthDateOf(digits: string | undefined): string | undefined {
  const [, year, month, day] =
    /^(\d{4})(?:(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?)?/.exec(digits ?? '') ?? [];
  return [year, month, day].filter((part) => part !== undefined).join('-') || undefined;
}

/** The identifiers of a Patient that can stand for the patient of the account. */
export function patientIdentifiers(patient: Patient): Identifier[] {
  return (patient.identifier ?? []).filter(({ use }) => use !== 'old');
}
