import type { Translate } from '@kartoteka/ui';

/** Says each text by its key and values: tests of pages are about what is said, not in which words. */
export const sayKeys: Translate = (key, ...values) =>
  values.length > 0 ? `${key} ${JSON.stringify(values[0])}` : key;
