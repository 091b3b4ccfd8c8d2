import { languages } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longDate, parseTypedDate } from '../src/index.ts';

describe('UX-13 typed dates', () => {
  it.each([
    '5.6.2026',
    '05.06.2026',
    '5-6-2026',
    '5/6/2026',
    '5 6 2026',
    '2026-06-05',
    '2026.06.05.',
    '2026. 06. 05.',
    '2026/6/5',
    '20260605',
    '5 czerwca 2026',
    '5 Czerwiec 2026 ',
    '5 cze 2026',
    '5 VI 2026',
    '5.vi.2026',
    '2026. június 5.',
    '2026 jún 5',
    '5 June 2026',
    'June 5, 2026',
    '\u200b5.6.2026',
    '5\u00a0czerwca\u00a02026',
    '5–6–2026',
  ])('reads %s', (typed) => {
    expect(parseTypedDate(typed)).toEqual({ kind: 'date', iso: '2026-06-05' });
  });

  it.each(['', '   ', '\u200b'])('takes %j as missing', (typed) => {
    expect(parseTypedDate(typed).kind).toBe('missing');
  });

  it.each(['5.6.26', '5 czerwca 26'])('asks for the year of %s again', (typed) => {
    expect(parseTypedDate(typed).kind).toBe('year');
  });

  it.each([
    '31.2.2026',
    '29.2.2025',
    '0.6.2026',
    '5.13.2026',
    '2026-00-05',
    '5.6.1799',
    '5.6',
    '5 6 2026 7',
    'jutro',
    '5 ma 2026',
    '5 j 2026',
    'czerwca 2026 maja',
    '5 foo 2026',
    '1'.repeat(50),
    '99999999',
  ])('finds %s impossible', (typed) => {
    expect(parseTypedDate(typed).kind).toBe('impossible');
  });

  it('knows 29 February', () => {
    expect(parseTypedDate('29.2.2024')).toEqual({ kind: 'date', iso: '2024-02-29' });
  });

  it('reads back what the product writes, in all languages', () => {
    const days = fc.date({
      min: new Date('1800-01-01'),
      max: new Date('2199-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.constantFrom(...languages), (day, language) => {
        const iso = day.toISOString().slice(0, 10);
        expect(parseTypedDate(longDate(language, iso))).toEqual({ kind: 'date', iso });
        expect(parseTypedDate(iso)).toEqual({ kind: 'date', iso });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        expect(['date', 'missing', 'year', 'impossible']).toContain(parseTypedDate(typed).kind);
      }),
    );
  });
});
