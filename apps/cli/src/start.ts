import { join } from 'node:path';
import { buildWebIfStale } from '@kartoteka/ui/vite';
import { openDatabaseAddress } from './database-address.ts';
import { setUpDemo } from './demo/set-up-demo.ts';
import { supervise } from './supervise.ts';
import type { Surroundings } from './surroundings.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

/**
 * `kartoteka start`: everything on this machine. Database, cloud, practice, and demo data that the
 * product makes itself at the first start. Ctrl-C ends all of it, the database last.
 */
export async function start(surroundings: Surroundings, env: NodeJS.ProcessEnv): Promise<void> {
  const { settings, log } = surroundings;
  const startedAt = performance.now();
  const stopped = untilToldToStop();
  console.log('Starting Kartoteka …');
  const [database] = await Promise.all([openDatabaseAddress(surroundings), buildPages()]);
  const childEnv = {
    ...env,
    KARTOTEKA_HOME: surroundings.home,
    DATABASE_URL: database.adminUrl,
    KARTOTEKA_MODE: settings.mode,
  };
  const applications = [supervise('cloud', { env: childEnv, log })];
  try {
    await Promise.all(applications.map(({ ready }) => ready));
    const practice = supervise('practice', { env: childEnv, log });
    applications.push(practice);
    await practice.ready;
    const demo = await setUpDemo(surroundings, database.adminUrl);
    for (const line of demo) console.log(line);
    console.log(
      `Started in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Stop with Ctrl-C.`,
    );
    console.log('ready');
    await stopped;
    console.log('Stopping …');
  } finally {
    await Promise.all(applications.map((application) => application.stop()));
    await database.release();
  }
}

/** The pages of both applications, built when their sources changed. */
async function buildPages(): Promise<void> {
  const practice = await buildWebIfStale({
    root: 'apps/practice/web',
    outDir: join('apps', 'practice', 'dist', 'web'),
  });
  const portal = await buildWebIfStale({
    root: 'apps/cloud/web/portal',
    outDir: join('apps', 'cloud', 'dist', 'portal'),
    base: '/portal/',
  });
  if (practice.built || portal.built) console.log('Pages built.');
}
