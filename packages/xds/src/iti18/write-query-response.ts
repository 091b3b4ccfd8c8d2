import { element, type XmlMarkup } from '@kartoteka/xml';
import { writeObjectList, writeReferenceList } from '../ebrim/write-object-list.ts';
import { statusPrefix } from '../response/registry-response.ts';
import { writeErrorList } from '../response/write-registry-response.ts';
import { queryNamespace, xmlnsRs } from '../vocabulary/namespaces.ts';
import type { QueryAnswer } from './answer-query.ts';

/**
 * Writes `query:AdhocQueryResponse`. The object list is there even when it is empty, as query.xsd
 * demands.
 *
 * ITI TF-2: 3.18.4.2
 *
 * @example writeQueryResponse(refusedQuery(reading.errors))
 */
export function writeQueryResponse(answer: QueryAnswer): XmlMarkup {
  return element(
    'query:AdhocQueryResponse',
    { 'xmlns:query': queryNamespace, ...xmlnsRs, status: statusPrefix + answer.status },
    writeErrorList(answer.errors),
    answer.references.length > 0
      ? writeReferenceList(answer.references)
      : writeObjectList(answer.objects, 'inside'),
  );
}
