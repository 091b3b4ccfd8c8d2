import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import { type KindSettings, shippedSettings } from './kind-settings.ts';

type Trx = Transaction<PracticeSchema>;

/** The settings in force. */
export async function readKindSettings(trx: Trx): Promise<KindSettings> {
  const row = await trx
    .selectFrom('practice.kind_settings')
    .select(['version', 'settings'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, byCode: row.settings } : shippedSettings;
}

/** Adds a version; `false` when somebody else added it first. */
export async function insertKindSettings(
  trx: Trx,
  settings: KindSettings,
  change: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('practice.kind_settings')
    .values({
      version: settings.version,
      settings: JSON.stringify(settings.byCode),
      changed_at: change.at,
      changed_by: change.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
