import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { Problem } from '@kartoteka/kernel';

/** The OS user that the server runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** True when we are root and have to step down to this user. */
  readonly steppedDown: boolean;
}

/** Tried in this order when we run as root: our own, the usual one, the one that always exists. */
const namesTried = ['kartoteka', 'postgres', 'nobody'];

/**
 * Chooses who runs the server. PostgreSQL refuses root, so root steps down to an ordinary user; a
 * cluster that exists decides for itself, because the server must own its files.
 *
 * @throws Problem `start.database-user`, `start.database-owner`
 */
export async function chooseServerUser(options: {
  /** Folder of an existing cluster, whose owner is kept. */
  readonly cluster: string | undefined;
  readonly passwd?: string;
}): Promise<ServerUser> {
  const uid = process.getuid?.() ?? 0;
  const owner = options.cluster === undefined ? undefined : (await stat(options.cluster)).uid;
  if (uid !== 0) {
    if (owner !== undefined && owner !== uid) {
      throw new Problem('start.database-owner', { params: { folder: options.cluster ?? '' } });
    }
    return { name: ownName(), uid, gid: process.getgid?.() ?? uid, steppedDown: false };
  }
  const users = readPasswd(options.passwd ?? (await readFile('/etc/passwd', 'utf8')));
  const chosen =
    owner === undefined
      ? namesTried.map((name) => users.find((user) => user.name === name)).find(Boolean)
      : users.find((user) => user.uid === owner && owner !== 0);
  if (chosen === undefined) throw new Problem('start.database-user');
  return { ...chosen, steppedDown: true };
}

/** Containers may give us a number that has no name; PostgreSQL then says so itself. */
function ownName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SYSTEM_ERROR') return '';
    throw error;
  }
}

/** How to start a program as that user; the environment is ours, nothing is inherited. */
export function spawnAs(user: ServerUser): {
  uid?: number;
  gid?: number;
  env: NodeJS.ProcessEnv;
  cwd: string;
} {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return user.steppedDown ? { uid: user.uid, gid: user.gid, env, cwd: '/' } : { env, cwd: '/' };
}

/** Asks the system itself whether that user can do something: mode bits do not tell of ACLs and mounts. */
export async function canRun(
  user: ServerUser,
  program: string,
  argumentsGiven: readonly string[],
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, argumentsGiven, { ...spawnAs(user), stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** True when the user can enter the folder and write there. */
export function canWrite(user: ServerUser, folder: string): Promise<boolean> {
  return canRun(user, '/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder]);
}

function readPasswd(text: string): { name: string; uid: number; gid: number }[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.name !== '' && Number.isInteger(user.uid) && user.uid !== 0);
}
