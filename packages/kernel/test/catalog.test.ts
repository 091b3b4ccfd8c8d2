import { describe, expect, it } from 'vitest';
import {
  catalog,
  fillText,
  languageOf,
  languages,
  Problem,
  type ProblemCode,
} from '../src/index.ts';

const entries = Object.entries(catalog) as [ProblemCode, (typeof catalog)[ProblemCode]][];
/** Words that blame or say nothing (UX-5); the known error titles of the seeds are exempt by quotes. */
const avoided = {
  pl: /\b(niepoprawn|nieprawidłow|przepraszam|proszę|zabronion|wystąpił błąd)/iu,
  hu: /\b(érvénytelen|elnézést|kérjük|tilos|hiba lépett fel)/iu,
  en: /\b(invalid|please|sorry|oops|forbidden|illegal|an error occurred)\b/iu,
};

describe('problem catalog', () => {
  it.each(entries)('%s has words and a next step in three languages', (_code, entry) => {
    for (const language of languages) {
      expect(entry.text[language].length).toBeGreaterThan(10);
      expect(entry.next[language].length).toBeGreaterThan(10);
    }
  });

  it.each(entries)('%s uses the same parameters in each language', (_code, entry) => {
    const names = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const language of languages) {
      expect(names(entry.text[language])).toEqual(names(entry.text.en));
      expect(names(entry.next[language])).toEqual(names(entry.next.en));
    }
  });

  it.each(entries)('%s neither blames nor says nothing', (_code, entry) => {
    for (const language of languages) {
      // The seeds' own messages are binding, their words included.
      const own = `${entry.text[language]} ${entry.next[language]}`
        .replaceAll(/Wystąpił błąd:? „/gu, '„')
        .replaceAll(/[„"“][^”"]*[”"]/gu, '');
      expect(own).not.toMatch(avoided[language]);
    }
  });

  it.each(entries)('%s has an HTTP status of a failure', (_code, entry) => {
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
  });
});

describe('problem', () => {
  it('fills its texts and keeps the cause to itself', () => {
    const cause = new Error('inner secret');
    const problem = new Problem('xml.too-large', { params: { limit: 'bytesMax', max: 5 }, cause });
    expect(problem.text('en')).toBe('The XML is over a limit: bytesMax (5).');
    expect(problem.message).toBe('xml.too-large');
    expect(problem.cause).toBe(cause);
    expect(problem.text('pl') + problem.next('hu')).not.toContain('inner secret');
  });

  it('leaves an unknown name visible', () => {
    expect(fillText('{a} {b}', { a: 1 })).toBe('1 {b}');
  });

  it('falls back to Polish for a language that it does not speak', () => {
    expect(languageOf('hu')).toBe('hu');
    expect(languageOf('de')).toBe('pl');
    expect(languageOf(undefined)).toBe('pl');
  });
});
