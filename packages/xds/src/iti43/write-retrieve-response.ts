import { element } from '@kartoteka/xml';
import { Attachments, type BodyWithAttachments, type OutgoingContent } from '../content.ts';
import { writeRegistryResponse } from '../response/write-registry-response.ts';
import { xdsbNamespace } from '../vocabulary/namespaces.ts';
import type { RetrieveAnswer, StoredDocument } from './answer-retrieve.ts';

/**
 * Writes `xdsb:RetrieveDocumentSetResponse`.
 *
 * ITI TF-2: 3.43.4.2
 *
 * @param contentFor how each document goes out: beside the envelope for a request that came as MTOM,
 *   inline for one that did not
 * @example writeRetrieveResponse(answer, ({ mimeType, handle }) => ({ contentType: mimeType, open: () => store.read(handle) }))
 */
export function writeRetrieveResponse<Handle>(
  answer: RetrieveAnswer<Handle>,
  contentFor: (document: StoredDocument<Handle>) => OutgoingContent,
): BodyWithAttachments {
  const attachments = new Attachments();
  const documents = answer.documents.map(({ request, document }) =>
    element(
      'xdsb:DocumentResponse',
      {},
      request.home === undefined ? undefined : element('xdsb:HomeCommunityId', {}, request.home),
      element('xdsb:RepositoryUniqueId', {}, request.repositoryUniqueId),
      element('xdsb:DocumentUniqueId', {}, document.uniqueId),
      element('xdsb:mimeType', {}, document.mimeType),
      element('xdsb:Document', {}, attachments.place(contentFor(document))),
    ),
  );
  const body = element(
    'xdsb:RetrieveDocumentSetResponse',
    { 'xmlns:xdsb': xdsbNamespace },
    writeRegistryResponse(answer),
    documents,
  );
  return { body, attachments: attachments.list };
}
