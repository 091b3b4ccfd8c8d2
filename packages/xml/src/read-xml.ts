import { decodeBytes } from './decode-bytes.ts';
import { overLimit, type XmlLimits, xmlLimitsDefault } from './limits.ts';
import { parseMarkup } from './parse-markup.ts';
import { scanTree } from './scan-tree.ts';
import { screenMarkup } from './screen-markup.ts';
import type { XmlTree } from './tree.ts';

/**
 * Reads a document into a plain tree. Whatever a stranger sends goes through here first.
 *
 * @param bytes the document in UTF-8, UTF-16 or one of the single-byte encodings in use
 * @param limits limits that differ from {@link xmlLimitsDefault}
 * @throws Problem `xml.malformed` (with `place` line:column), `xml.doctype`, `xml.too-large`,
 *   `xml.encoding`
 * @example readXml(Buffer.from('<id root="2.16.840"/>')).root.attributes[0]?.value // '2.16.840'
 */
export function readXml(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): XmlTree {
  return scanTree(readSerialisation(bytes, limits));
}

/** The checks of {@link readXml}, ending in libxml2's serialisation instead of a tree. */
export function readSerialisation(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): string {
  const all = { ...xmlLimitsDefault, ...limits };
  // UTF-16 may double or halve; refusing before decoding keeps the work bounded.
  if (bytes.length > all.bytesMax * 2) throw overLimit('bytesMax', all.bytesMax);
  const utf8 = decodeBytes(bytes);
  screenMarkup(utf8, all);
  return parseMarkup(utf8);
}
