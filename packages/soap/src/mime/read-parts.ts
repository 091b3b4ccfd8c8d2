import { Problem } from '@kartoteka/kernel';
import type { ByteWindow } from '../byte-window.ts';
import { overLimit, type SoapLimits } from '../limits.ts';
import { findDelimiter, readDelimiterEnd } from './find-delimiter.ts';
import { type PartHeaders, readPartHeaders } from './part-headers.ts';

/** One part of a multipart body; its content is read before the next part is asked for. */
export interface Part {
  readonly headers: PartHeaders;
  /** As it stands on the wire, see `decodeTransfer`. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Reads a multipart body as a stream (RFC 2046 section 5.1). Lines may end in CRLF or in bare LF:
 * what stands at the head of a part tells which, and only with CRLF is a CR before the next
 * boundary left out, so that content of either kind arrives byte by byte.
 *
 * @throws Problem soap.boundary-missing, soap.cut-off, soap.part-header, soap.too-large
 * @example for await (const part of readParts(window, boundary, limits)) await store(part.content);
 */
export async function* readParts(
  window: ByteWindow,
  boundary: string,
  limits: SoapLimits,
): AsyncGenerator<Part> {
  const needle = Buffer.from(`\n--${boundary}`, 'latin1');
  let opened = await skipPreamble(window, needle, limits);
  for (let count = 1; opened !== undefined; count += 1) {
    if (count > limits.partsMax) throw overLimit('partsMax', limits);
    const block = await readHeaderBlock(window, limits);
    const reading = new PartContent(window, needle, opened.crlf || block.crlf);
    yield { headers: readPartHeaders(block.text), content: reading };
    opened = await reading.rest();
  }
  await skipEpilogue(window, limits);
}

interface Opened {
  readonly crlf: boolean;
}

/** The content of one part, and the delimiter behind it. */
class PartContent implements AsyncIterable<Uint8Array> {
  readonly #window: ByteWindow;
  readonly #needle: Buffer;
  readonly #crlf: boolean;
  #next: Opened | undefined;
  #done = false;
  /** The LF behind the headers is left in front: of an empty part it belongs to the delimiter. */
  #begin = 1;

  constructor(window: ByteWindow, needle: Buffer, crlf: boolean) {
    this.#window = window;
    this.#needle = needle;
    this.#crlf = crlf;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (!this.#done) {
      const chunk = await this.#chunk();
      if (chunk.length > 0) yield chunk;
    }
  }

  /** Passes over what was not read; the next part, if the delimiter opens one. */
  async rest(): Promise<Opened | undefined> {
    while (!this.#done) await this.#chunk();
    return this.#next;
  }

  async #chunk(): Promise<Buffer> {
    const window = this.#window;
    const { bytes } = window;
    const { found, safe } = findDelimiter(bytes, this.#needle, window.ended);
    if (found) {
      const strip = this.#crlf && bytes[found.at - 1] === 0x0d ? 1 : 0;
      const content = bytes.subarray(this.#begin, Math.max(this.#begin, found.at - strip));
      window.take(found.end);
      this.#done = true;
      this.#next = found.closes ? undefined : { crlf: found.crlf };
      return content;
    }
    if (safe > 0) {
      const content = window.take(safe).subarray(this.#begin);
      this.#begin = 0;
      return content;
    }
    if (window.ended) throw new Problem('soap.cut-off');
    await window.more();
    return nothing;
  }
}

const nothing = Buffer.alloc(0);

/** Preamble and first boundary; the boundary may be the very first thing. */
async function skipPreamble(
  window: ByteWindow,
  needle: Buffer,
  limits: SoapLimits,
): Promise<Opened | undefined> {
  for (;;) {
    const { bytes, ended } = window;
    if (bytes.subarray(0, needle.length - 1).equals(needle.subarray(1))) {
      const line = readDelimiterEnd(bytes, needle.length - 1, ended);
      if (line && line !== 'unknown') return open(window, line.end, line);
    }
    const { found } = findDelimiter(bytes, needle, ended);
    if ((found?.at ?? bytes.length - needle.length) > limits.preambleBytesMax) break;
    if (found) return open(window, found.end, found);
    if (!(await window.more())) break;
  }
  throw new Problem(window.length === 0 ? 'soap.cut-off' : 'soap.boundary-missing');
}

function open(
  window: ByteWindow,
  end: number,
  line: { readonly closes: boolean; readonly crlf: boolean },
): Opened | undefined {
  window.take(end);
  return line.closes ? undefined : { crlf: line.crlf };
}

async function readHeaderBlock(
  window: ByteWindow,
  limits: SoapLimits,
): Promise<{ readonly text: string; readonly crlf: boolean }> {
  let lineStart = 0;
  for (;;) {
    const { bytes } = window;
    const lineEnd = bytes.indexOf(0x0a, lineStart);
    const seen = lineEnd < 0 ? bytes.length : lineEnd;
    if (seen > limits.partHeadersBytesMax) throw overLimit('partHeadersBytesMax', limits);
    if (lineEnd < 0) {
      if (!(await window.more())) throw new Problem('soap.cut-off');
      continue;
    }
    const crlf = bytes[lineEnd - 1] === 0x0d && lineEnd > lineStart;
    if (lineEnd - lineStart === (crlf ? 1 : 0)) {
      const text = bytes.toString('latin1', 0, lineStart);
      window.take(lineEnd);
      return { text, crlf };
    }
    lineStart = lineEnd + 1;
  }
}

async function skipEpilogue(window: ByteWindow, limits: SoapLimits): Promise<void> {
  let skipped = 0;
  for (;;) {
    skipped += window.length;
    if (skipped > limits.epilogueBytesMax) throw overLimit('epilogueBytesMax', limits);
    window.take(window.length);
    if (!(await window.more())) return;
  }
}
