import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, Random } from '@kartoteka/kernel';
import {
  type AppLog,
  createLog,
  followClock,
  type Keyring,
  keyFileOf,
  openKeyring,
} from '@kartoteka/service';
import { readSettings, type Settings } from './settings.ts';

/** What every command is handed: settings, clock and randomness. */
export interface Surroundings {
  readonly settings: Settings;
  /** Absolute path of `KARTOTEKA_HOME`. */
  readonly home: string;
  /** The machine's, or the one of a sandbox that is followed. */
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
  const openKeys = openerOfKeys(settings, home, random, clock);
  return { settings, home, clock, random, log, openKeys };
}

/** Surroundings in the time of a sandbox. */
export interface InTime extends Surroundings {
  /** Looks no more; the last time that was known goes on. */
  stopFollowing(): Promise<void>;
}

/**
 * The same surroundings in the time of a sandbox, once its clock has answered.
 *
 * @param url `KARTOTEKA_CLOCK_URL`, which production does not take
 */
export async function inTimeOf(surroundings: Surroundings, url: string): Promise<InTime> {
  const { settings, home, random, log } = surroundings;
  const clock = await followClock({ url, machineClock: surroundings.clock, log });
  return {
    ...surroundings,
    clock,
    openKeys: openerOfKeys(settings, home, random, clock),
    stopFollowing: () => clock.stop(),
  };
}

function openerOfKeys(
  settings: Settings,
  home: string,
  random: Random,
  clock: Clock,
): () => Keyring {
  return () => openKeyring({ path: keyFileOf({ ...settings, home }), random, clock });
}
