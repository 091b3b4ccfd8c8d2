import type { ObjectId } from '../model/object-id.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { Findings, place, showId } from '../rules/findings.ts';
import { relationshipTypes } from '../vocabulary/association-types.ts';
import type { RemovalChange, RemovalFacts } from './removal-port.ts';

export type RemovalDecision =
  | { readonly outcome: 'remove'; readonly change: RemovalChange }
  | { readonly outcome: 'refused'; readonly errors: readonly RegistryError[] };

/**
 * Decides about a removal from facts alone. It is done wholly or not at all, and all that is wrong
 * is reported at once.
 *
 * ITI TF-2: 3.62.4.1.3
 *
 * @example decideRemoval(reading.ids, await port.lookUp(reading.ids))
 */
export function decideRemoval(ids: readonly ObjectId[], facts: RemovalFacts): RemovalDecision {
  const findings = new Findings();
  const removed = new Set(ids);
  if (facts.state !== 'active') {
    findings.add(
      'LocalPolicyRestrictionError',
      'Account',
      `The account is ${facts.state}: it can be read, and nothing is removed from it.`,
    );
  }
  checkKnown(ids, facts, findings);
  checkReferencesLeft(removed, facts, findings);
  checkLeftBehind(removed, facts, findings);
  checkChains(removed, facts, findings);
  checkPermits(facts, findings);
  if (!findings.none) {
    return { outcome: 'refused', errors: registryErrors(findings.list, 'Registry') };
  }
  return { outcome: 'remove', change: { ids, objects: facts.objects } };
}

function checkKnown(ids: readonly ObjectId[], { objects }: RemovalFacts, findings: Findings): void {
  const known = new Set(objects.map(({ id }) => id));
  for (const id of ids) {
    if (known.has(id)) continue;
    findings.add(
      'UnresolvedReferenceException',
      place('ObjectRef', id),
      `${showId(id)} is not registered here.`,
    );
  }
}

/** Nothing may stay that names what goes. */
function checkReferencesLeft(
  removed: ReadonlySet<ObjectId>,
  { associations }: RemovalFacts,
  findings: Findings,
): void {
  for (const { id, type, source, target } of associations) {
    if (removed.has(id)) continue;
    const named = removed.has(source) ? source : target;
    findings.add(
      'ReferencesExistException',
      place('ObjectRef', named),
      `The Association ${showId(id)} (${type}) still names this object; remove it in the same request.`,
    );
  }
}

/** A document or folder that stays belongs to a SubmissionSet. */
function checkLeftBehind(
  removed: ReadonlySet<ObjectId>,
  { memberships }: RemovalFacts,
  findings: Findings,
): void {
  const kept = new Set<ObjectId>();
  for (const { association, member } of memberships) {
    if (!removed.has(association)) kept.add(member);
  }
  const reported = new Set<ObjectId>();
  for (const { member } of memberships) {
    if (kept.has(member) || removed.has(member) || reported.has(member)) continue;
    reported.add(member);
    findings.add(
      'XDSUnreferencedObjectException',
      place('Object', member),
      'This object would stay without a SubmissionSet; remove it as well or leave its membership.',
    );
  }
}

/** What one document is to another is part of the record as long as both stay. */
function checkChains(
  removed: ReadonlySet<ObjectId>,
  { associations }: RemovalFacts,
  findings: Findings,
): void {
  for (const { id, type, source, target } of associations) {
    const chains = relationshipTypes.has(type) && !removed.has(source) && !removed.has(target);
    if (!removed.has(id) || !chains) continue;
    findings.add(
      'LocalPolicyRestrictionError',
      place('Association', id),
      `A ${type} between documents that both stay is part of the record and stays with them.`,
    );
  }
}

function checkPermits({ objects, permits }: RemovalFacts, findings: Findings): void {
  for (const { id, kind, uniqueId } of objects) {
    if (kind !== 'document') continue;
    const permit = uniqueId === undefined ? undefined : permits.get(uniqueId);
    if (permit && permit.may !== 'no') continue;
    findings.add(
      'LocalPolicyRestrictionError',
      place('DocumentEntry', id),
      permit?.context ?? 'Nothing permits the removal of this document.',
    );
  }
}
