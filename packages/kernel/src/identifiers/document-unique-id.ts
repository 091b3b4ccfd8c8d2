import type { Branded } from '../brand.ts';

/** DocumentEntry.uniqueId: `OID` or `OID^extension`, at most 128 printable ASCII characters. */
export type DocumentUniqueId = Branded<'DocumentUniqueId'>;

export const documentUniqueIdLengthMax = 128;

/** Reads a unique id (ITI TF-3: 4.2.3.2.26); `undefined` when it is empty, too long or not ASCII. */
export function parseDocumentUniqueId(text: string): DocumentUniqueId | undefined {
  const fits = text.length <= documentUniqueIdLengthMax && /^[\x21-\x7e]+$/.test(text);
  return fits ? (text as DocumentUniqueId) : undefined;
}

/** The id of a CDA document (`root`, `extension`) as XDS writes it. */
export function documentUniqueId(root: string, extension?: string): DocumentUniqueId | undefined {
  return parseDocumentUniqueId(extension ? `${root}^${extension}` : root);
}
