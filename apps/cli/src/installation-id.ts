import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@kartoteka/kernel';

/** A UUID that an installation makes once: identifiers that it issues stand below it for ever. */
export function keepInstallationId(home: string, random: Random): string {
  const path = join(home, 'installation-id');
  if (!existsSync(path)) {
    try {
      writeFileSync(path, `${random.uuid()}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process of this installation wrote it a moment earlier: its id is the one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(path, 'utf8').trim();
}
