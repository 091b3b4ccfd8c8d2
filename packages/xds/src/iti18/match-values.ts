import type { CodeValue } from '../model/code.ts';
import { type Dtm, dtmStart } from '../model/dtm.ts';
import type { AllOfAny, TimeRange } from './query-conditions.ts';

/**
 * Whether a text matches an SQL LIKE pattern: `%` is any text, `_` any character.
 *
 * @example matchesLike('^Próbna^Żaneta', '%Prób_a%') // true
 */
export function matchesLike(text: string, pattern: string): boolean {
  const [characters, wanted] = [[...text], [...pattern]];
  let at = 0;
  let next = 0;
  // Where the last % stood and how far it reaches: a pattern is never tried in more ways than that,
  // so that a hostile one costs no more than its length times the text's.
  let wildcard = -1;
  let reached = 0;
  while (at < characters.length) {
    if (wanted[next] === '%') {
      wildcard = next;
      reached = at;
      next += 1;
    } else if (next < wanted.length && (wanted[next] === '_' || wanted[next] === characters[at])) {
      at += 1;
      next += 1;
    } else if (wildcard >= 0) {
      reached += 1;
      at = reached;
      next = wildcard + 1;
    } else return false;
  }
  while (wanted[next] === '%') next += 1;
  return next === wanted.length;
}

/** Whether one of the texts matches one of the patterns; without patterns everything does. */
export function matchesAnyLike(
  texts: readonly (string | undefined)[],
  patterns: readonly string[],
): boolean {
  if (patterns.length === 0) return true;
  return texts.some(
    (text) => text !== undefined && patterns.some((pattern) => matchesLike(text, pattern)),
  );
}

export function isOneOf<T>(value: T | undefined, allowed: readonly T[]): boolean {
  return value !== undefined && allowed.includes(value);
}

/** Without wanted codes every code will do. */
export function hasCode(code: CodeValue | undefined, wanted: readonly CodeValue[]): boolean {
  if (wanted.length === 0) return true;
  return code !== undefined && wanted.some((one) => isSameCode(one, code));
}

export function isSameCode(one: CodeValue, other: CodeValue): boolean {
  return one.code === other.code && one.codingScheme === other.codingScheme;
}

export function meetsAll<T>(
  wanted: AllOfAny<T>,
  present: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  return wanted.every((group) => group.some((one) => present.some((own) => isSame(one, own))));
}

/** A time is where its first second is; one that is not there is in no range. */
export function isWithin(time: Dtm | undefined, { from, to }: TimeRange): boolean {
  if (from === undefined && to === undefined) return true;
  if (time === undefined) return false;
  const start = dtmStart(time);
  return (from === undefined || from <= start) && (to === undefined || start < to);
}
