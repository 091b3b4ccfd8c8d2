/** The three languages in which every text of the product is complete. */
export const languages = ['pl', 'hu', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in all languages. */
export type Texts = { readonly [L in Language]: string };

/** Narrows an unknown value (a cookie, a header) to a language, falling back to Polish. */
export function languageOf(value: unknown): Language {
  return languages.find((language) => language === value) ?? 'pl';
}
