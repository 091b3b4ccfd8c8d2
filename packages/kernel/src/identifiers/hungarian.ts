import type { Branded } from '../brand.ts';
import { cleanTyped, weightedSum } from './clean-typed.ts';

/** Hungarian social security number (TAJ): eight digits and a check digit. */
export type Taj = Branded<'Taj'>;
/** Hungarian doctor's stamp number: five or six digits. */
export type StampNumber = Branded<'StampNumber'>;

/** Reads nine digits, ignoring spaces and hyphens; `undefined` for anything else. */
export function parseTaj(typed: string): Taj | undefined {
  const text = cleanTyped(typed);
  return /^\d{9}$/.test(text) ? (text as Taj) : undefined;
}

/** Whether the ninth digit is right: weights 3 and 7 in turn, modulo 10. */
export function isTajCheckDigitRight(taj: Taj): boolean {
  return weightedSum(taj, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === Number(taj[8]);
}

/** Reads a stamp number; `undefined` when it has not five or six digits. */
export function parseStampNumber(typed: string): StampNumber | undefined {
  const text = cleanTyped(typed);
  return /^\d{5,6}$/.test(text) ? (text as StampNumber) : undefined;
}
