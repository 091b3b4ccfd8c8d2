import type { Database } from '@kartoteka/service';
import { z } from 'zod';
import type { CloudSchema } from '../../schema.ts';
import { findSetting, saveSetting } from './operator-setting-store.ts';

/** The operator's customer office ("BOK"), shown with every refusal. */
export const officeShape = z.object({
  name: z.string(),
  phone: z.string(),
  hours: z.string(),
  mail: z.string(),
});
export type Office = z.infer<typeof officeShape>;

/** What stands there until the operator says it: words that show that nobody has said it yet. */
export const officeUnset: Office = {
  name: 'Biuro Obsługi Klienta',
  phone: '',
  hours: '',
  mail: '',
};

/** Reads the office's contact. */
export async function readOffice(database: Database<CloudSchema>): Promise<Office> {
  const stored = await database.inScope({ kind: 'operator' }, (trx) => findSetting(trx, 'office'));
  return stored === undefined ? officeUnset : officeShape.parse(stored);
}

/** Sets the office's contact. */
export async function setOffice(database: Database<CloudSchema>, office: Office): Promise<void> {
  await database.inScope({ kind: 'operator' }, (trx) => saveSetting(trx, 'office', office));
}
