const sliceLength = 1_048_576;

/**
 * Decodes base64 that may be wrapped in lines. Slices keep the memory near the size of the result.
 *
 * @returns `undefined` where a character does not belong to base64 or the padding is wrong
 */
export function decodeBase64(text: string | Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const compact = typeof text === 'string' ? compactText(text) : compactBytes(text);
  if (compact === undefined || compact.length % 4 === 1) return undefined;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  if (padding > 0 && compact.length % 4 !== 0) return undefined;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  const target = new Uint8Array(Math.floor(((compact.length - padding) * 3) / 4));
  for (let from = 0; from < compact.length; from += sliceLength) {
    const slice = Buffer.from(compact.slice(from, from + sliceLength), 'base64');
    target.set(slice, (from / 4) * 3);
  }
  return target;
}

/** The size after decoding, without decoding. */
export function decodedSize(text: string | Uint8Array): number {
  let characters = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = typeof text === 'string' ? text.charCodeAt(index) : (text[index] ?? 0);
    if (code > 0x20 && code !== 0x3d) characters += 1;
  }
  return Math.floor((characters * 3) / 4);
}

/** The first bytes of the decoded content, for telling its type. */
export function decodeStart(text: string | Uint8Array, bytesMax: number): Uint8Array {
  const characters = Math.ceil((bytesMax * 4) / 3) * 2;
  const front =
    typeof text === 'string'
      ? text.slice(0, characters)
      : Buffer.from(text.subarray(0, characters)).toString('latin1');
  return Buffer.from(front, 'base64').subarray(0, bytesMax);
}

function compactText(text: string): string {
  return text.replace(/\s+/g, '');
}

function compactBytes(bytes: Uint8Array): string {
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (const byte of bytes) {
    if (byte <= 0x20) continue;
    kept[length] = byte;
    length += 1;
  }
  return kept.toString('latin1', 0, length);
}
