import { findRecipientFault } from './find-recipient-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Recipients are organisations, persons or both. */
export function checkIntendedRecipients(subject: Subject, findings: Findings): void {
  for (const { id, intendedRecipients } of subject.submissionSets) {
    for (const text of intendedRecipients) {
      const fault = findRecipientFault(text);
      if (fault) findings.metadata(`${place('SubmissionSet', id)}.intendedRecipient`, fault);
    }
  }
}
