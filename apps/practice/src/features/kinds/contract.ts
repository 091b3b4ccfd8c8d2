import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';

/** "Rodzaje dokumentów": one row per kind. */
export const kindRow = z.object({
  code: z.string(),
  name: z.string(),
  /** Where documents of the kind come from, in words. */
  comesFrom: z.string(),
  /** The module that the kind needs and whether it is switched on; `null` when it needs none. */
  module: z.object({ name: z.string(), on: z.boolean() }).nullable(),
  /** "Czy zapisywać dokument automatycznie w archiwum". */
  autoArchive: z.boolean(),
  /** "Dostępny lokalnie przez (dni)"; `null` keeps the local copy. */
  localDays: z.number().int().min(1).max(36_500).nullable(),
  isDefault: z.boolean(),
  documents: z.number().int(),
});
export type KindRow = z.infer<typeof kindRow>;

export const kindSetting = kindRow.pick({ code: true, autoArchive: true, localDays: true });

export const listKinds = {
  method: 'GET',
  path: '/api/kinds',
  summary: 'Kinds of documents and their settings',
  answer: z.object({ version: z.number().int(), kinds: z.array(kindRow) }),
} as const satisfies RouteContract;

/** Saves a new version of the settings; earlier versions are kept with who and when. */
export const saveKinds = {
  method: 'PUT',
  path: '/api/kinds',
  summary: 'Change settings of kinds',
  body: z.object({ version: z.number().int(), kinds: z.array(kindSetting).min(1).max(200) }),
  answer: z.object({ version: z.number().int(), kinds: z.array(kindRow) }),
} as const satisfies RouteContract;

/** "What would move": counts for settings that are not saved yet. */
export const dryRunKinds = {
  method: 'POST',
  path: '/api/kinds/dry-run',
  summary: 'What would move with these settings',
  body: z.object({ kinds: z.array(kindSetting).min(1).max(200) }),
  answer: z.object({
    wouldSend: z.array(
      z.object({ code: z.string(), name: z.string(), documents: z.number().int() }),
    ),
    wouldLeaveLocal: z.array(
      z.object({ code: z.string(), name: z.string(), documents: z.number().int() }),
    ),
  }),
} as const satisfies RouteContract;
