import type { Association } from '../model/association.ts';
import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import { objectsOf, type Submission } from '../model/submission.ts';
import { type Findings, place, showId } from '../rules/findings.ts';
import { type ObjectKind, subjectOf } from '../rules/subject.ts';
import { needsApprovedTarget, relationshipTypes } from '../vocabulary/association-types.ts';
import type { RegisteredObject, RegistryFacts } from './registry-port.ts';

/** What a message names outside itself exists, is of the right kind, patient and status. */
export function checkReferences(
  submission: Submission,
  facts: RegistryFacts,
  findings: Findings,
): void {
  const { kinds } = subjectOf(objectsOf(submission), 'iti41');
  const registered = new Map(facts.objects.map((object) => [object.id, object]));
  for (const [id, kind] of kinds) {
    if (!registered.has(id)) continue;
    findings.metadata(place(kind, id), 'The id belongs to an object that is registered already.');
  }
  const { patientId } = submission.submissionSet;
  for (const association of submission.associations) {
    for (const end of ['source', 'target'] as const) {
      const id = association[end];
      if (kinds.has(id) || !isEntryUuid(id)) continue;
      checkEnd({ association, end, object: registered.get(id), id, patientId }, findings);
    }
  }
}

interface End {
  readonly association: Association;
  readonly end: 'source' | 'target';
  readonly id: ObjectId;
  readonly object: RegisteredObject | undefined;
  readonly patientId: string | undefined;
}

function checkEnd({ association, end, id, object, patientId }: End, findings: Findings): void {
  const at = `${place('Association', association.id)}.${end}Object`;
  if (!object) {
    findings.add('UnresolvedReferenceException', at, `${showId(id)} is not registered here.`);
    return;
  }
  const expected = expectedKind(association, end);
  if (expected && object.kind !== expected) {
    findings.metadata(at, `${association.type} needs a ${expected} here.`);
    return;
  }
  if (object.patientId !== undefined && object.patientId !== patientId) {
    findings.add(
      'XDSPatientIdDoesNotMatch',
      at,
      'The object belongs to another patient than the SubmissionSet.',
    );
  }
  const { type } = association;
  if (object.kind === 'folder' && object.status !== 'Approved') {
    findings.metadata(at, `The Folder is ${object.status}; its newest version takes members.`);
  }
  const mustBeApproved = end === 'target' && type !== undefined && needsApprovedTarget.has(type);
  if (mustBeApproved && object.status !== 'Approved') {
    findings.add(
      'XDSRegistryDeprecatedDocumentError',
      at,
      `${type} needs an Approved document; this one is ${object.status}.`,
    );
  }
}

/** P1's own types may join anything: nothing is known about them. */
function expectedKind({ type }: Association, end: End['end']): ObjectKind | undefined {
  if (type === 'HasMember') return end === 'source' ? 'folder' : 'document';
  return type && relationshipTypes.has(type) ? 'document' : undefined;
}
