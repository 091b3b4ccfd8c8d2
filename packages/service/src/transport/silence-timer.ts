import { timeoutCode } from './peer-problem.ts';

/**
 * Ends an exchange in which the other side is silent for too long, or that lasts too long altogether.
 * It runs only while we wait for the network, never while our own side is slow.
 */
export interface SilenceTimer {
  /** Starts waiting anew. */
  wait(): void;
  /** Stops waiting; the limit for the whole goes on. */
  pause(): void;
  /** The exchange is over. */
  stop(): void;
}

export interface SilenceLimits {
  /** Longest silence. */
  readonly timeoutMs: number;
  /** Longest duration of the whole exchange. */
  readonly overallTimeoutMs: number;
}

/** @param end destroys the exchange with the error it gets */
export function startSilenceTimer(
  limits: SilenceLimits,
  end: (error: Error) => void,
): SilenceTimer {
  const expire = () => end(Object.assign(new Error('no answer in time'), { code: timeoutCode }));
  const overall = setTimeout(expire, limits.overallTimeoutMs);
  let silence: NodeJS.Timeout | undefined;
  const pause = () => clearTimeout(silence);
  return {
    wait: () => {
      pause();
      silence = setTimeout(expire, limits.timeoutMs);
    },
    pause,
    stop: () => {
      pause();
      clearTimeout(overall);
    },
  };
}
