import { Problem } from '@kartoteka/kernel';
import { Base64Decoder } from '../base64/decode-base64.ts';
import type { Part } from './read-parts.ts';

/**
 * The content of a part without its Content-Transfer-Encoding (RFC 2045 section 6): `binary`,
 * `8bit` and `7bit` as they are, `base64` and `quoted-printable` decoded.
 *
 * @throws Problem soap.transfer-encoding, also while reading
 */
export function decodeTransfer(part: Part): AsyncIterable<Uint8Array> {
  const { transferEncoding } = part.headers;
  if (identities.has(transferEncoding)) return part.content;
  if (transferEncoding === 'base64') return decodeBase64Part(part.content);
  if (transferEncoding === 'quoted-printable') return decodeQuotedPrintable(part.content);
  throw broken(transferEncoding.slice(0, 40));
}

const identities = new Set(['binary', '8bit', '7bit', '']);

async function* decodeBase64Part(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new Base64Decoder();
  try {
    for await (const piece of content) yield decoder.decode(Buffer.from(piece));
    decoder.finish();
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'soap.base64') throw broken('base64', cause);
    throw cause;
  }
}

/** RFC 2045 section 6.7: `=XX` is an octet, `=` at the end of a line joins it with the next. */
async function* decodeQuotedPrintable(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const piece of content) {
    const bytes = Buffer.concat([rest, piece]);
    const { octets, used } = decodeQuoted(bytes);
    rest = Buffer.from(bytes.subarray(used));
    if (octets.length > 0) yield octets;
  }
  if (rest.length > 0) throw broken('quoted-printable');
}

/** Decodes up to an escape that may go on in the next piece. */
function decodeQuoted(bytes: Buffer): { octets: Buffer; used: number } {
  const octets = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte !== equals) {
      octets[length] = byte;
      length += 1;
      at += 1;
      continue;
    }
    const read = readEscape(bytes, at + 1);
    if (read === undefined) break;
    if (read.octet !== undefined) {
      octets[length] = read.octet;
      length += 1;
    }
    at = read.end;
  }
  return { octets: octets.subarray(0, length), used: at };
}

/** What follows an `=`: two digits or, behind blanks, the end of the line; undefined: not all here. */
function readEscape(bytes: Buffer, from: number): { octet?: number; end: number } | undefined {
  let at = from;
  while ((bytes[at] === 0x20 || bytes[at] === 0x09) && at - from < blanksMax) at += 1;
  const lineFeed = bytes[at] === 0x0d ? at + 1 : at;
  if (lineFeed >= bytes.length) return undefined;
  if (bytes[lineFeed] === 0x0a) return { end: lineFeed + 1 };
  if (from + 2 > bytes.length) return undefined;
  const hex = bytes.toString('latin1', from, from + 2);
  if (!/^[0-9A-Fa-f]{2}$/.test(hex)) throw broken('quoted-printable');
  return { octet: Number.parseInt(hex, 16), end: from + 2 };
}

const equals = 0x3d;
/** A line of quoted-printable has 76 characters. */
const blanksMax = 76;

function broken(found: string, cause?: unknown): Problem {
  return new Problem('soap.transfer-encoding', { params: { found }, cause });
}
