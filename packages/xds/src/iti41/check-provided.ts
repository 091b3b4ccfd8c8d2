import type { ReceivedContent } from '@kartoteka/soap';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import { registryErrors } from '../response/registry-error.ts';
import { findInSubmission } from '../rules/check-submission.ts';
import { checkContents } from './check-contents.ts';
import type { ProvideAndRegisterReading } from './read-provide-and-register.ts';

/**
 * Checks a submission that came another way than as ebRIM (ITI-65) by the same rules as ITI-41; Limited
 * Metadata are taken where they are marked as such.
 *
 * @example const reading = checkProvided(provided.submission, received);
 */
export function checkProvided<Handle>(
  submission: Submission,
  contents: ReadonlyMap<ObjectId, ReceivedContent<Handle>>,
): ProvideAndRegisterReading<Handle> {
  const findings = findInSubmission(submission, 'iti65');
  checkContents({ submission, contents }, findings);
  return findings.none
    ? { ok: true, request: { submission, contents } }
    : { ok: false, errors: registryErrors(findings.list, 'Repository') };
}
