import { createSealer, type SealingPorts } from './seal-audit.ts';

export interface SealingOptions extends SealingPorts {
  /** Time between two steps; a second unless said otherwise. */
  readonly intervalMs?: number;
  /** Called with what a step threw; the loop goes on. */
  readonly onFailure: (error: unknown) => void;
}

export interface Sealing {
  /** Seals what waits now; returns how many records that were. Throws what the step throws. */
  sealNow(): Promise<number>;
  /** Ends the loop after a last step, so that nothing written before waits for the next start. */
  stop(): Promise<void>;
}

/**
 * Seals audit records in the background. Every instance of an application may run it: in the database
 * one at a time seals, the others find nothing to do.
 *
 * @example
 * const sealing = startSealing({ database, keyring, clock, onFailure: (error) => log.error({ error }) });
 * await sealing.stop();
 */
export function startSealing(options: SealingOptions): Sealing {
  const { intervalMs = 1_000, onFailure } = options;
  const sealer = createSealer(options);
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  /** Steps of one process follow each other; the lock in the database keeps those of others apart. */
  function sealNow(): Promise<number> {
    const step = last.then(() => sealer.seal());
    last = step.catch(() => {});
    return step;
  }

  function wait(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      sealNow().catch(onFailure).finally(wait);
    }, intervalMs);
    timer.unref();
  }

  wait();
  return {
    sealNow,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await sealNow().catch(onFailure);
    },
  };
}
