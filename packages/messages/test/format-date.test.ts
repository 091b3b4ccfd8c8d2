import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  clinicalDate,
  clinicalDateTime,
  clinicalTime,
  formatBytes,
  formatNumber,
  longDate,
  longDateTime,
} from '../src/index.ts';

describe('UX-12 clinical dates and times', () => {
  it('show the local day and the time with leading zeros', () => {
    expect(clinicalDateTime('2021-06-15T06:46:00Z')).toBe('2021-06-15 08:46');
    expect(clinicalTime('2021-01-15T04:05:00Z')).toBe('05:05');
    expect(clinicalDate('2021-06-15T23:30:00Z')).toBe('2021-06-16');
    expect(clinicalTime(new Date('2021-06-14T22:00:00Z'))).toBe('00:00');
  });

  it('give Warsaw and Budapest the same time, and others when asked', () => {
    const instant = '2026-03-29T01:30:00Z';
    expect(clinicalDateTime(instant, 'Europe/Budapest')).toBe(clinicalDateTime(instant));
    expect(clinicalDateTime(instant, 'UTC')).toBe('2026-03-29 01:30');
  });

  it('keep dates without time and partial dates', () => {
    expect(clinicalDate('1944-05-14')).toBe('1944-05-14');
    expect(clinicalDateTime('1944-05')).toBe('1944-05');
    expect(clinicalDate('1944')).toBe('1944');
  });

  it('show a text that is no date as it came', () => {
    expect(clinicalDate('wkrótce')).toBe('wkrótce');
    expect(clinicalTime('wkrótce')).toBe('wkrótce');
  });

  it('sort like the time they stand for', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: 120_000, max: 10 ** 10 }),
        (at, later) => {
          const after = new Date(at.getTime() + later);
          return clinicalDateTime(at, 'UTC') < clinicalDateTime(after, 'UTC');
        },
      ),
    );
  });
});

describe('UX-12 dates in words', () => {
  it('follow each language', () => {
    expect(longDate('pl', '2026-06-05')).toBe('5 czerwca 2026');
    expect(longDate('hu', '2026-06-05')).toBe('2026. június 5.');
    expect(longDate('en', '2026-06-05')).toBe('5 June 2026');
    expect(longDateTime('pl', '2026-06-05T10:00:00Z')).toBe('5 czerwca 2026, 12:00');
    expect(longDateTime('hu', '2026-06-05')).toBe('2026. június 5.');
  });

  it('stay partial where the date is', () => {
    expect(longDate('pl', '2026-06')).toBe('czerwiec 2026');
    expect(longDate('hu', '2026-06')).toBe('2026. június');
    expect(longDate('en', '2026')).toBe('2026');
  });
});

describe('numbers and sizes', () => {
  it('are written as the language does', () => {
    expect(formatNumber('pl', 12345.678, 1)).toBe('12\u00a0345,7');
    expect(formatNumber('hu', 12345.678)).toBe('12\u00a0345,68');
    expect(formatNumber('en', 12345.678)).toBe('12,345.68');
  });

  it.each([
    [0, '0\u00a0B'],
    [999, '999\u00a0B'],
    [1000, '1\u00a0kB'],
    [1_234_567, '1,2\u00a0MB'],
    [99_960_000, '100\u00a0MB'],
    [999_600, '1\u00a0MB'],
    [100_000_000, '100\u00a0MB'],
    [5_000_000_000_000, '5\u00a0TB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(formatBytes('pl', bytes)).toBe(text);
  });
});

describe('age', () => {
  it.each([
    ['2014-02-17', '2026-02-16', { unit: 'years', count: 11 }],
    ['2014-02-17', '2026-02-17', { unit: 'years', count: 12 }],
    ['2024-03-02', '2026-03-01', { unit: 'months', count: 23 }],
    ['2024-03-01', '2026-03-01', { unit: 'years', count: 2 }],
    ['2026-01-31', '2026-02-28', { unit: 'days', count: 28 }],
    ['2026-03-01', '2026-03-01', { unit: 'days', count: 0 }],
  ])('of one born %s on %s', (born, day, age) => {
    expect(ageOn(born, day)).toEqual(age);
  });

  it('is not told for a partial date or one ahead', () => {
    expect(ageOn('1944', '2026-03-01')).toBeUndefined();
    expect(ageOn('2027-01-01', '2026-03-01')).toBeUndefined();
  });
});
