import { Problem } from '@kartoteka/kernel';
import { readXml, textOf, type XmlElement, type XmlTree } from '@kartoteka/xml';
import { hl7 } from '../oids.ts';
import { type CdaLimits, cdaLimitsDefault } from './cda-limits.ts';
import { type Cursor, cursorOf } from './cursor.ts';
import { cutLargeContent, cutNumber } from './cut-large-content.ts';

/** A document parsed once; everything else reads from it. */
export interface OpenedCda {
  readonly tree: XmlTree;
  readonly document: Cursor;
  /** The text of an element, or the bytes of the file that were cut out in its place. */
  content(element: XmlElement): string | Uint8Array;
}

/**
 * Parses a file and makes sure that it is a CDA document.
 *
 * @throws Problem `cda.too-large`, `cda.not-cda`, and what `readXml` throws (`xml.malformed`,
 *   `xml.doctype`, `xml.encoding`, `xml.too-large`)
 */
export function openCda(bytes: Uint8Array, limits: Partial<CdaLimits> = {}): OpenedCda {
  const bound = { ...cdaLimitsDefault, ...limits };
  if (bytes.length > bound.bytesMax) {
    throw new Problem('cda.too-large', {
      params: { megabytesMax: Math.floor(bound.bytesMax / 1_000_000) },
    });
  }
  const cut = cutLargeContent(bytes);
  const tree = readXml(cut.bytes, {
    bytesMax: bound.markupBytesMax,
    depthMax: bound.depthMax,
    elementsMax: bound.elementsMax,
    attributesMax: bound.attributesMax,
    textBytesMax: bound.markupBytesMax,
  });
  if (tree.root.name !== 'ClinicalDocument' || tree.root.namespace !== hl7) {
    throw new Problem('cda.not-cda', { place: '/' });
  }
  return {
    tree,
    document: cursorOf(tree.root),
    content: (element) => {
      const text = textOf(element);
      const place = cut.cuts[cutNumber(text, cut.marker) ?? -1];
      return place ? bytes.subarray(place.start, place.end) : text;
    },
  };
}
