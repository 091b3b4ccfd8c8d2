import { Problem } from '@kartoteka/kernel';

/** Markup that was escaped when it was made. Only {@link element} and {@link rawMarkup} make it. */
export interface XmlMarkup {
  readonly xml: string;
}

/** What may stand inside an element; strings are text, undefined is nothing. */
export type XmlContent = XmlMarkup | string | undefined | readonly XmlContent[];

/**
 * Makes an element. Text and attribute values are escaped here, once.
 *
 * @param name qualified name, `prefix:local` or `local`; declare prefixes as attributes `xmlns:…`
 * @param attributes in writing order; undefined values are left out
 * @param nodes text, markup, lists of them, or undefined
 * @throws Problem `xml.character` where a value holds a character that XML 1.0 cannot carry
 * @throws RangeError where a name is no name (a defect of the caller)
 * @example element('id', { root: '2.16.840', extension: undefined }).xml // '<id root="2.16.840"/>'
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...nodes: readonly XmlContent[]
): XmlMarkup {
  requireName(name);
  let tag = `<${name}`;
  for (const attribute in attributes) {
    const value = attributes[attribute];
    if (value === undefined) continue;
    requireName(attribute);
    tag += ` ${attribute}="${escapeAttribute(value)}"`;
  }
  const content = joinContent(nodes);
  return new Markup(content === '' ? `${tag}/>` : `${tag}>${content}</${name}>`);
}

/**
 * Takes a piece of well-formed markup as it is. Never for anything that came from outside.
 *
 * @example rawMarkup('<br/>')
 */
export function rawMarkup(xml: string): XmlMarkup {
  return new Markup(xml);
}

/**
 * The document as UTF-8 bytes.
 *
 * @param options `declaration`: whether `<?xml …?>` stands in front; true unless told
 * @example writeXml(element('a', {}), { declaration: false }) // bytes of '<a/>'
 */
export function writeXml(markup: XmlMarkup, options: { declaration?: boolean } = {}): Uint8Array {
  const front = options.declaration === false ? '' : '<?xml version="1.0" encoding="UTF-8"?>\n';
  return Buffer.from(front + joinContent([markup]), 'utf8');
}

/**
 * Whatever needs a second look: what has to be escaped, and what might not be writable (half of a
 * surrogate pair). Nearly every value has none of it, and is looked through once.
 */
const specialInText = /[^\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]/;
const specialInAttribute = /[^ !#-%'-;=-\uD7FF\uE000-\uFFFD]/;

/** Escapes text as Canonical XML 1.0, 2.3 writes it. */
function escapeText(text: string): string {
  if (!specialInText.test(text)) return text;
  requireCharacters(text);
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

/** Escapes an attribute value as Canonical XML 1.0, 2.3 writes it. */
export function escapeAttribute(value: string): string {
  if (!specialInAttribute.test(value)) return value;
  requireCharacters(value);
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}

/**
 * The class is not exported, so that an object of the same shape out of somebody's JSON is not
 * mistaken for markup.
 */
class Markup implements XmlMarkup {
  readonly xml: string;

  constructor(xml: string) {
    this.xml = xml;
  }
}

function joinContent(nodes: readonly XmlContent[]): string {
  let xml = '';
  for (const node of nodes) {
    if (node === undefined) continue;
    if (typeof node === 'string') xml += escapeText(node);
    else if (node instanceof Markup) xml += node.xml;
    else if (Array.isArray(node)) xml += joinContent(node);
    else throw new RangeError('markup not made by element() or rawMarkup()');
  }
  return xml;
}

/** XML 1.0, 2.2: everything else, lone surrogates included, cannot be written in any way. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function requireCharacters(text: string): void {
  const found = unwritable.exec(text);
  if (found === null) return;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw new Problem('xml.character', { params: { character: `U+${code}` } });
}

const knownNames = new Set<string>();
const knownNamesMax = 5_000;

function requireName(name: string): void {
  if (knownNames.has(name)) return;
  if (!qualifiedName.test(name)) throw new RangeError('not a qualified XML name');
  if (knownNames.size < knownNamesMax) knownNames.add(name);
}

const nameStart =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D' +
  '\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const ncName = `[${nameStart}][${nameStart}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
/** Namespaces in XML 1.0, 4. */
const qualifiedName = new RegExp(`^(?:${ncName}:)?${ncName}$`, 'u');
