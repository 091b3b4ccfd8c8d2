import type { Language } from '@kartoteka/kernel';
import { readXml, textOf, type XmlElement } from '@kartoteka/xml';
import {
  allowedElements,
  droppedElements,
  elementAttributes,
  globalAttributes,
  hostileAttributes,
  voidElements,
} from './allow-list.ts';
import { safeHref, safeImage, schemeOf } from './check-url.ts';
import { filterSheet, filterStyle } from './filter-css.ts';

export interface SanitiseOptions {
  /** Becomes the `lang` of the page. */
  readonly language: Language;
  /** Resolves the address of an image that stands for embedded content; see the renderer. */
  readonly image?: (address: string) => string | undefined;
}

export interface SanitisedHtml {
  /** A whole HTML page with its own policy. */
  readonly html: string;
  /** One entry for each thing taken out, such as `element:script` or `link:javascript`. */
  readonly removed: readonly string[];
}

/** What a page of a document may do: show itself. */
export const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const pageLimits = {
  bytesMax: 20_000_000,
  depthMax: 200,
  elementsMax: 400_000,
  attributesMax: 100,
  textBytesMax: 10_000_000,
};
const removedMax = 200;

/**
 * Turns the output of any stylesheet into a page in which nothing runs and nothing is loaded: an
 * allow-list over the parsed tree, written out anew. What is not allowed goes and is named, the rest
 * of the document stays.
 *
 * @param markup well-formed XML or XHTML, as `xsl:output method="xml"` writes it
 * @throws Problem `xml.malformed`, `xml.too-large`, `xml.doctype`, `xml.encoding`
 * @example sanitiseHtml(bytes, { language: 'pl' }).removed // ['element:script']
 */
export function sanitiseHtml(markup: Uint8Array, options: SanitiseOptions): SanitisedHtml {
  const { root } = readXml(markup, pageLimits);
  const page: Page = { options, removed: [], styles: [], title: '' };
  const body = sanitiseNodes(root.name.toLowerCase() === 'html' ? root.nodes : [root], page);
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${documentPolicy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(page.title)}</title>`,
    ...page.styles.map((css) => `<style>${css}</style>`),
  ];
  const html = `<!DOCTYPE html>\n<html lang="${options.language}"><head>\n${head.join('\n')}\n</head><body>${body}</body></html>\n`;
  return { html, removed: page.removed.slice(0, removedMax) };
}

interface Page {
  readonly options: SanitiseOptions;
  readonly removed: string[];
  readonly styles: string[];
  title: string;
}

function sanitiseNodes(nodes: readonly (XmlElement | string)[], page: Page): string {
  return nodes
    .map((node) => (typeof node === 'string' ? escapeText(node) : sanitiseElement(node, page)))
    .join('');
}

/** Decisions go by the local name alone, for that is all that the browser will read. */
function sanitiseElement(element: XmlElement, page: Page): string {
  const name = element.name.toLowerCase();
  if (name === 'head' || name === 'body') return sanitiseNodes(element.nodes, page);
  if (name === 'title') {
    page.title ||= textOf(element).trim().slice(0, 300);
    return '';
  }
  if (name === 'style') {
    const { css, removed } = filterSheet(textOf(element));
    page.removed.push(...removed);
    page.styles.push(css);
    return '';
  }
  if (name === 'meta' && !element.attributes.some((one) => one.name === 'http-equiv')) return '';
  if (droppedElements.has(name)) {
    page.removed.push(`element:${name}`);
    return '';
  }
  if (!allowedElements.has(name)) {
    page.removed.push(`element:${name.slice(0, 40)}`);
    return sanitiseNodes(element.nodes, page);
  }
  return writeAllowed(name, element, page);
}

function writeAllowed(name: string, element: XmlElement, page: Page): string {
  const attributes = new Map<string, string>();
  for (const { name: raw, value } of element.attributes) {
    const attribute = raw.toLowerCase();
    const kept = sanitiseAttribute(name, attribute, value, page);
    if (kept !== undefined && !attributes.has(attribute)) attributes.set(attribute, kept);
  }
  if (name === 'img' && !attributes.has('src')) return escapeText(attributes.get('alt') ?? '');
  if (name === 'input' && !attributes.has('type')) return '';
  if (name === 'a' && /^http/i.test(attributes.get('href') ?? '')) {
    attributes.set('rel', 'noopener noreferrer nofollow');
    attributes.set('target', '_blank');
  }
  const written = [...attributes].map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const open = `<${name}${written.join('')}>`;
  if (voidElements.has(name)) return open;
  return `${open}${sanitiseNodes(element.nodes, page)}</${name}>`;
}

function sanitiseAttribute(
  element: string,
  attribute: string,
  value: string,
  page: Page,
): string | undefined {
  if (element === 'a' && attribute === 'href') return sanitiseLink(value, page);
  if (element === 'img' && attribute === 'src') return sanitiseImage(value, page);
  if (attribute === 'style') {
    const { css, removed } = filterStyle(value);
    page.removed.push(...removed);
    return css === '' ? undefined : css;
  }
  const form = elementAttributes[element]?.[attribute] ?? globalAttributes[attribute];
  if (form?.test(value)) return value;
  if (attribute.startsWith('on') || hostileAttributes.has(attribute)) {
    page.removed.push(`attribute:${attribute.slice(0, 40)}`);
  }
  return undefined;
}

function sanitiseLink(value: string, page: Page): string | undefined {
  const href = safeHref(value);
  if (href === undefined && value.trim() !== '') page.removed.push(`link:${schemeOf(value)}`);
  return href;
}

function sanitiseImage(value: string, page: Page): string | undefined {
  const source = page.options.image?.(value) ?? safeImage(value);
  if (source === undefined && value.trim() !== '') page.removed.push(`image:${schemeOf(value)}`);
  return source;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
