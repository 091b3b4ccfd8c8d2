import { documentUniqueIdLengthMax, parseDocumentUniqueId } from '@kartoteka/kernel';
import { findOidFault } from './find-oid-fault.ts';

/** What is wrong with the uniqueId of a DocumentEntry, or undefined (ITI TF-3: 4.2.3.2.26). */
export function findDocumentUniqueIdFault(text: string): string | undefined {
  if (text.length > documentUniqueIdLengthMax) {
    return `The uniqueId is longer than ${documentUniqueIdLengthMax} characters.`;
  }
  if (parseDocumentUniqueId(text) === undefined) {
    return 'The uniqueId has characters other than printable ASCII.';
  }
  return undefined;
}

/**
 * What is wrong with the uniqueId of a SubmissionSet or Folder, or undefined. IHE wants an OID; P1
 * writes `OID^extension`, which is taken too.
 */
export function findSetUniqueIdFault(text: string): string | undefined {
  const [root = '', extension, ...more] = text.split('^');
  if (extension === '' || more.length > 0) return 'The uniqueId is not OID or OID^extension.';
  return findOidFault(root) ?? findDocumentUniqueIdFault(text);
}
