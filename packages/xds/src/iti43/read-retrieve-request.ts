import { childElements, textOf, type XmlElement } from '@kartoteka/xml';
import type { RegistryError } from '../response/registry-error.ts';
import { xdsbNamespace } from '../vocabulary/namespaces.ts';
import { type DocumentRequest, documentRequestsMax } from './retrieve-request.ts';

export type RetrieveReading =
  | { readonly ok: true; readonly requests: readonly DocumentRequest[] }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/**
 * Reads `xdsb:RetrieveDocumentSetRequest`. The children of a DocumentRequest have a fixed order.
 *
 * ITI TF-2: 3.43.4.1
 *
 * @example const reading = readRetrieveRequest(message.envelope.body);
 */
export function readRetrieveRequest(body: XmlElement): RetrieveReading {
  if (body.name !== 'RetrieveDocumentSetRequest' || body.namespace !== xdsbNamespace) {
    return refuse('Body', 'The body is not an xdsb:RetrieveDocumentSetRequest.');
  }
  const elements = childElements(body);
  if (elements.length === 0) {
    return refuse('RetrieveDocumentSetRequest', 'There is no DocumentRequest.');
  }
  if (elements.length > documentRequestsMax) {
    return refuse(
      'RetrieveDocumentSetRequest',
      `There are ${elements.length} DocumentRequests; at most ${documentRequestsMax} are taken at once.`,
      'XDSRepositoryOutOfResources',
    );
  }
  const requests: DocumentRequest[] = [];
  for (const [index, element] of elements.entries()) {
    const request = readDocumentRequest(element);
    if (!request) {
      return refuse(
        `DocumentRequest[${index + 1}]`,
        'A DocumentRequest has an optional HomeCommunityId, a RepositoryUniqueId and a DocumentUniqueId, in this order.',
      );
    }
    requests.push(request);
  }
  return { ok: true, requests };
}

function readDocumentRequest(element: XmlElement): DocumentRequest | undefined {
  if (element.name !== 'DocumentRequest' || element.namespace !== xdsbNamespace) return undefined;
  const children = childElements(element);
  if (children.some(({ namespace }) => namespace !== xdsbNamespace)) return undefined;
  const names = children.map(({ name }) => name).join(' ');
  const [first, second, third] = children.map((child) => textOf(child).trim());
  if (names === 'RepositoryUniqueId DocumentUniqueId' && first && second) {
    return { repositoryUniqueId: first, documentUniqueId: second };
  }
  if (names === 'HomeCommunityId RepositoryUniqueId DocumentUniqueId' && second && third) {
    const home = first === '' ? undefined : first;
    return { home, repositoryUniqueId: second, documentUniqueId: third };
  }
  return undefined;
}

function refuse(
  location: string,
  context: string,
  code: RegistryError['code'] = 'XDSRepositoryError',
): RetrieveReading {
  return { ok: false, errors: [{ code, context, severity: 'Error', location }] };
}
