import {
  type Clock,
  cleanTyped,
  dayIn,
  isTajCheckDigitRight,
  parsePesel,
  parseTaj,
  peselBirthDate,
  peselFinding,
  peselSex,
} from '@kartoteka/kernel';
import { type FieldError, InputProblem } from '@kartoteka/service';
import type { PatientForm, PatientIdentity } from './contract.ts';

/**
 * What a registrar typed, with identifiers parsed and, for a PESEL, birth date and sex filled in from
 * it where they were left open. A wrong check digit is refused here: people type from a card that
 * they hold, unlike documents, which come as they are.
 *
 * @param timeZone where the practice is: nothing can have happened on a day that has not begun there
 * @throws InputProblem naming each field to mend
 */
export function readPatientForm(
  form: PatientForm,
  { clock, timeZone }: { readonly clock: Clock; readonly timeZone: string },
): PatientForm {
  const errors: FieldError[] = [];
  const identity = readIdentity(form.identity, errors);
  const today = dayIn(clock.now(), timeZone);
  checkPast(form.birthDate, today, 'birthDate', errors);
  checkPast(form.deceasedOn, today, 'deceasedOn', errors);
  if (form.birthDate && form.deceasedOn && form.deceasedOn < form.birthDate) {
    errors.push({ field: 'deceasedOn', texts: texts.deceasedBeforeBirth });
  }
  form.representatives.forEach((person, index) => {
    const pesel = person.pesel && parsePesel(person.pesel);
    if (person.pesel && (!pesel || peselFinding(pesel))) {
      errors.push({ field: `representatives.${index}.pesel`, texts: texts.pesel });
    }
  });
  if (errors.length > 0) throw new InputProblem(errors);
  return completed({ ...form, identity });
}

/** The identity with its number cleaned of what is pasted along. */
function readIdentity(identity: PatientIdentity, errors: FieldError[]): PatientIdentity {
  if (identity.kind === 'pesel') {
    const pesel = parsePesel(identity.number);
    if (pesel && !peselFinding(pesel)) return { kind: 'pesel', number: pesel };
    errors.push({ field: 'identity.number', texts: texts.pesel });
  }
  if (identity.kind === 'taj') {
    const taj = parseTaj(identity.number);
    if (taj && isTajCheckDigitRight(taj)) return { kind: 'taj', number: taj };
    errors.push({ field: 'identity.number', texts: texts.taj });
  }
  if (identity.kind === 'document') {
    const number = cleanTyped(identity.number).toUpperCase();
    if (number.length > 0 && number.length <= 40) return { ...identity, number };
    errors.push({ field: 'identity.number', texts: texts.document });
  }
  return identity;
}

function completed(form: PatientForm): PatientForm {
  if (form.identity.kind !== 'pesel') return form;
  const pesel = parsePesel(form.identity.number);
  const birthDate = form.birthDate ?? (pesel && peselBirthDate(pesel));
  const sex = form.sex === 'unknown' && pesel ? peselSex(pesel) : form.sex;
  return { ...form, sex, ...(birthDate && { birthDate }) };
}

function checkPast(
  day: string | undefined,
  today: string,
  field: string,
  errors: FieldError[],
): void {
  if (day !== undefined && day > today) errors.push({ field, texts: texts.future });
}

const texts = {
  pesel: {
    pl: 'Wpisz 11 cyfr numeru PESEL; ostatnia cyfra nie zgadza się z pozostałymi.',
    hu: 'Írja be a PESEL-szám 11 számjegyét; az utolsó nem illik a többihez.',
    en: 'Type the 11 digits of the PESEL; the last one does not fit the others.',
  },
  taj: {
    pl: 'Wpisz 9 cyfr numeru TAJ; ostatnia cyfra nie zgadza się z pozostałymi.',
    hu: 'Írja be a TAJ-szám 9 számjegyét; az utolsó nem illik a többihez.',
    en: 'Type the 9 digits of the TAJ; the last one does not fit the others.',
  },
  document: {
    pl: 'Wpisz numer dokumentu, do 40 znaków.',
    hu: 'Írja be az okmány számát, legfeljebb 40 karakterrel.',
    en: 'Type the number of the document, up to 40 characters.',
  },
  future: {
    pl: 'Podaj dzień dzisiejszy albo wcześniejszy.',
    hu: 'Adjon meg mai vagy korábbi napot.',
    en: 'Give today or an earlier day.',
  },
  deceasedBeforeBirth: {
    pl: 'Dzień zgonu jest wcześniejszy niż dzień urodzenia.',
    hu: 'A halál napja korábbi, mint a születésé.',
    en: 'The day of death is before the day of birth.',
  },
} as const;
