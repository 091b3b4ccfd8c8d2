import type { Clock, RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import type { Log } from '../database/log.ts';
import { every } from '../jobs/every.ts';
import { jsonClient } from '../transport/json-client.ts';

/** A clock that goes as another one says. */
export interface FollowedClock extends Clock {
  stop(): Promise<void>;
}

export interface FollowClockOptions {
  /** Where the other clock is read: `KARTOTEKA_CLOCK_URL`. */
  readonly url: string;
  readonly machineClock: Clock;
  readonly log: Log;
  /** Between two looks. */
  readonly pauseMs?: number;
  /** How long the first look is waited for; then the time of the machine counts until it answers. */
  readonly firstWaitMsMax?: number;
}

export const followClockDefaults = {
  pauseMs: 400,
  firstWaitMsMax: 10_000,
  lookTimeoutMs: 2_000,
} as const;

/** What is read there; more may stand beside it. */
const clockAnswer = z.object({
  now: z.iso.datetime({ offset: true }),
  frozen: z.boolean(),
  offsetMs: z.number(),
});

/**
 * Follows the clock of a sandbox: moved there, the time here is moved within a second. When the sandbox is
 * away, the last that was known holds, and the log says so once.
 *
 * @returns after the first look, or after `firstWaitMsMax` without one
 * @throws Problem `service.peer-not-encrypted` for plain http to another machine
 * @example
 * const clock = await followClock({ url: 'http://localhost:4002/api/clock', machineClock, log });
 */
export async function followClock(options: FollowClockOptions): Promise<FollowedClock> {
  const { machineClock, log } = options;
  const url = new URL(options.url);
  const contract = {
    method: 'GET',
    path: url.pathname,
    summary: 'Time of a world',
    answer: clockAnswer,
  } as const satisfies RouteContract;
  const client = jsonClient({
    url: url.origin,
    timeoutMs: followClockDefaults.lookTimeoutMs,
    overallTimeoutMs: followClockDefaults.lookTimeoutMs,
    connectionsMax: 1,
  });
  let time: { readonly offsetMs: number; readonly frozenAt: number | undefined } = {
    offsetMs: 0,
    frozenAt: undefined,
  };
  let away = false;
  let looked = false;
  const look = async (): Promise<void> => {
    try {
      const { now, frozen, offsetMs } = await client.call(contract);
      time = { offsetMs, frozenAt: frozen ? Date.parse(now) : undefined };
      looked = true;
      if (away) log.info({ url: url.href }, 'The clock that is followed is back');
      away = false;
    } catch (error) {
      if (!away) {
        log.warn({ url: url.href, error, known: looked }, 'The clock that is followed is away');
      }
      away = true;
    }
  };
  const looking = every({
    name: 'follow-clock',
    pauseMs: options.pauseMs ?? followClockDefaults.pauseMs,
    clock: machineClock,
    log,
    work: look,
  });
  await firstLook(
    () => looking.runNow().then(() => looked),
    options.firstWaitMsMax ?? followClockDefaults.firstWaitMsMax,
  );
  return {
    now: () => new Date(time.frozenAt ?? machineClock.now().getTime() + time.offsetMs),
    stop: async () => {
      await looking.stop();
      client.close();
    },
  };
}

const retryMs = 100;

/** Looks again and again until it worked once or the wait is over. */
async function firstLook(look: () => Promise<boolean>, waitMsMax: number): Promise<void> {
  const until = performance.now() + waitMsMax;
  while (!(await look()) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
