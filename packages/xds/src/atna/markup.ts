import { element, type XmlMarkup } from '@kartoteka/xml';
import type { AtnaCode } from './coded.ts';

/** A coded value as an element. */
export function code(name: string, { code, system, text }: AtnaCode): XmlMarkup {
  return element(name, { 'csd-code': code, codeSystemName: system, originalText: text });
}

/** What strangers sent may hold what XML cannot; a record must not fail because of it. */
export function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
