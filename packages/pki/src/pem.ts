import { pkiLimits } from './limits.ts';

/** One block between `-----BEGIN label-----` and `-----END label-----`. */
export interface PemBlock {
  readonly label: string;
  /** RFC 1421 headers of old encrypted keys, such as `Proc-Type: 4,ENCRYPTED`. */
  readonly headers: readonly string[];
  readonly der: Uint8Array;
  /** The block again in strict form (RFC 7468: 64 characters a line, LF). */
  readonly pem: string;
}

/**
 * Finds the PEM blocks of a text, wherever they stand in it: mail clients add lines around them,
 * Windows adds CR and a byte order mark (RFC 7468 section 2 allows text before the first block).
 * A block whose base64 does not decode is left out.
 *
 * @example readPemBlocks(text)[0]?.label // 'CERTIFICATE'
 */
export function readPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let from = 0;
  while (blocks.length < pkiLimits.pemBlocksMax) {
    const begin = text.indexOf('-----BEGIN ', from);
    if (begin < 0) break;
    const labelEnd = text.indexOf('-----', begin + 11);
    if (labelEnd < 0) break;
    const label = text.slice(begin + 11, labelEnd);
    const end = text.indexOf(`-----END ${label}-----`, labelEnd);
    from = labelEnd + 5;
    if (end < 0 || label.length > 40 || label.includes('\n')) continue;
    const block = readBlock(label, text.slice(labelEnd + 5, end));
    if (block) blocks.push(block);
    from = end + 14 + label.length;
  }
  return blocks;
}

/** Writes one PEM block. Example: `writePem('CERTIFICATE', der)`. */
export function writePem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function readBlock(label: string, inner: string): PemBlock | undefined {
  const lines = inner.split('\n').map((line) => line.trim());
  const headers = lines.filter((line) => line.includes(':'));
  const base64 = lines.filter((line) => !line.includes(':')).join('');
  if (base64.length === 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const der = Buffer.from(base64, 'base64');
  const pem =
    headers.length === 0
      ? writePem(label, der)
      : `-----BEGIN ${label}-----\n${headers.join('\n')}\n\n${base64.match(/.{1,64}/g)?.join('\n')}\n-----END ${label}-----\n`;
  return { label, headers, der, pem };
}
