import { monthForms, romanMonths } from './months.ts';

/**
 * What a typed date turned out to be. The order of the kinds is the order in which a form tells
 * them (UX-13): missing, then impossible, then out of range.
 */
export type TypedDate =
  | { readonly kind: 'date'; readonly iso: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'year' }
  | { readonly kind: 'impossible' };

const typedLengthMax = 40;

/**
 * Reads a date as people of the three languages type or paste it: `5.6.2026`, `2026-06-05`,
 * `2026. 06. 05.`, `20260605`, `5 czerwca 2026`, `5 VI 2026`, `2026. június 5.`, `June 5, 2026`.
 * Day before month where both are numbers, as in Poland and in British English; Hungarian dates start
 * with the year, so they cannot be mixed up. A year of two digits is asked for again, not guessed.
 *
 * @example parseTypedDate('5.6.2026') // { kind: 'date', iso: '2026-06-05' }
 */
export function parseTypedDate(typed: string): TypedDate {
  const text = typed
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
  if (text === '') return { kind: 'missing' };
  if (text.length > typedLengthMax) return { kind: 'impossible' };
  if (/^\d{8}$/.test(text)) return dateOf(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const parts = text.split(/[\s.,/\-\u2010-\u2015]+/u).filter((part) => part !== '');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length !== 3) return { kind: 'impossible' };
  if (isNumber(first) && isNumber(second) && isNumber(third))
    return fromNumbers(first, second, third);
  return fromWords(parts);
}

function fromNumbers(first: string, second: string, third: string): TypedDate {
  if (first.length === 4) return dateOf(first, second, third);
  if (third.length === 4) return dateOf(third, second, first);
  return third.length === 2 ? { kind: 'year' } : { kind: 'impossible' };
}

function fromWords(parts: readonly string[]): TypedDate {
  const words = parts.filter((part) => !isNumber(part));
  const numbers = parts.filter(isNumber);
  const month = monthOf(words[0] ?? '');
  if (words.length !== 1 || month === undefined) return { kind: 'impossible' };
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  if (!year) return { kind: numbers.length === 2 ? 'year' : 'impossible' };
  return day ? dateOf(year, String(month), day) : { kind: 'impossible' };
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}

/** 1 to 12 for a month's name, its form after the day, its first letters (three at least), or Roman. */
function monthOf(word: string): number | undefined {
  const roman = romanMonths.indexOf(word.toUpperCase());
  if (roman >= 0) return roman + 1;
  const wanted = plain(word);
  if (wanted.length < 3) return undefined;
  const found = new Set<number>();
  for (const months of Object.values(monthForms)) {
    months.forEach(({ name, ofDay }, index) => {
      const exact = plain(name) === wanted || plain(ofDay) === wanted;
      if (exact || plain(name).startsWith(wanted)) found.add(index + 1);
    });
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/** Lower case without accents, so that a phone's keyboard without them is understood too. */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').toLowerCase();
}

function dateOf(year: string, month: string, day: string): TypedDate {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  at.setUTCFullYear(Number(year));
  const same =
    Number(year) >= 1800 &&
    at.getUTCMonth() === Number(month) - 1 &&
    at.getUTCDate() === Number(day);
  return same ? { kind: 'date', iso: at.toISOString().slice(0, 10) } : { kind: 'impossible' };
}
