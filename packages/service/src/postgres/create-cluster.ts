import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import type { ServerPlace } from './place-server.ts';
import { spawnAs } from './server-user.ts';

/** The superuser of our own clusters. */
export const adminName = 'kartoteka_admin';

/**
 * The superuser's password, made at first use and kept in the home (0600). It is written before
 * the cluster exists, so that no cluster is ever without its password.
 */
export async function readPassword(keeping: string): Promise<string> {
  const file = join(keeping, 'password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(32).toString('base64url');
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return password;
}

/**
 * Makes the cluster with initdb under a fresh name and moves it to its own when it is complete:
 * an initdb that was killed leaves nothing that looks like a database.
 *
 * @throws Problem `start.database-failed`
 */
export async function createCluster(place: ServerPlace, password: string): Promise<void> {
  await removeRemains(place.folder);
  const fresh = join(place.folder, `cluster.new-${randomBytes(4).toString('hex')}`);
  await runInitdb(place, fresh, password);
  await rename(fresh, place.cluster);
  const folder = await open(place.folder, 'r');
  await folder.sync();
  await folder.close();
}

async function removeRemains(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('cluster.new-')) await rm(join(folder, name), { recursive: true });
  }
}

async function runInitdb(place: ServerPlace, fresh: string, password: string): Promise<void> {
  // A file, because initdb cannot open the kind of pipe that Node makes.
  const passwordFile = `${fresh}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user.steppedDown) await chown(passwordFile, place.user.uid, place.user.gid);
  const child = spawn(
    join(place.binaries, 'bin', 'initdb'),
    [
      ...['-D', fresh, '-U', adminName, `--pwfile=${passwordFile}`, '--no-instructions'],
      ...['--auth-local=scram-sha-256', '--auth-host=scram-sha-256'],
      // The built-in provider sorts and folds alike on every system, whatever locales it has.
      ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ],
    { ...spawnAs(place.user), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).catch((cause) => {
    throw new Problem('start.database-failed', { params: { folder: place.folder }, cause });
  });
  await rm(passwordFile);
  if (code === 0) return;
  await rm(fresh, { recursive: true, force: true });
  throw new Problem('start.database-failed', {
    params: { folder: place.folder },
    quoted: said.trim().slice(-2000),
  });
}
