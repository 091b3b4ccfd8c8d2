import { join } from 'node:path';
import type { Oid } from '@kartoteka/kernel';
import { oidFromUuid } from '@kartoteka/kernel';
import { type PracticeOptions, startPractice } from '@kartoteka/practice/main';
import { portOf } from '@kartoteka/service';
import { keepInstallationId } from './installation-id.ts';
import { repository, type Surroundings } from './surroundings.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

export const practiceDatabaseName = 'kartoteka_practice';

/** `kartoteka practice`: the staff application of one practice. */
export async function runPractice(surroundings: Surroundings, adminUrl: string): Promise<void> {
  const running = await startPractice(practiceOptions(surroundings, adminUrl));
  console.log('practice ready');
  await untilToldToStop();
  await running.stop();
}

/** How the practice is started, for the application itself and for commands that act on its data. */
export function practiceOptions(surroundings: Surroundings, adminUrl: string): PracticeOptions {
  const { settings, home, clock, log } = surroundings;
  const { tlsCert, tlsKey } = settings;
  const port = portOf(settings.port, 'practice');
  const scheme = tlsCert === undefined ? 'http' : 'https';
  return {
    adminUrl,
    databaseName: practiceDatabaseName,
    keyring: surroundings.openKeys(),
    country: 'PL',
    modules: new Set(),
    sourceId: sourceIdOf(surroundings),
    shareDays: settings.shareDays,
    shareReason: 'Udostępnienie dokumentacji pacjentowi',
    timeZone: 'Europe/Warsaw',
    timeoutMs: settings.timeoutMs,
    stylesheetFolder: join(home, 'stylesheets'),
    rendererWorkers: 1,
    bind: settings.bind,
    port,
    publicUrl: settings.practiceUrl ?? `${scheme}://localhost:${port}`,
    ...(tlsCert !== undefined && tlsKey !== undefined && { tls: { cert: tlsCert, key: tlsKey } }),
    ...(settings.trustedProxies.length > 0 && { trustedProxies: settings.trustedProxies }),
    demo: settings.mode === 'demo',
    webFolder: join(repository, 'apps', 'practice', 'dist', 'web'),
    ...(settings.watchedFolder !== undefined && { watchedFolder: settings.watchedFolder }),
    clock,
    log,
  };
}

/** The configured OID of the provider, else one below `2.25` that this installation keeps. */
function sourceIdOf({ settings, home, random }: Surroundings): Oid {
  return settings.sourceOid ?? oidFromUuid(keepInstallationId(home, random));
}
