import { describe, expect, it } from 'vitest';
import { refreshPace } from '../../web/document/refresh-pace.ts';

const now = new Date('2026-03-02T08:00:00Z');
const fresh = '2026-03-02T07:59:30Z';
const old = '2026-03-01T08:00:00Z';

describe('how soon documents are looked at again', () => {
  it('is never, when nothing is on its way', () => {
    expect(refreshPace([], now)).toBeUndefined();
    const resting = ['local', 'archived', 'refused', 'conflict'] as const;
    expect(
      refreshPace(
        resting.map((state) => ({ state, addedAt: fresh })),
        now,
      ),
    ).toBeUndefined();
  });

  it('is soon for what is being sent or has just come', () => {
    const sending = refreshPace([{ state: 'sending', addedAt: old }], now);
    expect(sending).toBeLessThanOrEqual(5_000);
    expect(refreshPace([{ state: 'waiting', addedAt: fresh }], now)).toBe(sending);
  });

  it('is rare for what has been waiting for longer: every look is recorded', () => {
    const waiting = refreshPace([{ state: 'waiting', addedAt: old }], now);
    expect(waiting).toBeGreaterThanOrEqual(15_000);
    expect(refreshPace([{ state: 'checking', addedAt: old }], now)).toBe(waiting);
  });

  it('follows the quickest of several', () => {
    const several = [
      { state: 'archived', addedAt: fresh },
      { state: 'waiting', addedAt: old },
      { state: 'sending', addedAt: old },
    ] as const;
    expect(refreshPace(several, now)).toBeLessThanOrEqual(5_000);
  });
});
