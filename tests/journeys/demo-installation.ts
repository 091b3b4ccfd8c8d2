import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoFile } from '../../apps/cli/src/demo/demo-file.ts';
import { makeInstallation } from '../faults/rig/installation.ts';
import { remainsOf } from '../faults/rig/processes.ts';

/** How long the first start may take until it is ready. */
const startMsMax = 180_000;

/** The product as a newcomer has it a few minutes after the first line typed. */
export interface DemoInstallation {
  /** What `demo.json` says: addresses, logins, the account. */
  readonly demo: DemoFile;
  /** Ctrl-C. Gives back how it ended and the processes that are still there. */
  interrupt(): Promise<{ readonly ended: number | string; readonly remains: readonly string[] }>;
  remove(): void;
}

/** `kartoteka start` on an empty home and ports of its own, waited for until it says `ready`. */
export async function startDemo(): Promise<DemoInstallation> {
  const installation = await makeInstallation();
  const { home } = installation;
  const running = installation.start(['start']);
  const interrupt = async () => {
    // A terminal sends the signal to the whole group; the command alone has to be enough.
    process.kill(running.pid, 'SIGINT');
    return { ended: await running.ended, remains: remainsOf(home) };
  };
  try {
    await running.until('ready', startMsMax);
  } catch (error) {
    if (remainsOf(home).length > 0) await interrupt();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  const demo = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as DemoFile;
  return { demo, interrupt, remove: () => installation.remove() };
}
