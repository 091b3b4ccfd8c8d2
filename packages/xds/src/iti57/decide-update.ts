import { checkTaking } from '../iti41/check-account.ts';
import type { DecisionContext } from '../iti41/decide-submission.ts';
import { objectsOf } from '../model/submission.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { Findings, place } from '../rules/findings.ts';
import { subjectOf } from '../rules/subject.ts';
import { checkAssociations } from './check-associations.ts';
import { checkStatuses } from './check-statuses.ts';
import { checkVersions } from './check-versions.ts';
import { type PlannedUpdate, planUpdate } from './plan-update.ts';
import { isRepeatedUpdate } from './repeated-update.ts';
import type { UpdateChange, UpdateFacts } from './update-port.ts';
import type { UpdateRequest } from './update-request.ts';

export type UpdateDecision =
  | { readonly outcome: 'update'; readonly change: UpdateChange }
  /** The same set did the same before: Success, and nothing is written. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly errors: readonly RegistryError[] };

/**
 * Decides about an update from facts alone: no waiting, no side effect. All that is wrong is reported
 * at once.
 */
export function decideUpdate(
  request: UpdateRequest,
  facts: UpdateFacts,
  context: Pick<DecisionContext, 'clock' | 'random'>,
): UpdateDecision {
  if (isRepeatedUpdate(request, facts.submissionSet)) return { outcome: 'repeated' };
  const findings = new Findings();
  checkOwnIds(request, facts, findings);
  checkTaking(request.submission, facts.account, findings);
  checkVersions(request, facts, findings);
  checkStatuses(request, facts, findings);
  checkAssociations(request, facts, findings);
  if (!findings.none) return refused(findings);
  const planned = planUpdate(request, facts, context);
  checkPatients(planned, findings);
  return findings.none ? { outcome: 'update', change: planned.change } : refused(findings);
}

function refused(findings: Findings): UpdateDecision {
  return { outcome: 'refused', errors: registryErrors(findings.list, 'Registry') };
}

/** The set and the ids that the sender chose are new. */
function checkOwnIds({ submission }: UpdateRequest, facts: UpdateFacts, findings: Findings): void {
  const { submissionSet } = submission;
  if (facts.submissionSet) {
    findings.add(
      'XDSDuplicateUniqueIdInRegistry',
      `${place('SubmissionSet', submissionSet.id)}.uniqueId`,
      'A SubmissionSet with this uniqueId, which did something else, is registered already.',
    );
  }
  const { kinds } = subjectOf(objectsOf(submission), 'iti57');
  for (const { id } of facts.objects) {
    const kind = kinds.get(id);
    if (kind === undefined) continue;
    findings.metadata(place(kind, id), 'The id belongs to an object that is registered already.');
  }
}

/**
 * An update that makes a document another patient's must not leave it in the old patient's folders and
 * relationships; AssociationPropagation "no" leaves them behind.
 *
 * ITI TF-3: Table 4.2.4.1-2, XDSPatientIDReconciliationError
 */
function checkPatients({ carried }: PlannedUpdate, findings: Findings): void {
  for (const { from, source, target } of carried) {
    if (source.patientId === target.patientId) continue;
    findings.add(
      'XDSPatientIDReconciliationError',
      place('Association', from.id),
      `This registered ${from.type} would join objects of two patients; update both, or leave it behind with AssociationPropagation "no".`,
    );
  }
}
