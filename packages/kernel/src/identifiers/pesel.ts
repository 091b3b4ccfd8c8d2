import type { Branded } from '../brand.ts';
import { cleanTyped, weightedSum } from './clean-typed.ts';

/** A Polish personal number of eleven digits; its check digit may still be wrong, see `peselFinding`. */
export type Pesel = Branded<'Pesel'>;

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

/** Reads eleven digits, ignoring spaces and hyphens; `undefined` for anything else. */
export function parsePesel(typed: string): Pesel | undefined {
  const text = cleanTyped(typed);
  return /^\d{11}$/.test(text) ? (text as Pesel) : undefined;
}

/** What is wrong with a number of the right form. Real documents carry wrong ones: a warning only. */
export function peselFinding(pesel: Pesel): 'check-digit' | 'birth-date' | undefined {
  const control = (10 - (weightedSum(pesel, weights) % 10)) % 10;
  if (control !== Number(pesel[10])) return 'check-digit';
  return peselBirthDate(pesel) ? undefined : 'birth-date';
}

/** Parses and demands a right check digit and a real date, as a registrar's form does. */
export function parseValidPesel(typed: string): Pesel | undefined {
  const pesel = parsePesel(typed);
  return pesel && peselFinding(pesel) === undefined ? pesel : undefined;
}

/** The date of birth as `YYYY-MM-DD`; the century is coded in the month (+80, 0, +20, +40, +60). */
export function peselBirthDate(pesel: Pesel): string | undefined {
  const coded = Number(pesel.slice(2, 4));
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(coded / 20)];
  const year = (century ?? 0) + Number(pesel.slice(0, 2));
  const month = coded % 20;
  const day = Number(pesel.slice(4, 6));
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** Administrative sex by the tenth digit: even is female. */
export function peselSex(pesel: Pesel): 'female' | 'male' {
  return Number(pesel[9]) % 2 === 0 ? 'female' : 'male';
}
