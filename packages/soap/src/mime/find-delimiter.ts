/** Where a delimiter line stands in a window. */
export interface Delimiter {
  /** Index of the LF in front of it; the content ends here, or one earlier for CRLF. */
  readonly at: number;
  /** Index behind the line. */
  readonly end: number;
  /** `--boundary--` */
  readonly closes: boolean;
  readonly crlf: boolean;
}

/**
 * Finds the next delimiter line. With `undefined` comes `safe`: up to there the bytes are certainly
 * content, behind it more must arrive.
 *
 * @param needle LF, two hyphens, boundary
 */
export function findDelimiter(
  bytes: Buffer,
  needle: Buffer,
  ended: boolean,
): { readonly found?: Delimiter; readonly safe: number } {
  let from = 0;
  for (;;) {
    const at = bytes.indexOf(needle, from);
    if (at < 0) return { safe: Math.max(0, bytes.length - needle.length) };
    const line = readDelimiterEnd(bytes, at + needle.length, ended);
    if (line === 'unknown') return { safe: Math.max(0, at - 1) };
    if (line) return { found: { at, ...line }, safe: at };
    from = at + needle.length;
  }
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const hyphen = 0x2d;
const blank = 0x20;
const tab = 0x09;

/** RFC 2046 section 5.1.1 allows blanks behind a boundary; nobody needs many. */
const paddingMax = 64;

/**
 * Reads what follows the boundary: `--` closes, blanks and a line break begin a part. Anything
 * else means that the boundary is only the beginning of a longer line, which is content.
 */
export function readDelimiterEnd(
  bytes: Buffer,
  from: number,
  ended: boolean,
): Omit<Delimiter, 'at'> | 'unknown' | undefined {
  const open = ended ? undefined : 'unknown';
  if (bytes[from] === hyphen) {
    if (bytes[from + 1] === hyphen) return { end: from + 2, closes: true, crlf: false };
    return from + 1 < bytes.length ? undefined : open;
  }
  let at = from;
  while ((bytes[at] === blank || bytes[at] === tab) && at - from < paddingMax) at += 1;
  if (bytes[at] === lineFeed) return { end: at + 1, closes: false, crlf: false };
  if (bytes[at] === carriageReturn) {
    if (bytes[at + 1] === lineFeed) return { end: at + 2, closes: false, crlf: true };
    return at + 1 < bytes.length ? undefined : open;
  }
  return at < bytes.length ? undefined : open;
}
