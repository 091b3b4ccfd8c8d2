import { type DocumentKind, documentKind } from '@kartoteka/cda';

/** What the practice decides about one kind. */
export interface KindSetting {
  /** "Czy zapisywać dokument automatycznie w archiwum". */
  readonly autoArchive: boolean;
  /** "Dostępny lokalnie przez (dni)"; `null` keeps the local copy. */
  readonly localDays: number | null;
}

/** One version of the settings: only kinds that differ from what is shipped are in it. */
export interface KindSettings {
  readonly version: number;
  readonly byCode: Readonly<Record<string, KindSetting>>;
}

/** The settings of a practice that has not changed any. */
export const shippedSettings: KindSettings = { version: 0, byCode: {} };

/** What holds for a kind: the practice's word, else what is shipped; an unknown kind stays here. */
export function settingOf(settings: KindSettings, code: string): KindSetting {
  return settings.byCode[code] ?? shippedSetting(documentKind(code));
}

/** What a new practice finds. */
export function shippedSetting(kind: DocumentKind | undefined): KindSetting {
  return { autoArchive: kind?.autoArchive ?? false, localDays: kind?.localDays ?? null };
}
