import { describe, expect, it } from 'vitest';
import { dayIn } from '../src/index.ts';

describe('the day on which a moment falls', () => {
  it.each([
    ['2026-03-02T22:30:00Z', 'Europe/Warsaw', '2026-03-02'],
    ['2026-03-02T23:30:00Z', 'Europe/Warsaw', '2026-03-03'],
    ['2026-07-01T22:30:00Z', 'Europe/Budapest', '2026-07-02'],
    ['2026-03-02T23:30:00Z', 'UTC', '2026-03-02'],
    ['2026-03-02T04:30:00Z', 'America/New_York', '2026-03-01'],
  ])('%s in %s is %s', (at, timeZone, day) => {
    expect(dayIn(new Date(at), timeZone)).toBe(day);
  });

  it('refuses a zone that nobody has', () => {
    expect(() => dayIn(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
  });
});
