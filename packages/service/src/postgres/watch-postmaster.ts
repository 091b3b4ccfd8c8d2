import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../database/log.ts';
import { isAlive } from './read-postmaster.ts';

const lookMs = 100;
const pauseMsFirst = 100;
const pauseMsMax = 10_000;

/**
 * Looks after a running server, started by us or adopted, and brings it back when it dies. The
 * applications' pools then connect again by themselves.
 */
export function watchPostmaster(options: {
  readonly pid: number;
  readonly log: Log;
  /** Starts or adopts, and returns the new process number. */
  restart(): Promise<number>;
}): { end(): Promise<void> } {
  const stop = new AbortController();
  let { pid } = options;
  const watching = watch();
  return {
    async end() {
      stop.abort();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    let pauseMs = pauseMsFirst;
    while (await waits(isAlive(pid) ? lookMs : pauseMs, stop.signal)) {
      if (isAlive(pid)) continue;
      options.log.error({ pid }, 'PostgreSQL has died and is started again');
      try {
        pid = await options.restart();
        pauseMs = pauseMsFirst;
        options.log.info({ pid }, 'PostgreSQL runs again');
      } catch (error) {
        // The next round tries again, later each time: a full disk may be emptied meanwhile.
        pauseMs = Math.min(pauseMs * 2, pauseMsMax);
        options.log.error({ error, pauseMs }, 'PostgreSQL could not be started again');
      }
    }
  }
}

async function waits(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal, ref: false });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
