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
  let rest = '';
  for await (const piece of content) {
    const text = rest + Buffer.from(piece).toString('latin1');
    const end = completeUntil(text);
    rest = text.slice(end);
    yield decodeLines(text.slice(0, end));
  }
  if (rest !== '') yield decodeLines(rest);
}

/** Where an escape may still be incomplete: `=`, `=4`, `= \r`. */
function completeUntil(text: string): number {
  const open = /=(?:[0-9A-Fa-f]?|[ \t]*\r?)$/.exec(text.slice(-66));
  return open ? text.length - open[0].length : text.length;
}

function decodeLines(text: string): Buffer {
  const joined = text.replace(/=[ \t]*\r?\n/g, '');
  const octets = joined.replace(/=([0-9A-Fa-f]{2})?/g, (_, hex: string | undefined) => {
    if (hex === undefined) throw broken('quoted-printable');
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(octets, 'latin1');
}

function broken(found: string, cause?: unknown): Problem {
  return new Problem('soap.transfer-encoding', { params: { found }, cause });
}
