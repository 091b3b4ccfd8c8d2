import type { RegistryObject } from '../model/registry-object.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A lid that differs from the id makes a new version, which is a metadata update (ITI-57). */
export function checkLogicalIds(subject: Subject, findings: Findings): void {
  const kinds: [string, readonly RegistryObject[]][] = [
    ['DocumentEntry', subject.documents],
    ['SubmissionSet', subject.submissionSets],
    ['Folder', subject.folders],
  ];
  for (const [kind, objects] of kinds) {
    for (const { id, lid } of objects) {
      if (lid === undefined || lid === id) continue;
      findings.metadata(
        `${place(kind, id)}.lid`,
        'A lid that differs from the id belongs into an Update Document Set (ITI-57).',
      );
    }
  }
}
