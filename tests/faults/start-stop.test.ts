import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Installation,
  makeInstallation,
  type RunningCommand,
  watch,
} from './rig/installation.ts';
import { demoAccount, openMachine } from './rig/machine.ts';
import { eventually, killAll, remainsOf } from './rig/processes.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const minute = 60_000;
/** Children of a server that was killed notice it themselves. */
const goneMsMax = 20_000;

describe('npm start', () => {
  let installation: Installation;
  let running: RunningCommand;

  beforeAll(async () => {
    installation = await makeInstallation();
  });

  afterAll(async () => {
    await killAll(installation.home);
    installation.remove();
  }, minute);

  /** As npm runs it, in a process group of its own like the foreground group of a terminal. */
  const start = async (): Promise<void> => {
    const wrapper = join(repository, 'tools', 'with-node24.mjs');
    const child = spawn(process.execPath, [wrapper, 'apps/cli/src/main.ts', 'start'], {
      cwd: repository,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        KARTOTEKA_HOME: installation.home,
        KARTOTEKA_PORT: String(installation.port),
      },
    });
    running = watch(child);
    await running.until('ready');
  };

  const readAccount = async () => {
    const machine = openMachine(demoAccount(installation.home), 10_000);
    try {
      return await machine.readAccount();
    } finally {
      machine.close();
    }
  };

  it(
    'ends in ready, prints where everything is, and serves',
    async () => {
      await start();
      expect(running.said()).toContain(`http://localhost:${installation.port}`);
      expect((await readAccount()).state).toBe('active');
    },
    4 * minute,
  );

  it(
    'leaves nothing running after Ctrl-C',
    async () => {
      process.kill(-running.pid, 'SIGINT');
      expect(await running.ended).toBe(0);
      expect(remainsOf(installation.home)).toEqual([]);
    },
    minute,
  );

  it(
    'starts again with what was there, also after everything was killed',
    async () => {
      await start();
      const { account, documentsUsed } = await readAccount();
      await killAll(installation.home);
      await running.ended;
      await eventually(
        'nothing runs',
        () => (remainsOf(installation.home).length === 0 ? true : undefined),
        goneMsMax,
      );
      await start();
      const again = await readAccount();
      expect(again.account).toBe(account);
      expect(again.documentsUsed).toBeGreaterThanOrEqual(documentsUsed);
      process.kill(-running.pid, 'SIGINT');
      expect(await running.ended).toBe(0);
      expect(remainsOf(installation.home)).toEqual([]);
    },
    4 * minute,
  );
});
