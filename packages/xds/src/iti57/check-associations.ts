import { type Findings, place, showId } from '../rules/findings.ts';
import { relationshipTypes } from '../vocabulary/association-types.ts';
import type { RegisteredVersion, UpdateFacts } from './update-port.ts';
import type { NewAssociation, UpdateRequest } from './update-request.ts';

/**
 * An association submitted by itself joins two registered, Approved objects of the right kind and of
 * one patient, which are not joined so already.
 *
 * ITI TF-2: 3.57.4.1.3.3.6.3
 */
export function checkAssociations(
  { submission, operations }: UpdateRequest,
  facts: UpdateFacts,
  findings: Findings,
): void {
  const objects = new Map(facts.objects.map((object) => [object.id, object]));
  for (const operation of operations) {
    if (operation.kind !== 'association') continue;
    const { id, source, target } = operation.association;
    const at = place('Association', id);
    const ends = [source, target].map((end) => objects.get(end));
    const [from, to] = ends;
    for (const [index, end] of [source, target].entries()) {
      if (ends[index]) continue;
      findings.add('UnresolvedReferenceException', at, `${showId(end)} is not registered here.`);
    }
    if (!from || !to) continue;
    const reason = reasonAgainst(operation, from, to) ?? joinedAlready(operation, facts);
    if (reason !== undefined) findings.add('XDSMetadataUpdateError', at, reason);
    if (from.patientId !== to.patientId) {
      findings.add(
        'XDSPatientIDReconciliationError',
        at,
        'The objects belong to two different patients.',
      );
    } else if (from.patientId !== submission.submissionSet.patientId) {
      findings.add(
        'XDSPatientIdDoesNotMatch',
        at,
        'The objects belong to another patient than the SubmissionSet.',
      );
    }
  }
}

function reasonAgainst(
  { association: { type } }: NewAssociation,
  from: RegisteredVersion,
  to: RegisteredVersion,
): string | undefined {
  if (type === 'HasMember' && (from.kind !== 'folder' || to.kind !== 'document')) {
    return 'HasMember leads from a registered Folder to a registered DocumentEntry.';
  }
  const joinsDocuments = type !== undefined && relationshipTypes.has(type);
  if (joinsDocuments && (from.kind !== 'document' || to.kind !== 'document')) {
    return `${type} leads from a registered DocumentEntry to another one.`;
  }
  // P1's own types join what they like, but not acts of submitting.
  for (const { kind } of [from, to]) {
    if (kind !== 'document' && kind !== 'folder') return `No association to a ${kind} is taken.`;
  }
  for (const { status } of [from, to]) {
    if (status !== 'Approved') return `The association leads to an object that is ${status}.`;
  }
  return undefined;
}

function joinedAlready({ association }: NewAssociation, facts: UpdateFacts): string | undefined {
  const there = facts.associations.some(
    ({ type, source, target, status }) =>
      status === 'Approved' &&
      type === association.type &&
      source === association.source &&
      target === association.target,
  );
  return there ? 'The objects are joined by such an association already.' : undefined;
}
