const kinds = characterKinds();
const isDigit = 1;
const isPadding = 2;
const isSpace = 3;

/**
 * Decodes base64 that may be wrapped in lines.
 *
 * @returns `undefined` where a character does not belong to base64 or the padding is wrong
 */
export function decodeBase64(text: string | Uint8Array): Uint8Array | undefined {
  if (!measureBase64(text).intact) return undefined;
  return Buffer.from(latin1(text), 'base64');
}

/**
 * What decoding would give, told without decoding: content may be 100 MB.
 *
 * @returns the size in bytes, and whether all of it is base64
 */
export function measureBase64(text: string | Uint8Array): { size: number; intact: boolean } {
  const { digits, padding, foreign } = countCharacters(text);
  const whole = padding === 0 ? digits % 4 !== 1 : padding <= 2 && (digits + padding) % 4 === 0;
  return { size: Math.floor((digits * 3) / 4), intact: !foreign && whole };
}

/** The first bytes of the decoded content, for telling its type. */
export function decodeStart(text: string | Uint8Array, bytesMax: number): Uint8Array {
  const characters = Math.ceil((bytesMax * 4) / 3) * 2;
  const front = typeof text === 'string' ? text.slice(0, characters) : text.subarray(0, characters);
  return Buffer.from(latin1(front), 'base64').subarray(0, bytesMax);
}

function countCharacters(text: string | Uint8Array) {
  let digits = 0;
  let padding = 0;
  let foreign = false;
  for (let index = 0; index < text.length && !foreign; index += 1) {
    const code = typeof text === 'string' ? text.charCodeAt(index) : (text[index] ?? 0);
    const kind = kinds[code];
    if (kind === isDigit) {
      digits += 1;
      // Padding ends the content.
      foreign = padding > 0;
    } else if (kind === isPadding) padding += 1;
    else foreign = kind !== isSpace;
  }
  return { digits, padding, foreign };
}

function latin1(text: string | Uint8Array): string {
  if (typeof text === 'string') return text;
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
}

function characterKinds(): Uint8Array {
  const table = new Uint8Array(256);
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (const character of digits) table[character.charCodeAt(0)] = 1;
  for (const character of ' \t\r\n') table[character.charCodeAt(0)] = 3;
  table['='.charCodeAt(0)] = 2;
  return table;
}
