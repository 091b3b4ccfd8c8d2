import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '@kartoteka/kernel';
import type { Log } from '@kartoteka/service';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const restartMsFirst = 500;
const restartMsMax = 10_000;
/** A process that ran this long begins with the short pause again. */
const steadyMs = 30_000;
const stopMsMax = 25_000;

/** An application that runs in a process of its own and is started again when it dies. */
export interface Supervised {
  /** Resolves when the application has said for the first time that it is ready. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs `kartoteka <command>` in a process of its own. The channel to it stays open, so that it ends
 * when this process is killed.
 */
export function supervise(
  command: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly log: Log },
): Supervised {
  let child: ChildProcess | undefined;
  let stopping = false;
  let wasReady = false;
  let pauseMs = restartMsFirst;
  let settle: { resolve(): void; reject(error: Error): void } | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });

  const start = (): void => {
    const startedAt = performance.now();
    const started = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', main, command],
      {
        // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops in order.
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
        env: options.env,
      },
    );
    child = started;
    if (started.stdout) {
      createInterface({ input: started.stdout }).on('line', (line) => {
        if (line !== `${command} ready`) return console.log(line);
        wasReady = true;
        settle?.resolve();
      });
    }
    started.on('exit', (code, signal) => {
      child = undefined;
      if (stopping) return;
      // It said what is wrong. Once it ran, though, the same may be an outage that passes.
      if (code === 2 && !wasReady) {
        settle?.reject(
          new Problem('start.application-ended', { params: { application: command } }),
        );
        return;
      }
      pauseMs =
        performance.now() - startedAt > steadyMs
          ? restartMsFirst
          : Math.min(pauseMs * 2, restartMsMax);
      options.log.error(
        { command, code, signal, pauseMs },
        'An application ended and is started again',
      );
      setTimeout(() => !stopping && start(), pauseMs);
    });
  };
  start();

  return {
    ready,
    stop: async () => {
      stopping = true;
      const running = child;
      if (!running) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      const timer = setTimeout(() => running.kill('SIGKILL'), stopMsMax);
      await ended;
      clearTimeout(timer);
    },
  };
}
