import type { SerialisedDocument } from './canonical-form.ts';
import type { XmlLimits } from './limits.ts';
import { readSerialisation } from './read-xml.ts';
import { type ElementSpans, scanTree } from './scan-tree.ts';
import type { XmlTree } from './tree.ts';

/** A document that was read and whose elements can be put into canonical form. */
export interface OpenXml extends XmlTree, SerialisedDocument {}

/**
 * Reads a document like `readXml`, and keeps what the canonical form and signatures need.
 *
 * @throws Problem as `readXml`
 * @example const opened = openXml(bytes); canonicalForm(opened, opened.root, method)
 */
export function openXml(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): OpenXml {
  const text = readSerialisation(bytes, limits);
  const spans: ElementSpans = new Map();
  const { root, instructions } = scanTree(text, spans);
  return { text, root, instructions, spans };
}
