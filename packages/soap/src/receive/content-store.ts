import { createHash } from 'node:crypto';
import type { Base64Layout } from '../base64/base64-layout.ts';
import { overLimit, type SoapLimits } from '../limits.ts';

/** Where content goes while it arrives. */
export interface ContentSink<Handle> {
  /** Reads the stream to its end, at its own pace; when it rejects, it has kept nothing. */
  put(stream: AsyncIterable<Uint8Array>): Promise<Handle>;
  /** Drops content that was put; the message was refused. */
  discard(handle: Handle): Promise<void>;
  /**
   * Reads back what was put. Needed only for signed messages whose content does not arrive in the
   * order of the envelope, or stands in it as base64 of more than 1 MB.
   */
  read?(handle: Handle): AsyncIterable<Uint8Array>;
}

/** One document of a message. */
export interface ReceivedContent<Handle> {
  readonly handle: Handle;
  /** Hexadecimal, lower case, as XDS has it in the slot `hash`. */
  readonly sha1: string;
  /** Decoded, in bytes. */
  readonly size: number;
}

/** Content with what its signature needs of the text it came as. */
export interface StoredContent<Handle> extends ReceivedContent<Handle> {
  readonly layout?: Base64Layout;
}

/** Passes content on to the sink, counts and hashes it, and remembers all of it for discarding. */
export class ContentStore<Handle> {
  readonly #sink: ContentSink<Handle>;
  readonly #limits: SoapLimits;
  readonly #handles: Handle[] = [];
  #totalBytes = 0;

  constructor(sink: ContentSink<Handle>, limits: SoapLimits) {
    this.#sink = sink;
    this.#limits = limits;
  }

  /**
   * Stores one document.
   *
   * @param onPiece sees each piece before the sink does
   * @throws Problem soap.too-large, and whatever the stream or the sink throws
   */
  async put(
    stream: AsyncIterable<Uint8Array>,
    onPiece?: (piece: Uint8Array) => void,
  ): Promise<ReceivedContent<Handle>> {
    const measure = new Measure(stream, this.#limits, this.#totalBytes, onPiece);
    let handle: Handle;
    try {
      handle = await this.#sink.put(measure);
    } catch (error) {
      // A sink may wrap what the stream threw; the reason is what counts.
      throw measure.failure ?? error;
    }
    this.#handles.push(handle);
    if (!measure.finished) throw new Error('the sink did not read the content to its end');
    this.#totalBytes += measure.size;
    return { handle, sha1: measure.sha1(), size: measure.size };
  }

  /**
   * Counts content that is referred to once more: each time it goes through the digest again.
   *
   * @throws Problem soap.too-large
   */
  countAgain(content: ReceivedContent<Handle>, times: number): void {
    this.#totalBytes += content.size * times;
    if (this.#totalBytes > this.#limits.attachmentsTotalBytesMax) {
      throw overLimit('attachmentsTotalBytesMax', this.#limits);
    }
  }

  /** What was stored, once more; undefined when the sink cannot. */
  read(content: ReceivedContent<Handle>): AsyncIterable<Uint8Array> | undefined {
    return this.#sink.read?.(content.handle);
  }

  /** Drops everything. What cannot be dropped is an orphan, which the store sweeps. */
  async discardAll(): Promise<void> {
    await Promise.allSettled(this.#handles.splice(0).map((handle) => this.#sink.discard(handle)));
  }
}

/** Counts and hashes what flows through. */
class Measure implements AsyncIterable<Uint8Array> {
  size = 0;
  finished = false;
  failure: unknown;
  readonly #stream: AsyncIterable<Uint8Array>;
  readonly #limits: SoapLimits;
  readonly #before: number;
  readonly #onPiece: ((piece: Uint8Array) => void) | undefined;
  readonly #hash = createHash('sha1');

  constructor(
    stream: AsyncIterable<Uint8Array>,
    limits: SoapLimits,
    before: number,
    onPiece: ((piece: Uint8Array) => void) | undefined,
  ) {
    this.#stream = stream;
    this.#limits = limits;
    this.#before = before;
    this.#onPiece = onPiece;
  }

  sha1(): string {
    return this.#hash.digest('hex');
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of this.#stream) {
        this.#count(piece.length);
        this.#hash.update(piece);
        this.#onPiece?.(piece);
        yield piece;
      }
      this.finished = true;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  #count(length: number): void {
    this.size += length;
    if (this.size > this.#limits.attachmentBytesMax) {
      throw overLimit('attachmentBytesMax', this.#limits);
    }
    if (this.#before + this.size > this.#limits.attachmentsTotalBytesMax) {
      throw overLimit('attachmentsTotalBytesMax', this.#limits);
    }
  }
}
