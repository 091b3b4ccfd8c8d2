import { readFileSync } from 'node:fs';
import { cloudDatabaseName, cloudMigrations } from '@kartoteka/cloud/main';
import { practiceMigrations } from '@kartoteka/practice/main';
import { openDatabase, verifyAudit } from '@kartoteka/service';
import { readOptions } from './read-options.ts';
import { practiceDatabaseName } from './run-practice.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * `kartoteka verify-audit`: recomputes every chain of both applications. Exit code 1 when one is
 * broken, with the first entry that does not fit. `--heads FILE` compares with heads kept elsewhere.
 */
export async function runVerifyAudit(
  surroundings: Surroundings,
  adminUrl: string,
  args: readonly string[],
): Promise<void> {
  const options = readOptions(args);
  const headsFile = options.find('heads');
  const heads = headsFile === undefined ? undefined : JSON.parse(readFileSync(headsFile, 'utf8'));
  const keyring = surroundings.openKeys();
  let broken = false;
  for (const [name, migrations] of [
    [cloudDatabaseName, cloudMigrations],
    [practiceDatabaseName, practiceMigrations],
  ] as const) {
    const database = await openDatabase({
      adminUrl,
      name,
      migrations: [migrations],
      poolMax: 2,
      log: surroundings.log,
    });
    try {
      const verdicts = await verifyAudit({ database, keyring, ...(heads && { heads }) });
      for (const verdict of verdicts) {
        if (verdict.broken) broken = true;
        console.log(
          options.json ? JSON.stringify({ database: name, ...verdict }) : wordsOf(name, verdict),
        );
      }
    } finally {
      await database.close();
    }
  }
  process.exitCode = broken ? 1 : 0;
}

function wordsOf(
  database: string,
  verdict: Awaited<ReturnType<typeof verifyAudit>>[number],
): string {
  const { tenant, entries, unsealed, broken } = verdict;
  const where = `${database} ${tenant}: ${entries} entries`;
  if (!broken) return `${where}, intact${unsealed > 0 ? ` (${unsealed} not sealed yet)` : ''}`;
  return `${where}, BROKEN at entry ${broken.position} (${broken.fault})`;
}
