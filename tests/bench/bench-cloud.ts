import { join } from 'node:path';
import { startPostgres } from '@kartoteka/service';
import { buildWebIfStale } from '@kartoteka/ui/vite';
import {
  type Installation,
  makeInstallation,
  type RunningCommand,
} from '../faults/rig/installation.ts';
import { type MachineAccount, orderAccount } from '../faults/rig/machine.ts';
import { killAll, type Part, processesOf } from '../faults/rig/processes.ts';

/** How many worker processes serve the cloud that is measured. */
export const workers = 2;

/** A cloud as it is run for real: `kartoteka cloud` with its own PostgreSQL, fsync on. */
export interface BenchCloud {
  readonly account: MachineAccount;
  /** Of the same PostgreSQL server, as its administrator. */
  readonly adminUrl: string;
  workerPids(): number[];
  /** The database server, whose children are its connections. */
  serverPids(): number[];
  /** Another document number each time. */
  nextSerial(): number;
  stop(): Promise<void>;
}

export async function startBenchCloud(): Promise<BenchCloud> {
  // The cloud serves the portal too, and does not start without its pages.
  await buildWebIfStale({
    root: 'apps/cloud/web/portal',
    outDir: join('apps', 'cloud', 'dist', 'portal'),
    base: '/portal/',
  });
  const installation = await makeInstallation({ KARTOTEKA_WORKERS: String(workers) });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const postgres = await startPostgres({ home: installation.home, log });
  try {
    const cloud = installation.start(['cloud'], profiling());
    await cloud.until('cloud ready');
    const account = await orderAccount(installation);
    const pidsOf = (wanted: Part): number[] =>
      processesOf(installation.home)
        .filter(({ part }) => part === wanted)
        .map(({ pid }) => pid);
    let serial = 0;
    return {
      account,
      adminUrl: postgres.url,
      workerPids: () => pidsOf('worker'),
      serverPids: () => pidsOf('postmaster'),
      nextSerial: () => ++serial,
      stop: () => stop(installation, cloud, postgres),
    };
  } catch (error) {
    await killAll(installation.home);
    throw error;
  }
}

async function stop(
  installation: Installation,
  cloud: RunningCommand,
  postgres: { stop(): Promise<void> },
): Promise<void> {
  process.kill(cloud.pid, 'SIGTERM');
  await cloud.ended;
  await postgres.stop();
  const said = cloud.said().split('\n').slice(1).join('\n');
  if (said !== '') console.error(`The cloud said:\n${said.slice(0, 4000)}`);
  installation.remove();
}

/** `BENCH_PROFILE=folder` has every process of the cloud write a processor profile there. */
function profiling(): Record<string, string> {
  const folder = process.env.BENCH_PROFILE;
  if (folder === undefined) return {};
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` };
}
