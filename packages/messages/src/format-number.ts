import type { Language } from '@kartoteka/kernel';

const numberFormats = new Map<string, Intl.NumberFormat>();

/**
 * A number as the language writes it: `12 345,6` in Polish and Hungarian, `12,345.6` in English.
 *
 * @param fractionDigitsMax digits after the decimal sign at most
 * @example formatNumber('pl', 12345.67, 1) // '12 345,7' with a no-break space
 */
export function formatNumber(language: Language, value: number, fractionDigitsMax = 2): string {
  const id = `${language} ${fractionDigitsMax}`;
  const format =
    numberFormats.get(id) ??
    new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
      maximumFractionDigits: fractionDigitsMax,
    });
  numberFormats.set(id, format);
  return format.format(value);
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/**
 * A size as people read it, in steps of 1000 as disks and accounts are sold: `1,2 MB`.
 *
 * @param bytes 0 or more
 * @example formatBytes('en', 1_234_567) // '1.2 MB'
 */
export function formatBytes(language: Language, bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${formatNumber(language, value, step === 0 || value >= 99.95 ? 0 : 1)}\u00a0${units[step]}`;
}
