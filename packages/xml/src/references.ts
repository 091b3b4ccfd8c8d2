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
