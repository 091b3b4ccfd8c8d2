import { Problem } from '@kartoteka/kernel';
import { attributeOf, childElements, type XmlElement } from '@kartoteka/xml';
import type { HeaderName } from '../envelope/check-must-understand.ts';
import type { SoapEnvelope } from '../envelope/read-envelope.ts';
import { namespaces } from '../namespaces.ts';

/** A place in the Body whose text came, or comes, from elsewhere in the message. */
export type ContentPlace = {
  /** The element whose content it is, such as `xdsb:Document`. */
  readonly element: XmlElement;
  /** What stands in its place in the tree. */
  readonly hole: XmlElement;
} & ({ readonly kind: 'include'; readonly contentId: string } | { readonly kind: 'cut' });

export interface FoundContents {
  /** Document order. */
  readonly places: readonly ContentPlace[];
  /** Content elements that hold their base64 themselves. */
  readonly inline: readonly XmlElement[];
}

/**
 * Finds the content of a message: `xop:Include` elements, the marks of what was cut out, and
 * content elements with base64 of their own.
 *
 * @param cuts how many texts were cut out; a mark more or less, or elsewhere, is a forged one
 * @throws Problem soap.include, soap.include-in-header, soap.content-place, soap.content-mark
 */
export function findContents(
  envelope: SoapEnvelope,
  contentElements: readonly HeaderName[],
  cuts: number,
): FoundContents {
  if (envelope.headers.some(holdsHole)) throw new Problem('soap.include-in-header');
  if (isHole(envelope.body)) throw new Problem('soap.include');
  const places: ContentPlace[] = [];
  const inline: XmlElement[] = [];
  let marks = 0;
  const visit = (element: XmlElement): void => {
    const elements = childElements(element);
    const hole = elements.find(isHole);
    if (hole) {
      checkAlone(element, hole, elements.length);
      // Elsewhere it would read as empty text to who looks for a value.
      if (!isContent(element, contentElements)) throw new Problem('soap.content-place');
      const place = placeOf(element, hole);
      if (place.kind === 'cut') marks += 1;
      places.push(place);
      return;
    }
    if (elements.length === 0 && isContent(element, contentElements)) inline.push(element);
    for (const one of elements) visit(one);
  };
  visit(envelope.body);
  if (marks !== cuts) throw new Problem('soap.content-mark');
  return { places, inline };
}

function holdsHole(element: XmlElement): boolean {
  return isHole(element) || childElements(element).some(holdsHole);
}

function isHole(element: XmlElement): boolean {
  const { namespace } = element;
  return namespace === namespaces.xop || namespace === namespaces.contentMark;
}

/** XOP 1.0 section 2.1: the Include is the only child; blanks around it are seen in the field. */
function checkAlone(element: XmlElement, hole: XmlElement, elements: number): void {
  const blank = element.nodes.every((node) => typeof node !== 'string' || node.trim() === '');
  if (elements === 1 && blank && childElements(hole).length === 0) return;
  throw new Problem(hole.namespace === namespaces.xop ? 'soap.include' : 'soap.content-mark');
}

function placeOf(element: XmlElement, hole: XmlElement): ContentPlace {
  if (hole.namespace === namespaces.contentMark) return { kind: 'cut', element, hole };
  const href = attributeOf(hole, 'href')?.trim() ?? '';
  // RFC 2392: the scheme in any letter case, the id percent-encoded or, in the field, plain.
  if (hole.name !== 'Include' || !/^cid:./i.test(href)) throw new Problem('soap.include');
  return { kind: 'include', element, hole, contentId: href.slice(4) };
}

function isContent(element: XmlElement, contentElements: readonly HeaderName[]): boolean {
  return contentElements.some(
    ({ namespace, name }) => namespace === element.namespace && name === element.name,
  );
}

/** The Content-IDs that an Include may mean, the decoded one first. */
export function spellingsOf(contentId: string): readonly string[] {
  if (!contentId.includes('%')) return [contentId];
  try {
    return [decodeURIComponent(contentId), contentId];
  } catch {
    // A percent sign that encodes nothing: the id is meant as it stands.
    return [contentId];
  }
}
