import { Problem } from '@kartoteka/kernel';
import { commonWords, walks } from './common-passwords.ts';

/** Characters, counted as code points (NIST SP 800-63B-4, 3.1.1.2). */
export const passwordLength = {
  /** Where the password is all there is. */
  alone: 15,
  /** Where a one-time code is asked for as well. */
  withCode: 8,
  max: 200,
} as const;

/** Stretches of this many steps along a keyboard or an alphabet count as a walk. */
const walkMin = 3;
/** What has to be left of a password without the login and the name of the product. */
const ownPartMin = 8;

/**
 * Checks a new password: length and being guessable, no rules of composition, no dates of expiry.
 *
 * @param facts.codeEnrolled the login signs in with a one-time code as well
 * @param facts.field the form field that problems point to
 * @throws Problem `service.password-short`, `-long`, `-common`, `-contains-login`
 * @example checkNewPassword('kaktus pod starym mostem', { loginName: 'anna', codeEnrolled: false, field: 'password' });
 */
export function checkNewPassword(
  password: string,
  facts: { readonly loginName: string; readonly codeEnrolled: boolean; readonly field: string },
): void {
  const place = facts.field;
  const length = passwordSize(password);
  const least = facts.codeEnrolled ? passwordLength.withCode : passwordLength.alone;
  if (length < least) {
    throw new Problem('service.password-short', { place, params: { length: least } });
  }
  if (length > passwordLength.max) {
    throw new Problem('service.password-long', { place, params: { length: passwordLength.max } });
  }
  if (isGuessable(password)) throw new Problem('service.password-common', { place });
  if (isMostlyOwnName(password, facts.loginName)) {
    throw new Problem('service.password-contains-login', { place });
  }
}

/** Length as people count it. */
export function passwordSize(password: string): number {
  return [...password.normalize('NFKC')].length;
}

/**
 * Whether a password is among the first that anybody tries: few different characters, a repeated
 * piece, a walk over the keyboard, digits only, or common words with decoration.
 *
 * @example isGuessable('P4ssw0rd!2024') // true
 */
export function isGuessable(password: string): boolean {
  const plain = foldLetters(password);
  if (new Set(plain).size <= 3 || /^[\d\s.,:/-]+$/.test(plain) || isRepeated(plain)) return true;
  if (isWalk(plain.replace(/[^a-z0-9]/g, ''))) return true;
  const bare = plain.replace(/[^a-z]+$/, '');
  return [plain, bare]
    .flatMap((text) => [text, readLookAlikes(text, 'i'), readLookAlikes(text, 'l')])
    .some((text) => isCommonWords(text.replace(/[^a-z]/g, '')));
}

function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ł', 'l');
}

/** Digits at the end are decoration; inside of a word they stand for letters. */
function readLookAlikes(text: string, one: string): string {
  const signs: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': one,
    '!': one,
    '3': 'e',
    '4': 'a',
    '@': 'a',
    '5': 's',
    $: 's',
    '7': 't',
    '8': 'b',
  };
  const core = text.replace(/^[^a-z]+|[^a-z@$0!]+$/g, '').replace(/[\d!]{2,}$/, '');
  return [...core].map((sign) => signs[sign] ?? sign).join('');
}

function isRepeated(text: string): boolean {
  for (let size = 1; size <= Math.min(text.length / 2, 8); size += 1) {
    const piece = text.slice(0, size);
    if (piece.repeat(Math.ceil(text.length / size)).startsWith(text)) return true;
  }
  return false;
}

/** Whether the whole text falls into stretches of walks, forwards or backwards. */
function isWalk(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    const stretch = longestWalk(text.slice(at));
    if (stretch < walkMin) return false;
    at += stretch;
  }
  return text.length > 0;
}

function longestWalk(text: string): number {
  let longest = 0;
  for (const walk of walks) {
    for (const row of [walk, [...walk].reverse().join('')]) {
      let length = longest + 1;
      while (length <= text.length && row.includes(text.slice(0, length))) longest = length++;
    }
  }
  return longest;
}

/**
 * Whether the letters are one or two common words. Four of them drawn at random would make a good
 * password, so longer rows pass.
 */
function isCommonWords(letters: string): boolean {
  return letters !== '' && wordsNeeded(letters) <= 2;
}

function isWordWalk(word: string): boolean {
  return word.length >= 4 && isWalk(word);
}

function wordsNeeded(letters: string): number {
  const least: number[] = [0];
  for (let end = 1; end <= letters.length; end += 1) {
    least[end] = Number.POSITIVE_INFINITY;
    for (let start = Math.max(0, end - 15); start < end; start += 1) {
      const word = letters.slice(start, end);
      if (!commonWords.has(word) && !isWordWalk(word)) continue;
      least[end] = Math.min(least[end] ?? 0, (least[start] ?? 0) + 1);
    }
  }
  return least[letters.length] ?? Number.POSITIVE_INFINITY;
}

function isMostlyOwnName(password: string, loginName: string): boolean {
  const plain = foldLetters(password);
  const names = [...foldLetters(loginName).split(/[^a-z0-9]+/), 'kartoteka'];
  const telling = names.filter((name) => name.length >= 4 && plain.includes(name));
  if (telling.length === 0) return false;
  const rest = telling.reduce((text, name) => text.replaceAll(name, ''), plain);
  return rest.replace(/[^a-z0-9]/g, '').length < ownPartMin;
}
