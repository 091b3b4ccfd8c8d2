import {
  type PendingPart,
  readVerified,
  scanCanonical,
  type VerifiedPart,
  writeElement,
  type XmlElement,
} from '@kartoteka/xml';

/** A part as it was signed, built from the digested bytes alone. */
export interface VerifiedTree {
  readonly root: XmlElement;
  /** The elements that stand where content was signed, in document order. */
  readonly holes: readonly XmlElement[];
}

/**
 * Builds the tree of a signed part. Where content was cut out, the element that stands for it is
 * put back: it only says which content belongs there, and that content is in the digest.
 */
export function verifiedTree(part: VerifiedPart | PendingPart): VerifiedTree {
  if ('text' in part) return { root: readVerified(part), holes: [] };
  let text = part.pieces[0] ?? '';
  const places: number[] = [];
  for (const [index, hole] of part.holes.entries()) {
    places.push(text.length);
    text += writeElement(hole).xml + (part.pieces[index + 1] ?? '');
  }
  const { root, spans } = scanCanonical(text);
  const starting = new Map([...spans].map(([element, span]) => [span.start, element] as const));
  const holes = places.map((place) => starting.get(place)).filter((hole) => hole !== undefined);
  return { root, holes };
}
