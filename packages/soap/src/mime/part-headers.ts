import { Problem } from '@kartoteka/kernel';

/** The headers of a part, by their lower-case names. */
export interface PartHeaders {
  readonly contentType: string | undefined;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  readonly transferEncoding: string;
}

/**
 * Reads the header block of a part (RFC 2045 section 3): any letter case, CRLF or bare LF, blanks
 * at the end, folded lines.
 *
 * @throws Problem soap.part-header (no `Name: value`, a header that counts given twice),
 *   soap.content-encoding (a compressed part)
 */
export function readPartHeaders(block: string): PartHeaders {
  const values = new Map<string, string>();
  const unfolded = block.replace(/\r?\n[ \t]+/g, ' ');
  for (const line of unfolded.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    if (colon <= 0) throw new Problem('soap.part-header');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (values.has(name) && counted.has(name)) throw new Problem('soap.part-header');
    values.set(name, line.slice(colon + 1).trim());
  }
  const compressed = values.get('content-encoding');
  if (compressed !== undefined && compressed.toLowerCase() !== 'identity') {
    throw new Problem('soap.content-encoding', { params: { found: compressed.slice(0, 40) } });
  }
  const id = values.get('content-id');
  return {
    contentType: values.get('content-type'),
    contentId: id === undefined ? undefined : withoutBrackets(id),
    transferEncoding: (values.get('content-transfer-encoding') ?? 'binary').toLowerCase(),
  };
}

/** `<root@host>` → `root@host`; many senders leave the brackets out. */
export function withoutBrackets(id: string): string {
  const text = id.trim();
  return text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1).trim() : text;
}

const counted = new Set(['content-type', 'content-id', 'content-transfer-encoding']);
