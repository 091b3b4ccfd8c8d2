import type { Pesel } from '../identifiers/index.ts';

/** An invented person. Names are plainly made up; check digits are right. */
export interface SamplePerson {
  readonly family: string;
  readonly given: string;
  readonly pesel: Pesel;
}

/**
 * A valid PESEL for an invented person.
 *
 * @param birthDate `YYYY-MM-DD`, 1800 to 2299
 * @param serial 0 to 9999; its last digit is even for a woman
 * @example samplePesel('1944-05-14', 135)
 */
export function samplePesel(birthDate: string, serial: number): Pesel {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const shift = { 18: 80, 19: 0, 20: 20, 21: 40, 22: 60 }[year.slice(0, 2)] ?? 0;
  const body = `${year.slice(2)}${String(Number(month) + shift).padStart(2, '0')}${day}${String(serial).padStart(4, '0')}`;
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${(10 - (sum % 10)) % 10}` as Pesel;
}

/** A valid doctor's licence number from six digits; moves on where the control digit would be 0 or 10. */
export function sampleNpwz(six: number): string {
  for (let candidate = six; ; candidate += 1) {
    const digits = String(candidate).padStart(6, '0');
    const control = [1, 2, 3, 4, 5, 6].reduce((sum, w, i) => sum + w * Number(digits[i]), 0) % 11;
    if (control > 0 && control < 10) return `${control}${digits}`;
  }
}

/** Twenty invented patients of the Polish demo practice. */
export const samplePeople: readonly SamplePerson[] = [
  ['Próbna', 'Żaneta', '1958-03-12', 1012],
  ['Testowy', 'Bożydar', '1971-11-30', 2231],
  ['Wzorcowa', 'Jagna', '1990-06-04', 3348],
  ['Przykładny', 'Świętosław', '1944-05-14', 1357],
  ['Ćwiczebna-Długonazwiskowska', 'Maria Antonina', '1983-09-21', 4420],
  ['Makieta', 'Łucja', '2014-02-17', 5526],
  ['Makieta', 'Gniewko', '2016-08-09', 6613],
  ['Niebyły', 'Zbigniew', '1965-12-24', 7751],
  ['Zmyślona', 'Dobrawa', '1979-01-31', 8862],
  ['Szkicowy', 'Wacław', '1937-07-07', 9973],
  ['Udawana', 'Kalina', '2001-10-15', 1084],
  ['Pozorny', 'Ziemowit', '1988-04-02', 1195],
  ['Fikcyjna', 'Róża', '1969-08-28', 1206],
  ['Rzekomy', 'Leszek', '1954-02-09', 1317],
  ['Domniemana', 'Grażyna', '1976-05-19', 1428],
  ['Próbny', 'Tadeusz', '1949-10-03', 1539],
  ['Wymyślona', 'Natalia', '1995-12-12', 1640],
  ['Ilustracyjny', 'Michał', '1986-03-27', 1751],
  ['Hipotetyczna', 'Ewelina', '2008-07-22', 1862],
  ['Nieistniejący', 'Jan', '1999-01-01', 1973],
].map(([family, given, born, serial]) => ({
  family: String(family),
  given: String(given),
  pesel: samplePesel(String(born), Number(serial)),
}));
