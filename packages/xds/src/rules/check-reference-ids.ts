import { findReferenceIdFault } from './find-reference-id-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Reference ids have the form of CXi. */
export function checkReferenceIds(subject: Subject, findings: Findings): void {
  for (const { id, referenceIds } of subject.documents) {
    for (const text of referenceIds) {
      const fault = findReferenceIdFault(text);
      if (fault) findings.metadata(`${place('DocumentEntry', id)}.referenceIdList`, fault);
    }
  }
}
