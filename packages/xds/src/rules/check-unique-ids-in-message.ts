import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** No two objects of a message share a uniqueId. */
export function checkUniqueIdsInMessage(subject: Subject, findings: Findings): void {
  const seen = new Set<string>();
  const kinds = [
    ['DocumentEntry', subject.documents],
    ['Folder', subject.folders],
    ['SubmissionSet', subject.submissionSets],
  ] as const;
  for (const [kind, objects] of kinds) {
    for (const { id, uniqueId } of objects) {
      if (uniqueId === undefined) continue;
      if (seen.has(uniqueId)) {
        findings.add(
          'duplicate-in-message',
          `${place(kind, id)}.uniqueId`,
          'Another object of this message has the same uniqueId.',
        );
      }
      seen.add(uniqueId);
    }
  }
}
