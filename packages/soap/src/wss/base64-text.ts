/**
 * Turns bytes that come in chunks of any size into the one base64 text of them all, as
 * xs:base64Binary's canonical form has it: without white space.
 *
 * @example
 * const base64 = new Base64Text();
 * base64.write(Buffer.from('a')) + base64.write(Buffer.from('b')) + base64.end(); // 'YWI='
 */
export class Base64Text {
  #rest: Buffer = Buffer.alloc(0);

  /** The text of all whole groups of three bytes so far. */
  write(chunk: Uint8Array): string {
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = this.#rest.length === 0 ? view : Buffer.concat([this.#rest, view]);
    const whole = bytes.length - (bytes.length % 3);
    // Copied, because the caller may use the chunk's memory again.
    this.#rest = Buffer.from(bytes.subarray(whole));
    return bytes.toString('base64', 0, whole);
  }

  /** The padded end. */
  end(): string {
    const text = this.#rest.toString('base64');
    this.#rest = Buffer.alloc(0);
    return text;
  }
}
