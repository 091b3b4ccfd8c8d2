import { Problem } from '@kartoteka/kernel';
import { ByteWindow } from '../byte-window.ts';
import { overLimit, type SoapLimits } from '../limits.ts';
import { namespaces } from '../namespaces.ts';

/** Takes the text of one element out of the stream: reads all of it, as base64. */
export type CutText = (text: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Collects the bytes of an envelope. Where a run of text straight behind a start tag is longer
 * than `inlineTextBytesMax`, it goes to `cut` while it arrives, and a mark stands in its place:
 * the parser keeps its limits, and memory stays bounded.
 *
 * @throws Problem soap.too-large, soap.base64 (long text that does not fill its element alone),
 *   soap.cut-off, and whatever `cut` throws
 */
export async function readRoot(
  source: AsyncIterable<Uint8Array>,
  limits: SoapLimits,
  cut: CutText,
): Promise<Uint8Array> {
  const window = new ByteWindow(source);
  await window.fill(limits.inlineTextBytesMax + 1);
  const small = window.ended && window.length <= limits.inlineTextBytesMax;
  if (small) return window.take(window.length);
  if (isTwoByteEncoding(window.bytes)) {
    await window.fill(limits.rootBytesMax + 1);
    if (window.length > limits.rootBytesMax) throw overLimit('rootBytesMax', limits);
    return window.take(window.length);
  }
  return new RootScanner(window, limits, cut).scan();
}

/** The element that stands where content was cut out. */
const contentMark = `<kartoteka:content xmlns:kartoteka="${namespaces.contentMark}"/>`;

/** Knows of XML just enough to tell text from tags, comments, CDATA and instructions. */
class RootScanner {
  readonly #window: ByteWindow;
  readonly #limits: SoapLimits;
  readonly #cut: CutText;
  readonly #out: Uint8Array[] = [];
  #outBytes = 0;
  /** Whether the present text begins straight behind a start tag. */
  #inElement = false;

  constructor(window: ByteWindow, limits: SoapLimits, cut: CutText) {
    this.#window = window;
    this.#limits = limits;
    this.#cut = cut;
  }

  async scan(): Promise<Uint8Array> {
    while (await this.#text()) await this.#construct();
    return Buffer.concat(this.#out);
  }

  /** Text up to the next `<`; false at the end. */
  async #text(): Promise<boolean> {
    const window = this.#window;
    let seen = 0;
    for (;;) {
      const open = window.bytes.indexOf(lessThan, seen);
      const length = open < 0 ? window.length : open;
      if (this.#inElement && length > this.#limits.inlineTextBytesMax) {
        await this.#cutOut();
        return true;
      }
      if (open >= 0) {
        this.#emit(open);
        return true;
      }
      seen = window.length;
      if (seen > this.#limits.rootBytesMax) throw overLimit('rootBytesMax', this.#limits);
      if (await window.more()) continue;
      this.#emit(window.length);
      return false;
    }
  }

  async #cutOut(): Promise<void> {
    const window = this.#window;
    this.#push(Buffer.from(contentMark));
    await this.#cut(textOf(window));
    await window.fill(2);
    // Only the end tag of the same element may follow: content is the element's whole content.
    if (window.bytes[1] !== slash) throw new Problem('soap.base64');
    this.#inElement = false;
  }

  /** A tag, comment, CDATA section or instruction, from `<` to its end. */
  async #construct(): Promise<void> {
    const window = this.#window;
    await window.fill(cdataStart.length);
    const kind = startOf(window.bytes);
    let seen = kind.opening;
    for (;;) {
      const end =
        kind.end === undefined ? endOfTag(window.bytes) : behind(window.bytes, kind.end, seen);
      if (end > 0) {
        const tag = window.bytes;
        const isStart = kind.end === undefined && tag[1] !== slash && tag[1] !== exclamation;
        this.#inElement = isStart && tag[end - 2] !== slash;
        this.#emit(end);
        return;
      }
      seen = Math.max(kind.opening, window.length - 2);
      if (window.length > this.#limits.rootBytesMax) throw overLimit('rootBytesMax', this.#limits);
      if (await window.more()) continue;
      // Not well-formed; the parser says so.
      this.#emit(window.length);
      return;
    }
  }

  #emit(length: number): void {
    if (length > 0) this.#push(this.#window.take(length));
  }

  #push(bytes: Uint8Array): void {
    this.#outBytes += bytes.length;
    if (this.#outBytes > this.#limits.rootBytesMax) throw overLimit('rootBytesMax', this.#limits);
    this.#out.push(bytes);
  }
}

/** The text up to the next `<`, as it arrives. */
async function* textOf(window: ByteWindow): AsyncGenerator<Buffer> {
  for (;;) {
    const open = window.bytes.indexOf(lessThan);
    if (open !== 0 && window.length > 0) yield window.take(open < 0 ? window.length : open);
    if (open >= 0) return;
    if (!(await window.more())) throw new Problem('soap.cut-off');
  }
}

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const exclamation = 0x21;
const quote = 0x22;
const apostrophe = 0x27;
const commentStart = Buffer.from('<!--');
const cdataStart = Buffer.from('<![CDATA[');
const instructionStart = Buffer.from('<?');

interface Construct {
  /** Bytes of its opening, before which its end is not looked for. */
  readonly opening: number;
  /** What ends it; undefined for tags. */
  readonly end?: Buffer;
}

function startOf(bytes: Buffer): Construct {
  if (beginsWith(bytes, commentStart)) return { opening: 4, end: Buffer.from('-->') };
  if (beginsWith(bytes, cdataStart)) return { opening: 9, end: Buffer.from(']]>') };
  if (beginsWith(bytes, instructionStart)) return { opening: 2, end: Buffer.from('?>') };
  return { opening: 1 };
}

function beginsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}

function behind(bytes: Buffer, end: Buffer, from: number): number {
  const at = bytes.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

/** Index behind the `>` that is not inside an attribute value. */
function endOfTag(bytes: Buffer): number {
  let open = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (open !== 0) {
      if (byte === open) open = 0;
      continue;
    }
    if (byte === greaterThan) return at + 1;
    if (byte === quote || byte === apostrophe) open = byte;
  }
  return -1;
}

/** UTF-16 with or without a byte order mark: `<` does not stand alone there. */
function isTwoByteEncoding(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return first === 0 || second === 0 || (first === 0xff && second === 0xfe) || first === 0xfe;
}
