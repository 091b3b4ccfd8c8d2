/**
 * Decodes xs:base64Binary: blanks and line ends may stand anywhere, everything else must be exactly
 * what an encoder writes, including the unused bits before the padding.
 *
 * @returns undefined where the text is anything else
 * @example decodeBase64('AA ==') // one zero byte
 */
export function decodeBase64(text: string): Buffer | undefined {
  const packed = text.replace(/[ \t\r\n]+/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  const bytes = Buffer.from(packed, 'base64');
  return bytes.toString('base64') === packed ? bytes : undefined;
}
