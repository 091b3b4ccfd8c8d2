import { Problem } from '@kartoteka/kernel';
import type pg from 'pg';

/** The first whose text search follows the built-in locale; the one that comes with us, too. */
const versionNumberMin = 180_000;
const versionMin = 18;

/** Settings without which a committed transaction may be lost. */
const settingsNeeded = ['fsync', 'full_page_writes', 'synchronous_commit'];

/**
 * Looks whether a server is fit to hold documents.
 *
 * @throws Problem `start.database-version`, `start.database-unsafe`
 */
export async function checkServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [[...settingsNeeded, 'server_version_num', 'server_version']],
  );
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  if (Number(settings.get('server_version_num')) < versionNumberMin) {
    throw new Problem('start.database-version', {
      params: { version: settings.get('server_version') ?? '?', needed: versionMin },
    });
  }
  for (const setting of settingsNeeded) {
    if (settings.get(setting) === 'off') {
      throw new Problem('start.database-unsafe', { params: { setting } });
    }
  }
}
