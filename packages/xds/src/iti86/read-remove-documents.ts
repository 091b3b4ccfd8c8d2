import { childElements, textOf, type XmlElement } from '@kartoteka/xml';
import { type DocumentRequest, documentRequestsMax } from '../iti43/retrieve-request.ts';
import type { RegistryError } from '../response/registry-error.ts';
import { rmdNamespace, xdsbNamespace } from '../vocabulary/namespaces.ts';

export type RemoveDocumentsReading =
  | { readonly ok: true; readonly requests: readonly DocumentRequest[] }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/**
 * Reads `rmd:RemoveDocumentsRequest`. The published schema has one DocumentRequest, the text of the
 * profile speaks of several: both are taken.
 *
 * ITI TF-2: 3.86.4.1.2
 *
 * @example const reading = readRemoveDocuments(message.envelope.body);
 */
export function readRemoveDocuments(body: XmlElement): RemoveDocumentsReading {
  if (body.name !== 'RemoveDocumentsRequest' || body.namespace !== rmdNamespace) {
    return refused('Body', 'The body is not an rmd:RemoveDocumentsRequest.');
  }
  const elements = childElements(body);
  if (elements.length === 0) {
    return refused('RemoveDocumentsRequest', 'There is no DocumentRequest.');
  }
  if (elements.length > documentRequestsMax) {
    return refused(
      'RemoveDocumentsRequest',
      `There are ${elements.length} DocumentRequests; at most ${documentRequestsMax} are taken at once.`,
      'XDSRepositoryOutOfResources',
    );
  }
  const requests: DocumentRequest[] = [];
  for (const [index, element] of elements.entries()) {
    const request = readRequest(element);
    if (!request) {
      return refused(
        `DocumentRequest[${index + 1}]`,
        'A DocumentRequest has an optional HomeCommunityId, a RepositoryUniqueId and a DocumentUniqueId, in this order.',
      );
    }
    requests.push(request);
  }
  return { ok: true, requests };
}

function readRequest(element: XmlElement): DocumentRequest | undefined {
  if (element.name !== 'DocumentRequest' || element.namespace !== xdsbNamespace) return undefined;
  const children = childElements(element);
  if (children.some(({ namespace }) => namespace !== xdsbNamespace)) return undefined;
  const [home, ...rest] =
    children[0]?.name === 'HomeCommunityId' ? children : [undefined, ...children];
  const [repository, document, ...more] = rest;
  const right =
    repository?.name === 'RepositoryUniqueId' &&
    document?.name === 'DocumentUniqueId' &&
    more.length === 0;
  if (!right) return undefined;
  const [repositoryUniqueId, documentUniqueId] = [
    textOf(repository).trim(),
    textOf(document).trim(),
  ];
  if (!repositoryUniqueId || !documentUniqueId) return undefined;
  const community = home && textOf(home).trim();
  return { ...(community && { home: community }), repositoryUniqueId, documentUniqueId };
}

function refused(
  location: string,
  context: string,
  code: RegistryError['code'] = 'XDSRepositoryError',
): RemoveDocumentsReading {
  return { ok: false, errors: [{ code, context, severity: 'Error', location }] };
}
