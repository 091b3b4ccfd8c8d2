import { join } from 'node:path';
import { buildWebIfStale } from '@kartoteka/ui/vite';
import { addressesOf } from './addresses.ts';
import { openDatabaseAddress } from './database-address.ts';
import { setUpDemo } from './demo/set-up-demo.ts';
import { type Supervised, supervise } from './supervise.ts';
import { inTimeOf, type Surroundings } from './surroundings.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

/**
 * `kartoteka start`: everything on this machine. Database, sandbox, cloud, practice, and demo data that the
 * product makes itself at the first start. Ctrl-C ends all of it, the database last.
 */
export async function start(
  surroundings: Surroundings,
  parentEnv: NodeJS.ProcessEnv,
): Promise<void> {
  const startedAt = performance.now();
  const stopped = untilToldToStop();
  console.log('Starting Kartoteka …');
  const pages = buildPages();
  // Waited for further down; until then its failure is nobody's.
  pages.catch(() => {});
  const database = await openDatabaseAddress(surroundings);
  const applications: Supervised[] = [];
  const env = childEnvironment(surroundings, parentEnv, database.adminUrl);
  try {
    const started = bringUp({
      surroundings,
      env,
      adminUrl: database.adminUrl,
      pages,
      applications,
    });
    // Told to stop while it starts, it stops at once; what is half done is gone on with next time.
    const lines = await Promise.race([started, stopped]);
    started.catch(() => {});
    for (const line of lines ?? []) console.log(line);
    if (lines) {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`Started in ${seconds} s. Stop with Ctrl-C.`);
      console.log('ready');
    }
    await stopped;
    console.log('Stopping …');
  } finally {
    // The sandbox was first and goes last: the others look at its clock until they are gone.
    const [first, ...others] = applications;
    await Promise.all(others.map((application) => application.stop()));
    await first?.stop();
    await database.release();
  }
}

interface BringingUp {
  readonly surroundings: Surroundings;
  readonly env: NodeJS.ProcessEnv;
  readonly adminUrl: string;
  readonly pages: Promise<void>;
  /** What was started, for whoever has to stop it. */
  readonly applications: Supervised[];
}

/**
 * Starts the sandbox, whose clock the others follow, then the cloud, then the practice, and sets up the
 * demo. A production start has no sandbox: nothing invented stands beside it. Returns the lines to print.
 */
async function bringUp({
  surroundings,
  env,
  adminUrl,
  pages,
  applications,
}: BringingUp): Promise<string[]> {
  const run = async (command: string, childEnv: NodeJS.ProcessEnv): Promise<void> => {
    const application = supervise(command, { env: childEnv, log: surroundings.log });
    applications.push(application);
    await application.ready;
  };
  if (surroundings.settings.mode === 'production') {
    await pages;
    for (const command of ['cloud', 'practice']) await run(command, env);
    return setUpDemo(surroundings, adminUrl);
  }
  const { KARTOTEKA_CLOCK_URL: followed, ...timeless } = env;
  const clockUrl = followed || `${addressesOf(surroundings).sandbox}/api/clock`;
  await run('sandbox', timeless);
  await pages;
  for (const command of ['cloud', 'practice']) {
    await run(command, { ...timeless, KARTOTEKA_CLOCK_URL: clockUrl });
  }
  const inTime = await inTimeOf(surroundings, clockUrl);
  try {
    return await setUpDemo(inTime, adminUrl);
  } finally {
    await inTime.stopFollowing();
  }
}

function childEnvironment(
  { home, settings }: Surroundings,
  env: NodeJS.ProcessEnv,
  adminUrl: string,
): NodeJS.ProcessEnv {
  return { ...env, KARTOTEKA_HOME: home, DATABASE_URL: adminUrl, KARTOTEKA_MODE: settings.mode };
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
