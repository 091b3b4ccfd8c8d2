import type { Language } from '@kartoteka/kernel';
import type { Catalog } from './format-from.ts';

/**
 * Loads the texts of one language; a browser fetches only the chunk of the language in use.
 *
 * @example const catalog = await loadCatalog('pl');
 */
export async function loadCatalog(language: Language): Promise<Catalog> {
  switch (language) {
    case 'pl':
      return (await import('./pl/index.ts')).catalog;
    case 'hu':
      return (await import('./hu/index.ts')).catalog;
    case 'en':
      return (await import('./en/index.ts')).catalog;
  }
}
