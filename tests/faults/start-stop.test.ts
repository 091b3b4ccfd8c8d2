import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoStaff } from '../../apps/cli/src/demo/demo-file.ts';
import { signInToPractice } from '../../apps/cli/src/demo/practice-session.ts';
import {
  type Installation,
  makeInstallation,
  type RunningCommand,
  watch,
} from './rig/installation.ts';
import { demoAccount, openMachine } from './rig/machine.ts';
import { eventually, kill, killAll, processesOf, remainsOf } from './rig/processes.ts';

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
    'follows the clock of the sandbox within a second, and keeps it while the sandbox is away',
    async () => {
      const demo = JSON.parse(readFileSync(join(installation.home, 'demo.json'), 'utf8'));
      const doctor = demo.practice.staff.find(({ role }: DemoStaff) => role === 'doctor');
      const session = await signInToPractice(demo.practice.url, doctor);
      const aheadMs = async () => {
        const { at } = await session.get<{ at: string }>('/api/board');
        return Date.parse(at) - Date.now();
      };
      expect(Math.abs(await aheadMs())).toBeLessThan(1_000);
      const offsetMs = 600_000;
      const clock = `${demo.sandbox.url}/api/clock`;
      const moved = await fetch(clock, {
        method: 'PUT',
        body: JSON.stringify({ offsetMs }),
        headers: { 'content-type': 'application/json' },
      });
      expect(moved.status).toBe(200);
      await eventually(
        'the practice shows the moved time',
        async () => ((await aheadMs()) > offsetMs - 60_000 ? true : undefined),
        1_000,
      );
      const sandbox = processesOf(installation.home).find(({ part }) => part === 'sandbox');
      kill(sandbox?.pid ?? 0);
      // The supervisor starts it again; its world still has the moved clock.
      await eventually(
        'the sandbox is back',
        () =>
          fetch(clock).then(
            ({ ok }) => (ok ? true : undefined),
            () => undefined,
          ),
        minute,
      );
      expect(await aheadMs()).toBeGreaterThan(offsetMs - 60_000);
      const kept = (await (await fetch(clock)).json()) as { offsetMs: number };
      expect(kept.offsetMs).toBe(offsetMs);
    },
    2 * minute,
  );

  it.each(['cloud', 'practice'])(
    'refuses a %s for production with the clock of a sandbox',
    async (command) => {
      const refused = installation.start([command], {
        KARTOTEKA_MODE: 'production',
        KARTOTEKA_CLOCK_URL: 'http://localhost:4002/api/clock',
        KARTOTEKA_LOG_LEVEL: 'loud',
      });
      expect(await refused.ended).toBe(2);
      expect(refused.said()).toContain(
        'KARTOTEKA_CLOCK_URL: found http://localhost:4002/api/clock',
      );
      // Reported together with what else is wrong.
      expect(refused.said()).toContain('KARTOTEKA_LOG_LEVEL');
    },
    minute,
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
      // Whoever stops it reads what it does, and no warnings about parts that were meant to go.
      expect(running.said().split('\n').at(-1)).toBe('Stopping …');
    },
    4 * minute,
  );
});
