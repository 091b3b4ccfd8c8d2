import { Problem } from '@kartoteka/kernel';

/**
 * Replaces the references that a serialisation carries by their characters.
 *
 * @param raw text or attribute value between its marks
 * @throws Problem `xml.malformed` for any reference that libxml2 and Canonical XML do not write
 * @example resolveReferences('a &lt; b') // 'a < b'
 */
export function resolveReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&([^;&]*);?/g, (_whole, name: string) => {
    const character = characters.get(name);
    if (character === undefined) throw new Problem('xml.malformed');
    return character;
  });
}

const characters = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#9', '\t'],
  ['#10', '\n'],
  ['#13', '\r'],
  ['#x9', '\t'],
  ['#xA', '\n'],
  ['#xD', '\r'],
]);
