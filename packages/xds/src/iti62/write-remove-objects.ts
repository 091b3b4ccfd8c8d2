import { element, type XmlMarkup } from '@kartoteka/xml';
import type { ObjectId } from '../model/object-id.ts';
import { lcmNamespace, rimNamespace } from '../vocabulary/namespaces.ts';

/**
 * Writes `lcm:RemoveObjectsRequest`, the body of ITI-62 (client).
 *
 * ITI TF-2: 3.62.4.1.2
 *
 * @example writeRemoveObjects([entry.id, membership.id])
 */
export function writeRemoveObjects(ids: readonly ObjectId[]): XmlMarkup {
  return element(
    'lcm:RemoveObjectsRequest',
    { 'xmlns:lcm': lcmNamespace, 'xmlns:rim': rimNamespace },
    element(
      'rim:ObjectRefList',
      {},
      ids.map((id) => element('rim:ObjectRef', { id })),
    ),
  );
}
