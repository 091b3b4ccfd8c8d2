import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Everything in a submission belongs to the patient of its SubmissionSet. */
export function checkPatientMatch(subject: Subject, findings: Findings): void {
  const patientId = subject.set?.patientId;
  if (patientId === undefined) return;
  const kinds = [
    ['DocumentEntry', subject.documents],
    ['Folder', subject.folders],
  ] as const;
  for (const [kind, objects] of kinds) {
    for (const object of objects) {
      if (object.patientId === undefined || object.patientId === patientId) continue;
      findings.add(
        'XDSPatientIdDoesNotMatch',
        `${place(kind, object.id)}.patientId`,
        `The patientId of the ${kind} is not that of the SubmissionSet.`,
      );
    }
  }
}
