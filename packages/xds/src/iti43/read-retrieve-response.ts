import { Problem } from '@kartoteka/kernel';
import type { ReceivedContent } from '@kartoteka/soap';
import { child, children, textOf, type XmlElement } from '@kartoteka/xml';
import { readRegistryResponse } from '../response/read-registry-response.ts';
import type { RegistryResponse } from '../response/registry-response.ts';
import { rsNamespace, xdsbNamespace } from '../vocabulary/namespaces.ts';

/** What a repository answered to ITI-43. */
export interface RetrieveResponse<Handle> extends RegistryResponse {
  readonly documents: readonly RetrievedDocument<Handle>[];
}

export interface RetrievedDocument<Handle> {
  readonly home?: string | undefined;
  readonly repositoryUniqueId: string;
  readonly documentUniqueId: string;
  /** Given for an on-demand document: where the one that was made is kept. */
  readonly newRepositoryUniqueId?: string | undefined;
  readonly newDocumentUniqueId?: string | undefined;
  readonly mimeType: string;
  readonly content: ReceivedContent<Handle>;
}

/**
 * Reads `xdsb:RetrieveDocumentSetResponse` (client).
 *
 * @param contentOf what soap received for an `xdsb:Document`
 * @throws Problem `xds.answer-unreadable` (also where a document's bytes are missing),
 *   `xds.answer-contradicts`
 * @example readRetrieveResponse(received.envelope.body, received.contentOf).documents
 */
export function readRetrieveResponse<Handle>(
  body: XmlElement,
  contentOf: (element: XmlElement) => ReceivedContent<Handle> | undefined,
): RetrieveResponse<Handle> {
  const head = child(body, rsNamespace, 'RegistryResponse');
  const right = body.name === 'RetrieveDocumentSetResponse' && body.namespace === xdsbNamespace;
  if (!right || !head) throw new Problem('xds.answer-unreadable', { place: body.name });
  const documents = children(body, xdsbNamespace, 'DocumentResponse').map((of) =>
    readDocument(of, contentOf),
  );
  return { ...readRegistryResponse(head), documents };
}

function readDocument<Handle>(
  of: XmlElement,
  contentOf: (element: XmlElement) => ReceivedContent<Handle> | undefined,
): RetrievedDocument<Handle> {
  const document = child(of, xdsbNamespace, 'Document');
  const content = document && contentOf(document);
  const repositoryUniqueId = read(of, 'RepositoryUniqueId');
  const documentUniqueId = read(of, 'DocumentUniqueId');
  if (!content || !repositoryUniqueId || !documentUniqueId) {
    throw new Problem('xds.answer-unreadable', { place: 'DocumentResponse' });
  }
  return {
    home: read(of, 'HomeCommunityId'),
    repositoryUniqueId,
    documentUniqueId,
    newRepositoryUniqueId: read(of, 'NewRepositoryUniqueId'),
    newDocumentUniqueId: read(of, 'NewDocumentUniqueId'),
    mimeType: read(of, 'mimeType') ?? 'application/octet-stream',
    content,
  };
}

function read(of: XmlElement, name: string): string | undefined {
  const found = child(of, xdsbNamespace, name);
  return (found && textOf(found).trim()) || undefined;
}
