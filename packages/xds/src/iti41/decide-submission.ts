import type { Clock, Oid, Random } from '@kartoteka/kernel';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { Findings } from '../rules/findings.ts';
import { checkAccount } from './check-account.ts';
import { checkReferences } from './check-references.ts';
import { checkRemoved } from './check-removed.ts';
import { checkRepeats, isRepeat } from './check-repeats.ts';
import { checkRepositories } from './check-repositories.ts';
import { planChange } from './plan-change.ts';
import type { SubmissionRequest } from './provide-and-register.ts';
import type { RegistryChange, RegistryFacts } from './registry-port.ts';

/** What a decision needs besides the message and the facts. */
export interface DecisionContext {
  readonly clock: Clock;
  readonly random: Random;
  /** Goes into every new DocumentEntry whose content came along. */
  readonly repositoryUniqueId: Oid;
  /** Other ids by which this repository is known, such as the one that P1 gave it. */
  readonly otherRepositoryIds?: readonly Oid[];
}

export type Decision<Handle> =
  | { readonly outcome: 'store'; readonly change: RegistryChange<Handle> }
  /** The same set with the same bytes is stored already: Success, and nothing is written. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly errors: readonly RegistryError[] };

/**
 * Decides about a submission from facts alone: no waiting, no side effect. All that is wrong is
 * reported at once.
 *
 * @example decideSubmission(request, await port.lookUp(askRegistry(request.submission)), context)
 */
export function decideSubmission<Handle>(
  request: SubmissionRequest<Handle>,
  facts: RegistryFacts,
  context: DecisionContext,
): Decision<Handle> {
  const findings = new Findings();
  // Nothing else is said beside it: a sender may count a duplicate as delivered.
  checkRemoved(request, facts, findings);
  if (!findings.none) return refused(request, findings);
  // A sender that did not get our answer repeats; that must succeed whatever the account is now.
  if (isRepeat(request, facts)) return { outcome: 'repeated' };
  checkRepeats(request, facts, findings);
  checkAccount(request, facts.account, findings);
  if (!request.contents) checkRepositories(request.submission, context, findings);
  checkReferences(request.submission, facts, findings);
  if (!findings.none) return refused(request, findings);
  return { outcome: 'store', change: planChange(request, facts, context) };
}

/** A Repository answers ITI-41, a Registry ITI-42. */
function refused(
  request: SubmissionRequest<unknown>,
  findings: Findings,
): { outcome: 'refused'; errors: readonly RegistryError[] } {
  const actor = request.contents ? 'Repository' : 'Registry';
  return { outcome: 'refused', errors: registryErrors(findings.list, actor) };
}
