import type { XmlMarkup } from '@kartoteka/xml';
import { writeSubmitObjects } from '../ebrim/write-submit-objects.ts';
import type { Submission } from '../model/submission.ts';

/**
 * Writes the body of ITI-42 (client). The answer is read with `readRegistryResponse`.
 *
 * ITI TF-2: 3.42.4.1
 *
 * @throws RangeError where a DocumentEntry lacks repositoryUniqueId, hash or size, which only the
 *   repository that holds it knows (a defect of the caller)
 * @example writeRegister(submission({ submissionSet, documents: [entry], associations: [member] }))
 */
export function writeRegister(submission: Submission): XmlMarkup {
  for (const { repositoryUniqueId, hash, size } of submission.documents) {
    if (repositoryUniqueId === undefined || hash === undefined || size === undefined) {
      throw new RangeError('a DocumentEntry without its place in a repository');
    }
  }
  return writeSubmitObjects(submission);
}
