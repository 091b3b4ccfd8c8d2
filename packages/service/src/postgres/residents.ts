import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Who uses the server of a home: one file for each use by a living process. `kartoteka import` beside a
 * running `kartoteka start` must not take the database away when it ends; the last one out stops it.
 */
export async function registerResident(keeping: string): Promise<string> {
  const folder = join(keeping, 'residents');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${await lifeOf(process.pid)}.${randomBytes(4).toString('hex')}`;
  await writeFile(join(folder, name), '', { mode: 0o600 });
  return name;
}

/** Takes one user off the list and says how many living ones remain. */
export async function leaveResident(keeping: string, resident: string): Promise<number> {
  const folder = join(keeping, 'residents');
  await rm(join(folder, resident), { force: true });
  let living = 0;
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${await lifeOf(Number.parseInt(name, 10))}.`)) living += 1;
    else await rm(join(folder, name), { force: true });
  }
  return living;
}

/** Numbers of processes come round again; number and start time together do not. */
async function lifeOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): the name in parentheses may hold anything, so fields are counted after it; start time is the 22nd.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return `${pid}.${fields[19] ?? 'gone'}`;
}
