import { type Language, languages } from '@kartoteka/kernel';

/** The language that the page speaks, as its root element says. */
export function languageNow(): Language {
  return languages.find((language) => language === document.documentElement.lang) ?? 'pl';
}
