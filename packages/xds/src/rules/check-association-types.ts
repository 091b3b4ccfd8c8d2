import type { AssociationType } from '../vocabulary/association-types.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Types that change metadata already registered: only Update Document Set (ITI-57) carries them. */
const ofUpdates: ReadonlySet<AssociationType> = new Set<AssociationType>([
  'UpdateAvailabilityStatus',
  'SubmitAssociation',
]);

/** Every association has a type that this transaction knows. */
export function checkAssociationTypes(subject: Subject, findings: Findings): void {
  for (const { id, type } of subject.associations) {
    const at = `${place('Association', id)}.associationType`;
    if (type === undefined) findings.metadata(at, 'The associationType is not known here.');
    else if (isSubmission(subject) && ofUpdates.has(type)) {
      findings.metadata(at, `${type} belongs into an Update Document Set (ITI-57).`);
    }
  }
}

function isSubmission({ transaction }: Subject): boolean {
  return transaction === 'iti41' || transaction === 'iti42';
}
