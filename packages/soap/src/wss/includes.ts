import { attributeOf, type XmlElement } from '@kartoteka/xml';
import { xop } from './names.ts';

/** The xop:Include elements below an element, in document order. */
export function findIncludes(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  collect(element, found);
  return found;
}

/**
 * The Content-ID that an xop:Include names, without angle brackets, or undefined where it names
 * something else (RFC 2392: the `cid:` URL is percent-encoded).
 */
export function includedContentId(include: XmlElement): string | undefined {
  const href = attributeOf(include, 'href');
  if (href?.startsWith('cid:') !== true) return undefined;
  try {
    return decodeURIComponent(href.slice(4));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function collect(element: XmlElement, found: XmlElement[]): void {
  for (const node of element.nodes) {
    if (typeof node === 'string') continue;
    if (node.name === 'Include' && node.namespace === xop) found.push(node);
    else collect(node, found);
  }
}
