import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import { type Findings, place, showId } from './findings.ts';
import type { Subject } from './subject.ts';

/**
 * An association joins two different objects, and a symbolic id stands for an object of the same
 * message: whatever else it names cannot be in any registry.
 */
export function checkAssociationEnds(subject: Subject, findings: Findings): void {
  for (const { id, source, target } of subject.associations) {
    const at = place('Association', id);
    if (source === target) {
      findings.metadata(at, 'The association joins an object to itself.');
      continue;
    }
    reportUnknown(source, `${at}.sourceObject`, subject, findings);
    reportUnknown(target, `${at}.targetObject`, subject, findings);
  }
}

function reportUnknown(end: ObjectId, at: string, subject: Subject, findings: Findings): void {
  if (subject.kinds.has(end) || isEntryUuid(end)) return;
  findings.add(
    'UnresolvedReferenceException',
    at,
    `${showId(end)} is no object of this message and no registered id.`,
  );
}
