import type { LocalizedString } from './localized-string.ts';
import type { Slot } from './slot.ts';

/** A code in its scheme, as queries name it. */
export interface CodeValue {
  readonly code: string;
  /** An OID in most domains, a plain name in P1 (`Klasyfikacja dokumentów P1`). */
  readonly codingScheme: string;
}

/** A coded attribute (ITI TF-3: 4.2.3.1.2). Lists are never null. */
export interface Code extends CodeValue {
  /** The display name in one or more languages. */
  readonly display: readonly LocalizedString[];
  readonly extraSlots: readonly Slot[];
}

/**
 * Makes a code with one display name.
 *
 * @example code('11488-4', 'LOINC', 'Konsultacja')
 */
export function code(value: string, codingScheme: string, display: string, lang?: string): Code {
  const name = lang === undefined ? { value: display } : { value: display, lang };
  return { code: value, codingScheme, display: [name], extraSlots: [] };
}
