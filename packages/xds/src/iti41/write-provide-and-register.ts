import { element } from '@kartoteka/xml';
import { Attachments, type BodyWithAttachments, type OutgoingContent } from '../content.ts';
import { writeSubmitObjects } from '../ebrim/write-submit-objects.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import { xdsbNamespace } from '../vocabulary/namespaces.ts';

/**
 * Writes the body of ITI-41 (client).
 *
 * ITI TF-2: 3.41.4.1
 *
 * @param contents what goes for each DocumentEntry, by its id
 * @throws RangeError where a DocumentEntry has no content (a defect of the caller)
 * @example writeProvideAndRegister(submission, new Map([[entry.id, { contentType: 'text/xml', open }]]))
 */
export function writeProvideAndRegister(
  submission: Submission,
  contents: ReadonlyMap<ObjectId, OutgoingContent>,
): BodyWithAttachments {
  const attachments = new Attachments();
  const documents = submission.documents.map(({ id }) => {
    const content = contents.get(id);
    if (!content) throw new RangeError('a DocumentEntry without content');
    return element('xdsb:Document', { id }, attachments.place(content));
  });
  const body = element(
    'xdsb:ProvideAndRegisterDocumentSetRequest',
    { 'xmlns:xdsb': xdsbNamespace },
    writeSubmitObjects(submission),
    documents,
  );
  return { body, attachments: attachments.list };
}
