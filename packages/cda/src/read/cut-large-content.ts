/** A run of base64 that was taken out of the document before parsing. */
interface CutContent {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The document without its long base64, each run replaced by `marker` and its number. */
export interface CutDocument {
  readonly bytes: Uint8Array;
  readonly marker: string;
  readonly cuts: readonly CutContent[];
}

/** Shorter runs stay in the tree: the parser copes, and most documents are not touched at all. */
const cutBytesMin = 262_144;

const lessThan = 0x3c;
const greaterThan = 0x3e;
const isBase64 = base64Table();

/**
 * Takes element contents that are one long run of base64 out of the byte stream, so that a document
 * of 100 MB with an embedded PDF costs the parser only its markup. What is no base64 stays and meets
 * the parser's own limits.
 *
 * @param bytes the file as it came; never changed
 */
export function cutLargeContent(bytes: Uint8Array): CutDocument {
  const cuts = bytes.length < cutBytesMin ? [] : findCuts(bytes);
  const marker = unusedMarker(bytes);
  if (cuts.length === 0) return { bytes, marker, cuts };
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let from = 0;
  cuts.forEach((cut, index) => {
    parts.push(bytes.subarray(from, cut.start), encoder.encode(`${marker}${index}`));
    from = cut.end;
  });
  parts.push(bytes.subarray(from));
  return { bytes: Buffer.concat(parts), marker, cuts };
}

/** The number that a marker names, where the text of an element is one. */
export function cutNumber(text: string, marker: string): number | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith(marker)) return undefined;
  const number = Number(trimmed.slice(marker.length));
  return Number.isInteger(number) ? number : undefined;
}

function findCuts(bytes: Uint8Array): CutContent[] {
  const cuts: CutContent[] = [];
  let open = bytes.indexOf(greaterThan);
  while (open >= 0) {
    const start = open + 1;
    const close = bytes.indexOf(lessThan, start);
    if (close < 0) break;
    if (close - start >= cutBytesMin && isRun(bytes, start, close))
      cuts.push({ start, end: close });
    open = bytes.indexOf(greaterThan, close);
  }
  return cuts;
}

function isRun(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    if (isBase64[bytes[index] ?? 0] === 0) return false;
  }
  return true;
}

/** A marker that the document does not contain, so that no text of its own can be taken for one. */
function unusedMarker(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let suffix = 0; ; suffix += 1) {
    const marker = `kartoteka-cut-${suffix}-`;
    if (!buffer.includes(marker)) return marker;
  }
}

function base64Table(): Uint8Array {
  const table = new Uint8Array(256);
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n';
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
