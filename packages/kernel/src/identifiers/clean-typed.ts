/**
 * Removes what people and phones add when they copy an identifier: white space, hyphens, invisible
 * characters. Letters and digits stay as typed.
 *
 * @example cleanTyped(' 440514-01359\u200b') // '44051401359'
 */
export function cleanTyped(typed: string): string {
  return typed.replace(
    /[\s\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060\ufeff-]/gu,
    '',
  );
}

/** Sum of `digits[i] * weights[i]`, the start of every Polish and Hungarian check digit. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}
