import { element, type XmlMarkup } from '@kartoteka/xml';
import { objectsOf, type Submission } from '../model/submission.ts';
import { lcmNamespace, xmlnsRim, xmlnsRs } from '../vocabulary/namespaces.ts';
import { writeObjectList } from './write-object-list.ts';
import { writeSlots } from './write-parts.ts';

/**
 * Writes `lcm:SubmitObjectsRequest`; the inverse of `readSubmitObjects`.
 *
 * ITI TF-3: 4.2.1.4
 *
 * @example writeXml(writeSubmitObjects(submission))
 */
export function writeSubmitObjects(submission: Submission): XmlMarkup {
  const { requestSlots } = submission;
  return element(
    'lcm:SubmitObjectsRequest',
    { 'xmlns:lcm': lcmNamespace },
    requestSlots.length === 0
      ? undefined
      : element('rs:RequestSlotList', { ...xmlnsRs, ...xmlnsRim }, writeSlots(requestSlots)),
    writeObjectList(objectsOf(submission), 'beside'),
  );
}
