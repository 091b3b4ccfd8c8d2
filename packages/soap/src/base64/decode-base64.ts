import { Problem } from '@kartoteka/kernel';
import type { Base64Layout } from './base64-layout.ts';

/**
 * Decodes base64 text that comes in pieces: RFC 4648 section 4, strictly (alphabet, padding, no
 * bits left over), with XML white space anywhere. Text without white space takes a fast way.
 */
export class Base64Decoder {
  readonly #layout: Base64Layout | undefined;
  /** Up to three characters that wait for their group of four. */
  #rest = Buffer.alloc(0);
  #padded = false;
  /** A character reference that is not complete yet, such as `&#x`. */
  #reference = '';

  /** With `layout`, remembers where white space stood. */
  constructor(layout?: Base64Layout) {
    this.#layout = layout;
  }

  /** @throws Problem soap.base64 */
  decode(piece: Buffer): Buffer {
    if (this.#reference === '' && !this.#padded) {
      const quick = this.#decodePlain(piece);
      if (quick) return quick;
    }
    return this.#decodeGroups(this.#compact(piece));
  }

  /** The end of the text. @throws Problem soap.base64 when a group is not complete */
  finish(): void {
    if (this.#rest.length > 0 || this.#reference !== '') throw new Problem('soap.base64');
  }

  /**
   * For pieces with nothing but the alphabet: Node's decoder passes over strange characters and
   * takes `-` and `_`, so the length tells about the former and a search about the latter.
   */
  #decodePlain(piece: Buffer): Buffer | undefined {
    const used = piece.length - ((piece.length + this.#rest.length) % 4);
    if (used < 4) return undefined;
    if (piece.includes(hyphen) || piece.includes(underscore) || piece.includes(padding)) {
      return undefined;
    }
    const text = this.#rest.toString('latin1') + piece.toString('latin1', 0, used);
    const decoded = Buffer.from(text, 'base64');
    if (decoded.length * 4 !== text.length * 3) return undefined;
    const rest = piece.subarray(used);
    if (!rest.every((byte) => classes[byte] === base64Class)) return undefined;
    this.#layout?.addCharacters(piece.length);
    this.#rest = Buffer.from(rest);
    return decoded;
  }

  #decodeGroups(characters: Buffer): Buffer {
    const all = this.#rest.length === 0 ? characters : Buffer.concat([this.#rest, characters]);
    const used = all.length - (all.length % 4);
    this.#rest = Buffer.from(all.subarray(used));
    if (used === 0) return all.subarray(0, 0);
    const text = all.toString('latin1', 0, used);
    const end = text.indexOf('=');
    if (end >= 0) this.#checkPadding(text, end);
    return Buffer.from(text, 'base64');
  }

  /** One or two `=` at the very end, and the bits which they leave over are zero. */
  #checkPadding(text: string, end: number): void {
    const count = text.length - end;
    const last = text.slice(-4);
    const exact = Buffer.from(last, 'base64').toString('base64') === last;
    if (count > 2 || !exact || this.#rest.length > 0) throw new Problem('soap.base64');
    this.#padded = true;
  }

  /** The characters that count; white space is left out, and everything else refused. */
  #compact(piece: Buffer): Buffer {
    const out = Buffer.allocUnsafe(piece.length);
    let length = 0;
    let at = 0;
    while (at < piece.length) {
      const from = at;
      if (this.#reference === '') {
        while (at < piece.length && classes[piece[at] ?? 0] === base64Class) {
          out[length] = piece[at] ?? 0;
          length += 1;
          at += 1;
        }
      }
      if (at > from && this.#padded) throw new Problem('soap.base64');
      this.#layout?.addCharacters(at - from);
      at = this.#skipGap(piece, at);
    }
    return out.subarray(0, length);
  }

  #skipGap(piece: Buffer, from: number): number {
    let at = from;
    let raw = from;
    for (; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (this.#reference !== '') {
        this.#readReference(byte);
        raw = at + 1;
        continue;
      }
      if (classes[byte] === gapClass) continue;
      if (classes[byte] === base64Class) break;
      if (byte !== ampersand) throw new Problem('soap.base64');
      this.#layout?.addGap(piece.toString('latin1', raw, at));
      this.#reference = '&';
    }
    if (this.#reference === '' && at > raw) this.#layout?.addGap(piece.toString('latin1', raw, at));
    return at;
  }

  /** Java and .NET write the CR of a line break as `&#13;` or `&#xD;`. */
  #readReference(byte: number): void {
    this.#reference += String.fromCharCode(byte);
    if (byte === semicolon) {
      const canonical = gapReferences.get(this.#reference.toLowerCase());
      if (canonical === undefined) throw new Problem('soap.base64');
      this.#layout?.addGap(canonical);
      this.#reference = '';
    }
    if (this.#reference.length > 8) throw new Problem('soap.base64');
  }
}

const hyphen = 0x2d;
const underscore = 0x5f;
const padding = 0x3d;
const ampersand = 0x26;
const semicolon = 0x3b;

const base64Class = 1;
const gapClass = 2;
const classes = new Uint8Array(256);
for (const byte of Buffer.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=',
)) {
  classes[byte] = base64Class;
}
for (const byte of Buffer.from(' \t\r\n')) classes[byte] = gapClass;

/** References to white space, and how Canonical XML 1.0 section 2.3 writes what they stand for. */
const gapReferences = new Map([
  ['&#13;', '&#xD;'],
  ['&#xd;', '&#xD;'],
  ['&#10;', '\n'],
  ['&#xa;', '\n'],
  ['&#9;', '\t'],
  ['&#x9;', '\t'],
  ['&#32;', ' '],
  ['&#x20;', ' '],
]);
