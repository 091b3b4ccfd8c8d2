import { describe, expect, it } from 'vitest';
import { waitedText } from '../../web/dashboard/waited-text.ts';
import { sayKeys } from './say-keys.ts';

describe('how long something has waited', () => {
  it.each([
    ['2026-03-02T09:59:01Z', 'board.justNow'],
    ['2026-03-02T09:59:00Z', 'board.sinceMinutes {"minutes":1}'],
    ['2026-03-02T09:00:01Z', 'board.sinceMinutes {"minutes":59}'],
    ['2026-03-02T09:00:00Z', 'board.sinceHours {"hours":1}'],
    ['2026-02-28T10:00:01Z', 'board.sinceHours {"hours":47}'],
    ['2026-02-28T10:00:00Z', 'board.sinceDays {"days":2}'],
    ['2026-03-02T10:05:00Z', 'board.justNow'],
  ])('since %s, seen at ten', (since, text) => {
    expect(waitedText(sayKeys, since, '2026-03-02T10:00:00Z')).toBe(text);
  });
});
