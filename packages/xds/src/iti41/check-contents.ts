import type { ReceivedContent } from '@kartoteka/soap';
import type { DocumentEntry } from '../model/document-entry.ts';
import { type Findings, place } from '../rules/findings.ts';
import type { ProvideAndRegisterRequest } from './provide-and-register.ts';

/** Each entry has its document, each document its entry, and what the sender says of it is true. */
export function checkContents(
  { submission, contents }: ProvideAndRegisterRequest<unknown>,
  findings: Findings,
): void {
  for (const entry of submission.documents) {
    const content = contents.get(entry.id);
    if (content) checkContent(entry, content, findings);
    else {
      findings.add(
        'XDSMissingDocument',
        place('DocumentEntry', entry.id),
        'There is no xdsb:Document with the id of this DocumentEntry.',
      );
    }
  }
  const ids = new Set(submission.documents.map(({ id }) => id));
  for (const id of contents.keys()) {
    if (ids.has(id)) continue;
    findings.add(
      'XDSMissingDocumentMetadata',
      place('Document', id),
      'There is no DocumentEntry with the id of this xdsb:Document.',
    );
  }
}

/** ITI TF-2: 3.41.4.1.3: hash and size are the repository's; given ones must agree. */
function checkContent(
  { id, hash, size }: DocumentEntry,
  content: ReceivedContent<unknown>,
  findings: Findings,
): void {
  const at = place('DocumentEntry', id);
  if (hash !== undefined && hash.toLowerCase() !== content.sha1) {
    findings.add(
      'XDSNonIdenticalHash',
      `${at}.hash`,
      'The SHA-1 of the document received is not the hash of its metadata.',
    );
  }
  if (size !== undefined && size !== content.size) {
    findings.add(
      'XDSNonIdenticalSize',
      `${at}.size`,
      `The document received has ${content.size} bytes, its metadata say ${size}.`,
    );
  }
}
