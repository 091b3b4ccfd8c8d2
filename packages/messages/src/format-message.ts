import type { Language } from '@kartoteka/kernel';
import { catalog as english } from './en/index.ts';
import { type Catalog, formatFrom, type MessageKey, type ValuesFor } from './format-from.ts';
import { catalog as hungarian } from './hu/index.ts';
import { catalog as polish } from './pl/index.ts';

const catalogs: Readonly<Record<Language, Catalog>> = {
  pl: polish,
  hu: hungarian,
  en: english,
};

/**
 * A text of the product in the language of its reader, placeholders filled (ICU message format).
 *
 * @param language `'pl' | 'hu' | 'en'`
 * @param key `area.key`, see `src/pl/`
 * @example formatMessage('en', 'table.pageOf', { page: 2, pages: 7 }) // 'Page 2 of 7'
 */
export function formatMessage<Key extends MessageKey>(
  language: Language,
  key: Key,
  ...values: ValuesFor<Key>
): string {
  return formatFrom(catalogs[language], language, key, values[0]);
}
