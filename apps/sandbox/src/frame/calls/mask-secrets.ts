/** What stands in the log where a secret stood. */
const mask = '***';

const secretHeaders =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key)(\s*:\s*)(\S[^\r\n]*)/gim;

/** Names of fields that hold secrets, in forms, JSON and XML, whatever stands before or behind them. */
const secretWord =
  '(?:password|passwd|passphrase|secret|haslo|has\u0142o|jelszo|jelsz\u00f3|pin|puk|otp|totp|one-?time-?code|kod[_-]?jednorazowy)';
const secretName = `[\\w.:-]*${secretWord}[\\w.-]*`;

const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [
    new RegExp(`("${secretName}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|-?[\\d.]+)`, 'giu'),
    `$1"${mask}"`,
  ],
  [new RegExp(`(<(${secretName})(?:\\s[^<>]*)?>)[^<]+(</)`, 'giu'), `$1${mask}$3`],
  [new RegExp(`((?:^|[?&\\s])${secretName}=)[^&\\s]+`, 'gimu'), `$1${mask}`],
];

/**
 * Takes secrets out of a text before it is logged: headers that carry credentials, fields of JSON, XML
 * and forms whose names say so, and every value that the platform itself called secret, in the spellings
 * in which it travels.
 *
 * @param values secrets that the platform knows of in this call
 * @example maskText('{"login":"a","password":"b"}', []) // '{"login":"a","password":"***"}'
 */
export function maskText(text: string, values: readonly string[]): string {
  let masked = text.replace(secretHeaders, `$1$2${mask}`);
  for (const [pattern, replacement] of patterns) masked = masked.replace(pattern, replacement);
  for (const value of values) {
    // A value of one or two signs would take half the message with it.
    if (value.length < secretLengthMin) continue;
    for (const spelling of spellingsOf(value)) masked = masked.replaceAll(spelling, mask);
  }
  return masked;
}

const secretLengthMin = 3;

function spellingsOf(value: string): Set<string> {
  const base64 = Buffer.from(value, 'utf8').toString('base64');
  const json = JSON.stringify(value).slice(1, -1);
  const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const form = new URLSearchParams({ v: value }).toString().slice(2);
  return new Set([value, json, xml, form, encodeURIComponent(value), base64]);
}

/** As `maskText` for bytes: what is no UTF-8 stays as it is, byte for byte, around the masks. */
export function maskBytes(bytes: Uint8Array, values: readonly string[]): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  // Only what is really text goes through text, so that foreign bytes are not rewritten.
  const isText = Buffer.from(text, 'utf8').equals(buffer);
  if (!isText) {
    const latin = values.map((value) => Buffer.from(value, 'utf8').toString('latin1'));
    return Buffer.from(maskText(buffer.toString('latin1'), latin), 'latin1');
  }
  return Buffer.from(maskText(text, values), 'utf8');
}
