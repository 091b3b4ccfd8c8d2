import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, Random } from '@kartoteka/kernel';
import { type AppLog, createLog, type Keyring, keyFileOf, openKeyring } from '@kartoteka/service';
import { readSettings, type Settings } from './settings.ts';

/** What every command is handed: settings, and the real clock and randomness. */
export interface Surroundings {
  readonly settings: Settings;
  /** Absolute path of `KARTOTEKA_HOME`. */
  readonly home: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: AppLog;
  openKeys(): Keyring;
}

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Reads the settings and makes the home folder. @throws ConfigProblem */
export function openSurroundings(name: string, env: NodeJS.ProcessEnv): Surroundings {
  const settings = readSettings(env);
  const home = resolve(settings.home);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const clock: Clock = { now: () => new Date() };
  const random: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };
  const log = createLog({ name, level: settings.logLevel });
  return {
    settings,
    home,
    clock,
    random,
    log,
    openKeys: () => openKeyring({ path: keyFileOf({ ...settings, home }), random, clock }),
  };
}
