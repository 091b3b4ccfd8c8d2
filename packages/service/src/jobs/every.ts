import type { Clock } from '@kartoteka/kernel';
import type { Log } from '../database/log.ts';

/** A task that comes round for as long as the application runs. */
export interface PeriodicTask {
  /** Does it now, or waits for the round that is running. */
  runNow(): Promise<void>;
  /** No further round; resolves when the running one has ended. */
  stop(): Promise<void>;
}

/**
 * Does something again and again, `pauseMs` after each end, never twice at once. A round that fails
 * is logged and the next one comes as usual.
 *
 * @example
 * const sealing = every({ name: 'seal-audit', pauseMs: 1_000, clock, log, work: (now) => seal(now) });
 */
export function every(options: {
  readonly name: string;
  readonly pauseMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly work: (now: Date) => Promise<void>;
}): PeriodicTask {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  schedule();
  return {
    runNow: () => {
      clearTimeout(timer);
      return round();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => void round(), options.pauseMs);
    timer.unref();
  }

  function round(): Promise<void> {
    if (stopped) return Promise.resolve();
    running ??= work().finally(() => {
      running = undefined;
      schedule();
    });
    return running;
  }

  async function work(): Promise<void> {
    try {
      await options.work(options.clock.now());
    } catch (error) {
      options.log.error({ task: options.name, error }, 'A periodic task failed');
    }
  }
}
