import type { XmlElement } from '@kartoteka/xml';
import { readSubmitObjects } from '../ebrim/read-submit-objects.ts';
import type { RegisterRequest } from '../iti41/provide-and-register.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { findInSubmission } from '../rules/check-submission.ts';

/** Either a request that keeps every rule a message can be judged by, or all that is wrong with it. */
export type RegisterReading =
  | { readonly ok: true; readonly request: RegisterRequest }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/**
 * Reads and checks the body of ITI-42. Never throws for what a sender got wrong.
 *
 * ITI TF-2: 3.42.4.1; repositoryUniqueId, hash and size are required (ITI TF-3: Table 4.3.1.1-3)
 *
 * @param body the child of the SOAP Body, an `lcm:SubmitObjectsRequest`
 * @example const reading = readRegister(message.envelope.body);
 */
export function readRegister(body: XmlElement): RegisterReading {
  const { submission, findings } = readSubmitObjects(body);
  if (submission) {
    findInSubmission(submission, 'iti42', findings);
    if (findings.none) return { ok: true, request: { submission } };
  }
  return { ok: false, errors: registryErrors(findings.list, 'Registry') };
}
