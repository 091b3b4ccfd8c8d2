import type { XmlElement } from '@kartoteka/xml';
import { readSubmitObjects } from '../ebrim/read-submit-objects.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { findInSubmission } from '../rules/check-submission.ts';
import { findOperations } from './find-operations.ts';
import type { UpdateRequest } from './update-request.ts';

/** Either a request that keeps every rule a message can be judged by, or all that is wrong with it. */
export type UpdateReading =
  | { readonly ok: true; readonly request: UpdateRequest }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/**
 * Reads and checks the body of ITI-57. Never throws for what a sender got wrong.
 *
 * ITI TF-2: 3.57.4.1
 *
 * @param body the child of the SOAP Body, an `lcm:SubmitObjectsRequest`
 * @example const reading = readUpdate(message.envelope.body);
 */
export function readUpdate(body: XmlElement): UpdateReading {
  const { submission, findings } = readSubmitObjects(body);
  if (submission) {
    findInSubmission(submission, 'iti57', findings);
    const operations = findOperations(submission, findings);
    if (findings.none) return { ok: true, request: { submission, operations } };
  }
  return { ok: false, errors: registryErrors(findings.list, 'Registry') };
}
