import { element, type XmlMarkup } from '@kartoteka/xml';
import { writeSlots } from '../ebrim/write-parts.ts';
import { queryNamespace, xmlnsRim } from '../vocabulary/namespaces.ts';
import { querySlots } from './query-table.ts';
import type { QueryRequest } from './stored-query.ts';

/**
 * Writes `query:AdhocQueryRequest` (client); the inverse of `readStoredQuery`.
 *
 * ITI TF-2: 3.18.4.1
 *
 * @example writeStoredQuery({ query: findDocuments({ patientId }), returnType: 'LeafClass' })
 */
export function writeStoredQuery({ query, returnType }: QueryRequest): XmlMarkup {
  const { id, slots } = querySlots(query);
  return element(
    'query:AdhocQueryRequest',
    { 'xmlns:query': queryNamespace, ...xmlnsRim },
    element('query:ResponseOption', { returnType, returnComposedObjects: 'true' }),
    element('rim:AdhocQuery', { id }, writeSlots(slots)),
  );
}
