import { decodeBase64 } from '@kartoteka/xml';
import type { DocumentReference } from '../model.ts';
import type { Faults } from '../outcome/fault.ts';
import { findEntry, type PlacedEntry } from './resolve-in-bundle.ts';

/** The bytes of a document: from the Binary that its attachment names, or out of the attachment. */
export function readContent(
  document: DocumentReference,
  path: string,
  entries: readonly PlacedEntry[],
  faults: Faults,
): Uint8Array | undefined {
  const attachment = document.content[0]?.attachment;
  const at = `${path}.content[0].attachment`;
  if (!attachment?.contentType) {
    faults.profile(`${at}.contentType`, 'MHD needs the mime type of the document.');
    return undefined;
  }
  if (attachment.data !== undefined) return decode(attachment.data, `${at}.data`, faults);
  const binary = findEntry(entries, attachment.url);
  if (binary?.resource.resourceType !== 'Binary') {
    faults.add({
      code: 'fhir.profile',
      xds: 'XDSMissingDocument',
      context: 'The url of the attachment is not the fullUrl of a Binary in this Bundle.',
      expression: `${at}.url`,
    });
    return undefined;
  }
  const { contentType, data } = binary.resource;
  if (contentType !== attachment.contentType) {
    faults.profile(
      `${binary.path}.contentType`,
      'The Binary has another content type than the attachment that names it.',
    );
  }
  return decode(data ?? '', `${binary.path}.data`, faults);
}

/** FHIR R4: base64Binary may have blanks between its characters, and nothing else. */
function decode(text: string, at: string, faults: Faults): Uint8Array | undefined {
  const bytes = decodeBase64(text);
  if (bytes) return bytes;
  faults.value(at, 'The value is not base64 (RFC 4648, 4), padded and without unused bits.');
  return undefined;
}
