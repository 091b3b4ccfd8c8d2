import type { Branded } from '../brand.ts';
import { cleanTyped, weightedSum } from './clean-typed.ts';

/** Licence number of a Polish doctor or dentist: seven digits, the first of which checks the rest. */
export type Npwz = Branded<'Npwz'>;

/** Reads seven digits; `undefined` for anything else. */
export function parseNpwz(typed: string): Npwz | undefined {
  const text = cleanTyped(typed);
  return /^\d{7}$/.test(text) ? (text as Npwz) : undefined;
}

/** Whether the control digit K = (1A+2B+3C+4D+5E+6F) mod 11 is right and not zero (nil.org.pl). */
export function isNpwzCheckDigitRight(npwz: Npwz): boolean {
  const control = weightedSum(npwz.slice(1), [1, 2, 3, 4, 5, 6]) % 11;
  return control !== 0 && control === Number(npwz[0]);
}
