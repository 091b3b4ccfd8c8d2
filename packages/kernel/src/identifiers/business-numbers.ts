import type { Branded } from '../brand.ts';
import { cleanTyped, weightedSum } from './clean-typed.ts';

/** Polish tax number, ten digits. */
export type Nip = Branded<'Nip'>;
/** Polish business register number, nine digits for an entity, fourteen for its local unit. */
export type Regon = Branded<'Regon'>;

const nipWeights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
const regon9Weights = [8, 9, 2, 3, 4, 5, 6, 7];
const regon14Weights = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8];

/** Reads ten digits; `undefined` for anything else. */
export function parseNip(typed: string): Nip | undefined {
  const text = cleanTyped(typed);
  return /^\d{10}$/.test(text) ? (text as Nip) : undefined;
}

/** Whether the check digit is right (remainder 10 is never issued). */
export function isNipCheckDigitRight(nip: Nip): boolean {
  return weightedSum(nip, nipWeights) % 11 === Number(nip[9]);
}

/** Reads nine or fourteen digits; `undefined` for anything else. */
export function parseRegon(typed: string): Regon | undefined {
  const text = cleanTyped(typed);
  return /^(\d{9}|\d{14})$/.test(text) ? (text as Regon) : undefined;
}

/** Whether the check digits are right; a fourteen digit number contains a nine digit one. */
export function isRegonCheckDigitRight(regon: Regon): boolean {
  const nine = (weightedSum(regon, regon9Weights) % 11) % 10 === Number(regon[8]);
  if (regon.length === 9 || !nine) return nine;
  return (weightedSum(regon, regon14Weights) % 11) % 10 === Number(regon[13]);
}
