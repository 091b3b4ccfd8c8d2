/** Types of embedded files that the product shows or hands out as what they are. */
export type AttachmentMime =
  | 'application/pdf'
  | 'image/jpeg'
  | 'image/png'
  | 'image/gif'
  | 'image/tiff'
  | 'application/dicom'
  | 'application/zip'
  | 'text/rtf'
  | 'text/plain'
  | 'application/octet-stream';

interface Signature {
  readonly mime: AttachmentMime;
  readonly extension: string;
  readonly bytes: readonly number[];
  readonly offset?: number;
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

const signatures: readonly Signature[] = [
  { mime: 'application/pdf', extension: 'pdf', bytes: ascii('%PDF-') },
  { mime: 'image/jpeg', extension: 'jpg', bytes: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', extension: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: 'image/gif', extension: 'gif', bytes: ascii('GIF8') },
  { mime: 'image/tiff', extension: 'tif', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { mime: 'image/tiff', extension: 'tif', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { mime: 'application/dicom', extension: 'dcm', bytes: ascii('DICM'), offset: 128 },
  { mime: 'application/zip', extension: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { mime: 'text/rtf', extension: 'rtf', bytes: ascii('{\\rtf') },
];

/** How many bytes of a file the answer depends on. */
export const sniffBytesMax = 4_096;

/**
 * Says what a file is by its first bytes. The declared type is never asked: a declared
 * `image/png` may hold a web page. Markup and scripts are plain data here, never a type of their own.
 *
 * @param bytes the file, or at least its first 4,096 bytes
 * @example sniffMime(bytes).mime // 'application/pdf'
 */
export function sniffMime(bytes: Uint8Array): { mime: AttachmentMime; extension: string } {
  const known = signatures.find((signature) => startsWith(bytes, signature));
  if (known) return { mime: known.mime, extension: known.extension };
  return isPlainText(bytes.subarray(0, sniffBytesMax))
    ? { mime: 'text/plain', extension: 'txt' }
    : { mime: 'application/octet-stream', extension: 'bin' };
}

function startsWith(bytes: Uint8Array, { bytes: wanted, offset = 0 }: Signature): boolean {
  return wanted.every((byte, index) => bytes[offset + index] === byte);
}

/** UTF-8 without control characters and without markup at its start. */
function isPlainText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const text = new TextDecoder('utf-8', { fatal: false }).decode(head, { stream: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)) return false;
  return !/^[\s\ufeff]*</.test(text);
}
