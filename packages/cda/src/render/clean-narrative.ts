import { attributeOf, type XmlAttribute, type XmlElement } from '@kartoteka/xml';
import { hl7 } from '../oids.ts';
import { droppedElements, hostileAttributes } from '../sanitise/allow-list.ts';
import { safeHref, schemeOf } from '../sanitise/check-url.ts';

/** Elements that have no business in a narrative and vanish with their content. */
const foreignElements = new Set([...droppedElements, 'audio', 'form', 'object', 'style', 'video']);
/** Attributes of the narrative schema that share their name with something that HTML loads. */
const ownAttributes = new Set(['href', 'cite', 'code']);

/**
 * Takes hostile fragments out of one element of the document before any stylesheet sees it, so that
 * the notice does not depend on which of them a stylesheet happens to pass on.
 *
 * @param removed gets one name for each thing taken out, as in `SanitisedHtml.removed`
 * @param inNarrative whether the element stands in a section's text
 */
export function cleanElement(
  element: XmlElement,
  inNarrative: boolean,
  removed: string[],
): XmlElement | undefined {
  if (!inNarrative && !isEmbedded(element)) return element;
  const name = element.name.toLowerCase();
  if (foreignElements.has(name)) {
    removed.push(`element:${name}`);
    return undefined;
  }
  if (name === 'img') {
    removed.push(`image:${schemeOf(attributeOf(element, 'src') ?? '')}`);
    return undefined;
  }
  const attributes = element.attributes.filter((attribute) =>
    isHarmless(element, attribute, removed),
  );
  return attributes.length === element.attributes.length ? element : { ...element, attributes };
}

/** Markup of another vocabulary anywhere in the document: HTML or SVG, but not HL7's extensions. */
function isEmbedded({ namespace }: XmlElement): boolean {
  return namespace === 'http://www.w3.org/1999/xhtml' || namespace === 'http://www.w3.org/2000/svg';
}

function isHarmless(
  element: XmlElement,
  { name, value }: XmlAttribute,
  removed: string[],
): boolean {
  const attribute = name.toLowerCase();
  if (attribute === 'href') {
    if (safeHref(value) !== undefined) return true;
    removed.push(`link:${schemeOf(value)}`);
    return false;
  }
  const loads = hostileAttributes.has(attribute) && !ownAttributes.has(attribute);
  if (!loads && !attribute.startsWith('on') && attribute !== 'style') return true;
  if (element.namespace === hl7 && attribute === 'style') return true;
  removed.push(`attribute:${attribute.slice(0, 40)}`);
  return false;
}
