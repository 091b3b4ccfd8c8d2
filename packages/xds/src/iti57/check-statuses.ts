import type { Association } from '../model/association.ts';
import type { ObjectId } from '../model/object-id.ts';
import { type Findings, place, showId } from '../rules/findings.ts';
import type { RegisteredVersion, UpdateFacts } from './update-port.ts';
import type { StatusChange, UpdateRequest } from './update-request.ts';

/**
 * What gets another status has the one that the sender thinks, is the newest version, and belongs to
 * the patient of the set.
 *
 * ITI TF-2: 3.57.4.1.3.3.2.3, 3.57.4.1.3.3.4.3, 3.57.4.1.3.3.5.3
 */
export function checkStatuses(
  { submission, operations }: UpdateRequest,
  facts: UpdateFacts,
  findings: Findings,
): void {
  const objects = new Map(facts.objects.map((object) => [object.id, object]));
  for (const operation of operations) {
    if (operation.kind !== 'status') continue;
    const at = `${place('Association', operation.association.id)}.targetObject`;
    const object = objects.get(operation.target);
    if (!object) {
      findings.add(
        'UnresolvedReferenceException',
        at,
        `${showId(operation.target)} is not registered here.`,
      );
      continue;
    }
    const reason = reasonAgainst(operation, object, { facts, objects });
    if (reason !== undefined) findings.add('XDSMetadataUpdateError', at, reason);
    const patients = [object.patientId, ...patientsOf(operation, { facts, objects })];
    if (patients.some((one) => one !== undefined && one !== submission.submissionSet.patientId)) {
      findings.add(
        'XDSPatientIdDoesNotMatch',
        at,
        'The object belongs to another patient than the SubmissionSet.',
      );
    }
  }
}

interface Known {
  readonly facts: UpdateFacts;
  readonly objects: ReadonlyMap<ObjectId, RegisteredVersion>;
}

function reasonAgainst(
  operation: StatusChange,
  object: RegisteredVersion,
  known: Known,
): string | undefined {
  if (object.kind === 'submission-set') return 'A SubmissionSet keeps its status.';
  if (object.superseded) return 'Only the newest version of an object gets another status.';
  if (object.status !== operation.from) {
    return `The object is ${object.status}, not ${operation.from} as OriginalStatus says.`;
  }
  const association = associationOf(operation, known);
  if (association && known.objects.get(association.source)?.kind === 'submission-set') {
    return 'What a SubmissionSet brought stays its member.';
  }
  return undefined;
}

function associationOf({ target }: StatusChange, { facts }: Known): Association | undefined {
  return facts.associations.find(({ id }) => id === target);
}

/** An association has no patient of its own, but its ends have. */
function patientsOf(operation: StatusChange, known: Known): (string | undefined)[] {
  const association = associationOf(operation, known);
  if (!association) return [];
  return [association.source, association.target].map((id) => known.objects.get(id)?.patientId);
}
