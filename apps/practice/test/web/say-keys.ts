import type { Translate } from '@kartoteka/ui';

/** Says each text by its key and values: tests of pages are about what is said, not in which words. */
export const sayKeys = ((key: string, values?: object) =>
  values ? `${key} ${JSON.stringify(values)}` : key) as Translate;
