import { Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visiblePeriod } from '../src/features/consents/visible-period.ts';

const dayMs = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** The day on the wall of a place, by another way than the code's own. */
const dayIn = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

describe('the instants of a consent’s days', () => {
  it('S003-178 runs from midnight to midnight where the practice is, both days included', () => {
    expect(visiblePeriod({ from: '2026-03-02', to: '2026-03-04' }, 'Europe/Warsaw')).toEqual({
      from: new Date('2026-03-01T23:00:00Z'),
      until: new Date('2026-03-04T23:00:00Z'),
    });
  });

  it.each([
    ['winter', '2026-01-15', 'Europe/Budapest', '2026-01-14T23:00:00Z', 24],
    ['summer', '2026-07-15', 'Europe/Budapest', '2026-07-14T22:00:00Z', 24],
    ['clocks go forward', '2026-03-29', 'Europe/Warsaw', '2026-03-28T23:00:00Z', 23],
    ['clocks go back', '2026-10-25', 'Europe/Warsaw', '2026-10-24T22:00:00Z', 25],
    [
      'no midnight: clocks go forward at it',
      '2018-11-04',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00Z',
      23,
    ],
    [
      'two midnights: clocks go back over it',
      '2026-11-01',
      'America/Havana',
      '2026-11-01T04:00:00Z',
      25,
    ],
    ['east of the date line', '2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00Z', 24],
    ['quarters of an hour', '2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00Z', 24],
    [
      'the last day that a date can name',
      '9999-12-31',
      'Europe/Warsaw',
      '9999-12-30T23:00:00Z',
      24,
    ],
  ])('%s: %s in %s', (_name, day, timeZone, from, hours) => {
    const period = visiblePeriod({ from: day, to: day }, timeZone);
    expect(period.from).toEqual(new Date(from));
    expect(period.until.getTime() - period.from.getTime()).toBe(hours * 3_600_000);
  });

  it('begins with the first instant of the first day and ends with the last of the last, anywhere', () => {
    const zones = [
      'UTC',
      'Europe/Warsaw',
      'Europe/Budapest',
      'Europe/London',
      'America/Sao_Paulo',
      'America/Havana',
      'America/St_Johns',
      'Africa/Cairo',
      'Asia/Beirut',
      'Asia/Tehran',
      'Australia/Lord_Howe',
      'Pacific/Auckland',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0, 1) / dayMs, max: Date.UTC(2040, 0, 1) / dayMs }),
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom(...zones),
        (first, more, timeZone) => {
          const days = { from: iso(first * dayMs), to: iso((first + more) * dayMs) };
          const { from, until } = visiblePeriod(days, timeZone);
          expect(dayIn(from.getTime(), timeZone)).toBe(days.from);
          expect(dayIn(from.getTime() - 1000, timeZone) < days.from).toBe(true);
          expect(dayIn(until.getTime() - 1000, timeZone)).toBe(days.to);
          expect(dayIn(until.getTime(), timeZone) > days.to).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('joins one consent to the next without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11_000, max: 25_000 }), (day) => {
        const [today, tomorrow] = [iso(day * dayMs), iso((day + 1) * dayMs)];
        const one = visiblePeriod({ from: today, to: today }, 'Europe/Warsaw');
        const next = visiblePeriod({ from: tomorrow, to: tomorrow }, 'Europe/Warsaw');
        expect(one.until).toEqual(next.from);
      }),
    );
  });

  it('names a time zone that does not exist', () => {
    const days = { from: '2026-01-01', to: '2026-01-01' };
    expect(() => visiblePeriod(days, 'Europe/Atlantis')).toThrow(
      expect.objectContaining({ code: 'account.time-zone', place: 'timeZone' }),
    );
    expect(() => visiblePeriod(days, '')).toThrow(Problem);
  });
});
