/** One language version of a text. Absent attributes stay absent: XSD defaults are not filled in. */
export interface LocalizedString {
  readonly value: string;
  /** `xml:lang`; ebRIM reads an absent one as `en-US`. */
  readonly lang?: string | undefined;
  /** ebRIM reads an absent one as `UTF-8`. */
  readonly charset?: string | undefined;
}

/**
 * A text in one language, as the list that titles and display names are.
 *
 * @example documentEntry({ id, title: localized('Karta informacyjna', 'pl-PL') })
 */
export function localized(value: string, lang?: string): readonly LocalizedString[] {
  return [lang === undefined ? { value } : { value, lang }];
}
