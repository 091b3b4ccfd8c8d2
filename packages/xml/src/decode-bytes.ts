import { isUtf8 } from 'node:buffer';
import { Problem } from '@kartoteka/kernel';

/**
 * Turns a document's bytes into UTF-8, so that everything behind it knows one encoding only.
 *
 * The order is that of XML 1.0, appendix F: byte order mark, then the shape of the first bytes,
 * then the declaration. A declaration that the bytes contradict is refused and never guessed
 * around: two readers that guess differently would see two documents.
 *
 * @param bytes the document as it came
 * @returns the same document in UTF-8, without byte order mark; the declaration still stands in it
 * @throws Problem `xml.encoding`
 * @example decodeBytes(Buffer.from('<a/>')) // the same bytes
 */
export function decodeBytes(bytes: Uint8Array): Uint8Array {
  const shape = shapeOf(bytes);
  if (shape.family !== 'ascii') return decodeWide(bytes.subarray(shape.markLength), shape.family);
  const body = bytes.subarray(shape.markLength);
  const declared = declaredEncoding(latin1(body.subarray(0, declarationBytesMax)));
  if (declared === undefined || declared === 'utf-8') return requireUtf8(body);
  if (shape.markLength > 0) throw new Problem('xml.encoding', { place: declared });
  return decodeSingleByte(body, declared);
}

type WideFamily = 'utf-16le' | 'utf-16be';

/** An XML declaration is never longer than this; what does not end here is not looked at. */
const declarationBytesMax = 200;

function shapeOf(bytes: Uint8Array): { family: 'ascii' | WideFamily; markLength: number } {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { family: 'ascii', markLength: 3 };
  }
  if (first === 0xff && second === 0xfe) return { family: 'utf-16le', markLength: 2 };
  if (first === 0xfe && second === 0xff) return { family: 'utf-16be', markLength: 2 };
  if (first === 0x3c && second === 0) return { family: 'utf-16le', markLength: 0 };
  if (first === 0 && second === 0x3c) return { family: 'utf-16be', markLength: 0 };
  return { family: 'ascii', markLength: 0 };
}

function decodeWide(bytes: Uint8Array, family: WideFamily): Uint8Array {
  const text = decodeWith(family, bytes);
  const declared = declaredEncoding(text.slice(0, declarationBytesMax));
  const fits = declared === undefined || declared === 'utf-16' || declared === family;
  if (!fits) throw new Problem('xml.encoding', { place: declared });
  return Buffer.from(text, 'utf8');
}

function requireUtf8(bytes: Uint8Array): Uint8Array {
  if (!isUtf8(bytes)) throw new Problem('xml.encoding', { place: 'utf-8' });
  return bytes;
}

/**
 * The encodings in use by the systems that send to us. ISO-8859-1 is decoded by hand, because the
 * WHATWG decoder of that name means windows-1252.
 */
const singleByteEncodings = new Set([
  'iso-8859-2',
  'iso-8859-4',
  'iso-8859-13',
  'iso-8859-15',
  'iso-8859-16',
  'windows-1250',
  'windows-1252',
  'windows-1257',
]);

function decodeSingleByte(bytes: Uint8Array, declared: string): Uint8Array {
  if (declared === 'us-ascii' || declared === 'ascii') {
    if (bytes.some((byte) => byte > 0x7f)) throw new Problem('xml.encoding', { place: 'us-ascii' });
    return bytes;
  }
  if (declared === 'iso-8859-1' || declared === 'latin1') {
    return Buffer.from(latin1(bytes), 'utf8');
  }
  const name = nameOf(declared);
  if (name === 'utf-8') return requireUtf8(bytes);
  if (!singleByteEncodings.has(name)) throw new Problem('xml.encoding', { place: name });
  return Buffer.from(decodeWith(name, bytes), 'utf8');
}

/** The one name of an encoding that has several, such as `utf8` or `cp1250`. */
function nameOf(declared: string): string {
  try {
    return new TextDecoder(declared).encoding;
  } catch (cause) {
    throw new Problem('xml.encoding', { cause });
  }
}

function decodeWith(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Problem('xml.encoding', { place: label, cause });
  }
}

function declaredEncoding(head: string): string | undefined {
  const declaration = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(
    head,
  );
  return declaration?.[1]?.toLowerCase();
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
