import type { Association } from '../model/association.ts';
import { isEntryUuid } from '../model/object-id.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** HasMember goes from a SubmissionSet or Folder to what is in it (ITI TF-3: 4.2.2.1). */
export function checkMembership(subject: Subject, findings: Findings): void {
  for (const association of subject.associations) {
    if (association.type !== 'HasMember') continue;
    const at = place('Association', association.id);
    if (association.documentation) {
      findings.metadata(at, 'HasMember does not take a documentation code.');
    }
    const source = subject.kinds.get(association.source);
    if (source === 'submission-set') checkSetMember(association, subject, at, findings);
    else if (source === 'document' || source === 'association') {
      findings.metadata(`${at}.sourceObject`, 'HasMember starts at a SubmissionSet or Folder.');
    } else checkFolderMember(association, subject, at, findings);
  }
}

/** A document is a member as Original, where it comes with the message, or else as Reference. */
function checkSetMember(
  association: Association,
  subject: Subject,
  at: string,
  findings: Findings,
): void {
  const { submissionSetStatus: status, target } = association;
  const kind = subject.kinds.get(target);
  if (status !== undefined && status !== 'Original' && status !== 'Reference') {
    findings.metadata(
      `${at}.SubmissionSetStatus`,
      'SubmissionSetStatus is neither Original nor Reference.',
    );
    return;
  }
  if (kind === 'document' && status !== 'Original') {
    findings.metadata(
      `${at}.SubmissionSetStatus`,
      'A document of this message is a member with SubmissionSetStatus Original.',
    );
  }
  if (kind === undefined && isEntryUuid(target) && status !== 'Reference') {
    findings.metadata(
      `${at}.SubmissionSetStatus`,
      status === 'Original'
        ? 'SubmissionSetStatus is Original, but the document is not in this message.'
        : 'A member that is not in this message has SubmissionSetStatus Reference.',
    );
  }
}

function checkFolderMember(
  association: Association,
  subject: Subject,
  at: string,
  findings: Findings,
): void {
  const kind = subject.kinds.get(association.target);
  if (kind !== undefined && kind !== 'document') {
    findings.metadata(`${at}.targetObject`, 'The member of a Folder is a DocumentEntry.');
  }
}
