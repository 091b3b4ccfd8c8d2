import type { Findings } from './findings.ts';
import type { Subject } from './subject.ts';

/** Documents, folders and associations that one submission may bring. */
export const submissionDocumentsMax = 1_000;
export const submissionFoldersMax = 100;
export const submissionAssociationsMax = 5_000;

/** A submission is decided in one transaction, so it has to be bounded. */
export function checkSubmissionSize(subject: Subject, findings: Findings): void {
  const counts = [
    ['documents', subject.documents.length, submissionDocumentsMax],
    ['folders', subject.folders.length, submissionFoldersMax],
    ['associations', subject.associations.length, submissionAssociationsMax],
  ] as const;
  for (const [name, count, max] of counts) {
    if (count <= max) continue;
    findings.add(
      'out-of-resources',
      'SubmitObjectsRequest',
      `The submission has ${count} ${name}; at most ${max} are taken at once.`,
    );
  }
}
