import type { ObjectId } from '../model/object-id.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Every document and folder of a message is a member of its SubmissionSet (ITI TF-3: 4.2.1.4). */
export function checkEveryMember(subject: Subject, findings: Findings): void {
  const members = new Set<ObjectId>();
  for (const { type, source, target } of subject.associations) {
    if (type === 'HasMember' && source === subject.set?.id) members.add(target);
  }
  const kinds = [
    ['DocumentEntry', subject.documents],
    ['Folder', subject.folders],
  ] as const;
  for (const [kind, objects] of kinds) {
    for (const { id } of objects) {
      if (members.has(id)) continue;
      findings.metadata(
        place(kind, id),
        `No HasMember association from the SubmissionSet leads to this ${kind}.`,
      );
    }
  }
}
