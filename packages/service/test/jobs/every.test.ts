import { fixedClock } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { every, type Log } from '../../src/index.ts';
import { eventually } from './eventually.ts';

const clock = fixedClock('2026-03-01T08:00:00Z');

/** A log that remembers its errors. */
const remembering = () => {
  const errors: object[] = [];
  const log: Log = {
    info: () => {},
    warn: () => {},
    error: (fields) => void errors.push(fields),
  };
  return { log, errors };
};

describe('every', () => {
  it('comes round again and again with the time of the clock', async () => {
    const times: Date[] = [];
    const { log } = remembering();
    const task = every({
      name: 'look',
      pauseMs: 1,
      clock,
      log,
      work: async (now) => void times.push(now),
    });
    await eventually(() => times.length).toBeGreaterThan(3);
    await task.stop();
    expect(times[0]).toEqual(new Date('2026-03-01T08:00:00Z'));
    const rounds = times.length;
    await task.runNow();
    expect(times.length).toBe(rounds);
  });

  it('never runs twice at once', async () => {
    const leave = Promise.withResolvers<void>();
    let inside = 0;
    let most = 0;
    const { log } = remembering();
    const task = every({
      name: 'look',
      pauseMs: 1,
      clock,
      log,
      work: async () => {
        inside += 1;
        most = Math.max(most, inside);
        await leave.promise;
        inside -= 1;
      },
    });
    const both = [task.runNow(), task.runNow()];
    leave.resolve();
    await Promise.all(both);
    await task.stop();
    expect(most).toBe(1);
  });

  it('logs a round that fails and goes on', async () => {
    let rounds = 0;
    const { log, errors } = remembering();
    const task = every({
      name: 'look',
      pauseMs: 1,
      clock,
      log,
      work: async () => {
        rounds += 1;
        if (rounds === 1) throw new RangeError('no');
      },
    });
    await eventually(() => rounds).toBeGreaterThan(2);
    await task.stop();
    expect(errors).toEqual([{ task: 'look', error: new RangeError('no') }]);
  });

  it('waits for the running round when it is stopped', async () => {
    const leave = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    let ended = false;
    const { log } = remembering();
    const task = every({
      name: 'look',
      pauseMs: 1,
      clock,
      log,
      work: async () => {
        entered.resolve();
        await leave.promise;
        ended = true;
      },
    });
    await entered.promise;
    const stopped = task.stop();
    leave.resolve();
    await stopped;
    expect(ended).toBe(true);
  });
});
