import cluster, { type Worker } from 'node:cluster';
import { join } from 'node:path';
import { startCloud } from '@kartoteka/cloud/main';
import { Problem } from '@kartoteka/kernel';
import { portOf } from '@kartoteka/service';
import { collectorOf } from './atna-settings.ts';
import { repository, type Surroundings } from './surroundings.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

/** How long a worker that died is waited for before another takes its place. */
const restartMs = 500;
const serverNamesLocal = ['localhost', '127.0.0.1'];

/**
 * `kartoteka cloud`: one process that forks as many workers as are set; they share the ports. A worker
 * that dies is replaced; the others go on meanwhile.
 */
export async function runCloud(surroundings: Surroundings, adminUrl: string): Promise<void> {
  const { workers } = surroundings.settings;
  if (cluster.isPrimary && workers > 1) return superviseWorkers(workers);
  const running = await startWorker(surroundings, adminUrl);
  if (cluster.isWorker) process.send?.('ready');
  else console.log('cloud ready');
  await untilToldToStop();
  await running.stop();
}

function startWorker({ settings, openKeys, clock, log }: Surroundings, adminUrl: string) {
  const { port, bind, tlsCert, tlsKey } = settings;
  const webPort = portOf(port, 'cloudWeb');
  const collector = collectorOf(settings);
  const scheme = tlsCert === undefined ? 'http' : 'https';
  return startCloud({
    adminUrl,
    keyring: openKeys(),
    operatorName: settings.operatorName,
    oidRoot: settings.oidRoot,
    bind,
    webPort,
    machinePort: portOf(port, 'cloudMachine'),
    publicWebUrl: settings.cloudUrl ?? `${scheme}://localhost:${webPort}`,
    serverNames:
      bind === '127.0.0.1' || bind === 'localhost' ? serverNamesLocal : [...serverNamesLocal, bind],
    ...(tlsCert !== undefined &&
      tlsKey !== undefined && { webTls: { cert: tlsCert, key: tlsKey } }),
    ...(settings.trustedProxies.length > 0 && { trustedProxies: settings.trustedProxies }),
    ...(collector && { atnaCollector: collector }),
    metrics: settings.metrics,
    demo: settings.mode === 'demo',
    portalFolder: join(repository, 'apps', 'cloud', 'dist', 'portal'),
    stylesheetFolder: join(settings.home, 'stylesheets'),
    clock,
    log,
  });
}

async function superviseWorkers(workers: number): Promise<void> {
  let stopping = false;
  let ready = 0;
  const told = untilToldToStop().then(() => {
    stopping = true;
  });
  const fork = (): Worker => {
    const worker = cluster.fork();
    worker.once('message', () => {
      ready += 1;
      if (ready === workers) console.log('cloud ready');
    });
    return worker;
  };
  // One first: it migrates the database and makes the authorities, the others find them there.
  await Promise.race([readyOrEnded(fork()), told]);
  cluster.on('exit', () => {
    if (!stopping) setTimeout(() => !stopping && fork(), restartMs);
  });
  for (let count = 1; count < workers && !stopping; count += 1) fork();
  await told;
  const ended = Object.values(cluster.workers ?? {}).map(
    (worker) =>
      new Promise<void>((resolve) => {
        worker?.once('exit', () => resolve());
        worker?.process.kill('SIGTERM');
      }),
  );
  await Promise.all(ended);
}

/** @throws Problem `start.application-ended` when it ended before it was ready, having said why */
function readyOrEnded(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('exit', () => {
      reject(new Problem('start.application-ended', { params: { application: 'cloud' } }));
    });
  });
}
