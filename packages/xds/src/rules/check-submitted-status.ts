import type { RegistryObject } from '../model/registry-object.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** The registry gives the status; a sender that gives one may only say what a new object is. */
export function checkSubmittedStatus(subject: Subject, findings: Findings): void {
  for (const entry of subject.documents) {
    if (entry.status !== undefined && entry.status !== 'Approved') {
      report(entry, 'DocumentEntry', findings);
    }
  }
  for (const set of subject.submissionSets) {
    if (set.status === 'Deprecated') report(set, 'SubmissionSet', findings);
  }
  for (const folder of subject.folders) {
    if (folder.status === 'Deprecated') report(folder, 'Folder', findings);
  }
}

function report(object: RegistryObject, kind: string, findings: Findings): void {
  findings.metadata(
    `${place(kind, object.id)}.availabilityStatus`,
    `A new ${kind} cannot have the status ${object.status}.`,
  );
}
