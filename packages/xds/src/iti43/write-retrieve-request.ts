import { element, type XmlMarkup } from '@kartoteka/xml';
import { xdsbNamespace } from '../vocabulary/namespaces.ts';
import type { DocumentRequest } from './retrieve-request.ts';

/**
 * Writes `xdsb:RetrieveDocumentSetRequest` (client).
 *
 * ITI TF-2: 3.43.4.1
 *
 * @example writeRetrieveRequest([{ repositoryUniqueId: '1.2.3', documentUniqueId: '1.2.4^5' }])
 */
export function writeRetrieveRequest(requests: readonly DocumentRequest[]): XmlMarkup {
  return element(
    'xdsb:RetrieveDocumentSetRequest',
    { 'xmlns:xdsb': xdsbNamespace },
    requests.map(({ home, repositoryUniqueId, documentUniqueId }) =>
      element(
        'xdsb:DocumentRequest',
        {},
        home === undefined ? undefined : element('xdsb:HomeCommunityId', {}, home),
        element('xdsb:RepositoryUniqueId', {}, repositoryUniqueId),
        element('xdsb:DocumentUniqueId', {}, documentUniqueId),
      ),
    ),
  );
}
