import { Problem } from '@kartoteka/kernel';
import { overLimit, type XmlLimits } from './limits.ts';

/**
 * Walks once over the bytes before the parser sees them and counts what an attacker would inflate.
 *
 * It is a turnstile, not a second parser: it takes no decision about meaning, and what it does not
 * understand it leaves to the parser, which then refuses it. On a well-formed document its counts
 * are exact, because the parser reads the same UTF-8 bytes by the same lexical rules.
 *
 * @param bytes the document in UTF-8
 * @throws Problem `xml.doctype`, `xml.too-large`, `xml.malformed`
 * @example screenMarkup(Buffer.from('<a b="c"/>'), xmlLimitsDefault)
 */
export function screenMarkup(bytes: Uint8Array, limits: XmlLimits): void {
  if (bytes.length > limits.bytesMax) throw overLimit('bytesMax', limits.bytesMax);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  let at = 0;
  for (;;) {
    const open = view.indexOf(lessThan, at);
    if (open < 0) return;
    if (open - at > limits.textBytesMax) throw overLimit('textBytesMax', limits.textBytesMax);
    const next = view[open + 1];
    if (next === slash) {
      depth -= 1;
      at = open + 2;
      continue;
    }
    elements += 1;
    if (elements > limits.elementsMax) throw overLimit('elementsMax', limits.elementsMax);
    if (next === question || next === exclamation) {
      at = behindConstruct(view, open, limits);
      continue;
    }
    const tag = measureStartTag(view, open + 1, limits);
    at = tag.end;
    attributes += tag.attributes;
    if (attributes > limits.attributesTotalMax) {
      throw overLimit('attributesTotalMax', limits.attributesTotalMax);
    }
    if (view[at - 2] === slash) continue;
    depth += 1;
    if (depth > limits.depthMax) throw overLimit('depthMax', limits.depthMax);
  }
}

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const question = 0x3f;
const exclamation = 0x21;
const doubleQuote = 0x22;
const singleQuote = 0x27;

function behindConstruct(view: Buffer, open: number, limits: XmlLimits): number {
  if (view[open + 1] === question) return endOf(view, '?>', open + 2, limits);
  if (startsWith(view, commentStart, open)) return endOf(view, '-->', open + 4, limits);
  if (startsWith(view, cdataStart, open)) return endOf(view, ']]>', open + 9, limits);
  // Outside a DTD, XML 1.0 knows only one other construct that begins so: the DTD itself.
  throw new Problem(startsWith(view, doctypeStart, open) ? 'xml.doctype' : 'xml.malformed');
}

function startsWith(view: Buffer, start: Buffer, at: number): boolean {
  return view.subarray(at, at + start.length).equals(start);
}

const commentStart = Buffer.from('<!--');
const cdataStart = Buffer.from('<![CDATA[');
const doctypeStart = Buffer.from('<!DOCTYPE');

function endOf(view: Buffer, mark: string, from: number, limits: XmlLimits): number {
  const end = view.indexOf(mark, from, 'latin1');
  if (end < 0) return view.length;
  if (end - from > limits.textBytesMax) throw overLimit('textBytesMax', limits.textBytesMax);
  return end + mark.length;
}

/** Where a start tag ends and how many attributes it has; a `>` inside quotes does not end it. */
function measureStartTag(
  view: Buffer,
  from: number,
  limits: XmlLimits,
): { end: number; attributes: number } {
  let attributes = 0;
  for (let at = from; at < view.length; at += 1) {
    const byte = view[at];
    if (byte === greaterThan) return { end: at + 1, attributes };
    if (byte !== doubleQuote && byte !== singleQuote) continue;
    attributes += 1;
    if (attributes > limits.attributesMax) throw overLimit('attributesMax', limits.attributesMax);
    const end = view.indexOf(byte, at + 1);
    if (end < 0) break;
    if (end - at - 1 > limits.textBytesMax) throw overLimit('textBytesMax', limits.textBytesMax);
    at = end;
  }
  return { end: view.length, attributes };
}
