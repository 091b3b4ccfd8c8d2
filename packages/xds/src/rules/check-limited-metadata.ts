import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Limited Metadata are for XDR and XDM; an XDS registry needs the full ones (ITI TF-3: 4.3.1). */
export function checkLimitedMetadata(subject: Subject, findings: Findings): void {
  const kinds = [
    ['DocumentEntry', subject.documents],
    ['SubmissionSet', subject.submissionSets],
    ['Folder', subject.folders],
  ] as const;
  for (const [kind, objects] of kinds) {
    for (const { id, limitedMetadata } of objects) {
      if (!limitedMetadata) continue;
      findings.metadata(
        place(kind, id),
        'Limited Metadata are not taken here; give all attributes.',
      );
    }
  }
}
