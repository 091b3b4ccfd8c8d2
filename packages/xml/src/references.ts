import { Problem } from '@kartoteka/kernel';

/**
 * Replaces the references that a serialisation carries by their characters.
 *
 * @param raw text or attribute value between its marks
 * @throws Problem `xml.malformed` for any reference that libxml2 and Canonical XML do not write
 * @example resolveReferences('a &lt; b') // 'a < b'
 */
export function resolveReferences(raw: string): string {
  const first = raw.indexOf('&');
  if (first < 0) return raw;
  return raw.length > pieceCharactersMax ? resolveAll(raw) : resolveEach(raw, first);
}

/** Longer texts go through the engine's own replacing, which does not pile up small strings. */
const pieceCharactersMax = 1_000;

function resolveEach(raw: string, first: number): string {
  let text = '';
  let from = 0;
  for (let at = first; at >= 0; at = raw.indexOf('&', from)) {
    const end = raw.indexOf(';', at);
    const character = characters.get(raw.slice(at + 1, end));
    if (end < 0 || character === undefined) throw new Problem('xml.malformed');
    text += raw.slice(from, at) + character;
    from = end + 1;
  }
  return text + raw.slice(from);
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

function resolveAll(raw: string): string {
  if (unknownReference.test(raw)) throw new Problem('xml.malformed');
  let text = raw
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(carriageReturn, '\r');
  if (text.includes('&#')) text = text.replaceAll(tab, '\t').replaceAll(lineFeed, '\n');
  // The ampersand comes last: `&amp;lt;` is the text `&lt;`.
  return text.replaceAll('&amp;', '&');
}

const unknownReference = /&(?!(?:amp|lt|gt|quot|#9|#10|#13|#x9|#xA|#xD);)/;
const tab = /&#(?:9|x9);/g;
const lineFeed = /&#(?:10|xA);/g;
const carriageReturn = /&#(?:13|xD);/g;
