import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import type { RegistryObject } from '../model/registry-object.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Ids are symbolic names or `urn:uuid:` with a UUID, each used once (ITI TF-3: 4.2.3.1.5). */
export function checkObjectIds(subject: Subject, findings: Findings): void {
  const seen = new Set<ObjectId>();
  const kinds: [string, readonly RegistryObject[]][] = [
    ['DocumentEntry', subject.documents],
    ['SubmissionSet', subject.submissionSets],
    ['Folder', subject.folders],
    ['Association', subject.associations],
  ];
  for (const [kind, objects] of kinds) {
    for (const { id } of objects) {
      if (id !== '' && seen.has(id)) {
        findings.metadata(place(kind, id), 'The id is used for more than one object.');
      }
      seen.add(id);
      if (id.startsWith('urn:uuid:') && !isEntryUuid(id)) {
        findings.metadata(place(kind, id), 'The id starts with urn:uuid: but no UUID follows.');
      }
    }
  }
}
