import type { RegistryError } from '../response/registry-error.ts';
import { failure, type RegistryResponse, success } from '../response/registry-response.ts';
import { askRegistry } from './ask-registry.ts';
import { type DecisionContext, decideSubmission } from './decide-submission.ts';
import type { SubmissionRequest } from './provide-and-register.ts';
import type { RegistryChange, RegistryPort } from './registry-port.ts';

export type Acceptance<Handle> =
  | { readonly outcome: 'stored'; readonly change: RegistryChange<Handle> }
  /** Success, and nothing was written: the contents received are to be discarded. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly errors: readonly RegistryError[] }
  /** Another submission got in between: roll the transaction back and accept again in a new one. */
  | { readonly outcome: 'changed' };

/**
 * Takes a submission into the registry: one question, a decision, one writing. Runs inside one
 * transaction of the account's scope and commits nothing itself; "Success" may be said only after
 * that transaction is durable.
 *
 * ITI TF-2: 3.41.4.1.3, 3.42.4.1.3
 *
 * @example const acceptance = await acceptSubmission(request, port, { clock, random, repositoryUniqueId });
 */
export async function acceptSubmission<Handle>(
  request: SubmissionRequest<Handle>,
  port: RegistryPort<Handle>,
  context: DecisionContext,
): Promise<Acceptance<Handle>> {
  const facts = await port.lookUp(askRegistry(request.submission));
  const decision = decideSubmission(request, facts, context);
  if (decision.outcome !== 'store') return decision;
  const saved = await port.save(decision.change);
  return saved === 'saved'
    ? { outcome: 'stored', change: decision.change }
    : { outcome: 'changed' };
}

/**
 * What ITI-41 and ITI-42 answer to an outcome.
 *
 * @example writeRegistryResponse(responseTo(acceptance))
 */
export function responseTo(
  acceptance: Exclude<Acceptance<unknown>, { outcome: 'changed' }>,
): RegistryResponse {
  return acceptance.outcome === 'refused' ? failure(acceptance.errors) : success;
}
