/** One line that a client sent, without its end. */
export interface CommandLine {
  readonly text: string;
  /** It ended with LF alone (RFC 1939, 3 asks for CRLF). */
  readonly bare: boolean;
}

/** What a reader gives for some bytes: lines, and whether the client is over the limit. */
export interface CommandLines {
  readonly lines: readonly CommandLine[];
  readonly tooLong: boolean;
}

const [cr, lf, dot] = [0x0d, 0x0a, 0x2e];

/**
 * Cuts bytes into lines, however they are split over packets. A line over the limit is given up, and
 * nothing is read after it.
 *
 * @param bytesMax with the CRLF
 */
export function createLineReader(bytesMax: number): (bytes: Uint8Array) => CommandLines {
  let kept = Buffer.alloc(0);
  let over = false;
  return (bytes) => {
    const lines: CommandLine[] = [];
    let rest = Buffer.concat([kept, bytes]);
    while (!over) {
      const end = rest.indexOf(lf);
      if ((end === -1 ? rest.length : end + 1) > bytesMax) {
        over = true;
        rest = Buffer.alloc(0);
        break;
      }
      if (end === -1) break;
      const bare = end === 0 || rest[end - 1] !== cr;
      lines.push({ text: rest.toString('latin1', 0, bare ? end : end - 1), bare });
      rest = rest.subarray(end + 1);
    }
    kept = over ? Buffer.alloc(0) : Buffer.from(rest);
    return { lines, tooLong: over };
  };
}

/**
 * Writes a multi-line answer: every line that begins with a dot gets another one, and a line with one
 * dot ends it (RFC 1939, 3). A message whose last line has no end is given one.
 *
 * @example stuffDots(Buffer.from('.a\r\n')) // '..a\r\n.\r\n'
 */
export function stuffDots(message: Uint8Array): Buffer {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === dot) {
      parts.push(bytes.subarray(from, at), Buffer.from('.'));
      from = at;
    }
    const end = bytes.indexOf('\r\n', at);
    if (end === -1) break;
    at = end + 2;
  }
  parts.push(bytes.subarray(from));
  const ended = bytes.length === 0 || (bytes.at(-1) === lf && bytes.at(-2) === cr);
  parts.push(Buffer.from(ended ? '.\r\n' : '\r\n.\r\n'));
  return Buffer.concat(parts);
}

/**
 * The headers of a message, the empty line, and so many lines of its body (RFC 1939, TOP).
 *
 * @example topOf(Buffer.from('a: b\r\n\r\n1\r\n2\r\n'), 1) // 'a: b\r\n\r\n1\r\n'
 */
export function topOf(message: Uint8Array, lines: number): Uint8Array {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const blank = bytes.subarray(0, 2).equals(Buffer.from('\r\n')) ? 0 : bytes.indexOf('\r\n\r\n');
  if (blank === -1) return bytes;
  let end = blank === 0 ? 2 : blank + 4;
  for (let line = 0; line < lines && end < bytes.length; line += 1) {
    const next = bytes.indexOf('\r\n', end);
    end = next === -1 ? bytes.length : next + 2;
  }
  return bytes.subarray(0, end);
}
