import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callerLanguage } from '../../src/http/caller-language.ts';

describe('the caller’s language', () => {
  it.each([
    [undefined, 'pl'],
    ['', 'pl'],
    ['*', 'pl'],
    ['de, fr', 'pl'],
    ['hu', 'hu'],
    ['en-GB,en;q=0.9,pl;q=0.8', 'en'],
    ['de, hu;q=0.2, en;q=0.7', 'en'],
    ['en;q=0, hu;q=0.1', 'hu'],
    ['PL-pl', 'pl'],
    ['en; q=0.3 , hu; q=0.4', 'hu'],
  ])('of %j is %s', (header, language) => {
    expect(callerLanguage({ headers: { 'accept-language': header } })).toBe(language);
  });

  it('is the chosen one when a cookie names it, and no other cookie value counts', () => {
    const headers = { 'accept-language': 'hu' };
    expect(callerLanguage({ headers, cookies: { kartoteka_language: 'en' } })).toBe('en');
    expect(callerLanguage({ headers, cookies: { kartoteka_language: '<script>' } })).toBe('hu');
  });

  it('is found in any header whatever', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(['pl', 'hu', 'en']).toContain(
          callerLanguage({ headers: { 'accept-language': header } }),
        );
      }),
    );
  });
});
