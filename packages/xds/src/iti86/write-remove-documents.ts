import { element, type XmlMarkup } from '@kartoteka/xml';
import type { DocumentRequest } from '../iti43/retrieve-request.ts';
import { rmdNamespace, xdsbNamespace } from '../vocabulary/namespaces.ts';

/**
 * Writes `rmd:RemoveDocumentsRequest` (client). Only with one document is it valid by the published
 * schema.
 *
 * ITI TF-2: 3.86.4.1.2
 *
 * @example writeRemoveDocuments([{ repositoryUniqueId: '1.2.3', documentUniqueId: '1.2.4^5' }])
 */
export function writeRemoveDocuments(requests: readonly DocumentRequest[]): XmlMarkup {
  return element(
    'rmd:RemoveDocumentsRequest',
    { 'xmlns:rmd': rmdNamespace, 'xmlns:xdsb': xdsbNamespace },
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
