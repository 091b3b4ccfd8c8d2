import { Problem } from '@kartoteka/kernel';

/**
 * The bytes that have arrived and are not used up. Pulls from its source only when asked, so that
 * a slow store slows the sender. What was handed out is never written over.
 */
export class ByteWindow {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #onArrival: (total: number) => void;
  #store: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #total = 0;
  #ended = false;

  /** `onArrival` sees how many bytes came in all and throws when these are too many. */
  constructor(source: AsyncIterable<Uint8Array>, onArrival: (total: number) => void = () => {}) {
    this.#source = source[Symbol.asyncIterator]();
    this.#onArrival = onArrival;
  }

  get bytes(): Buffer {
    return this.#store.subarray(this.#start, this.#end);
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** Whether the source has nothing more. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Waits for the next bytes; false when there are none.
   *
   * @throws Problem soap.cut-off when the connection breaks
   */
  async more(): Promise<boolean> {
    if (this.#ended) return false;
    let next: IteratorResult<Uint8Array>;
    try {
      next = await this.#source.next();
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      throw new Problem('soap.cut-off', { cause });
    }
    if (next.done) {
      this.#ended = true;
      return false;
    }
    this.#total += next.value.length;
    this.#onArrival(this.#total);
    this.#append(next.value);
    return true;
  }

  /** Waits until at least `length` bytes are here or the source has ended. */
  async fill(length: number): Promise<void> {
    while (this.length < length && (await this.more()));
  }

  /** Hands out the first `length` bytes. */
  take(length: number): Buffer {
    const from = this.#start;
    this.#start += length;
    return this.#store.subarray(from, this.#start);
  }

  #append(chunk: Uint8Array): void {
    if (this.length === 0) {
      this.#store = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    if (this.#end + chunk.length > this.#store.length) this.#grow(chunk.length);
    this.#store.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** A new store, with room for as much again: many small chunks stay linear in cost. */
  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(this.length * 2 + needed + spareBytes);
    this.#end = this.bytes.copy(grown);
    this.#start = 0;
    this.#store = grown;
  }
}

const spareBytes = 4096;
