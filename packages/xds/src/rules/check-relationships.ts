import type { Association } from '../model/association.ts';
import { relationshipTypes, replacingTypes } from '../vocabulary/association-types.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A relationship starts at a new document and leads to another document (ITI TF-3: 4.2.2.2). */
export function checkRelationships(subject: Subject, findings: Findings): void {
  for (const association of subject.associations) {
    if (association.type && relationshipTypes.has(association.type)) {
      checkRelationship(association, subject, findings);
    }
  }
}

function checkRelationship(
  { id, type, source, target }: Association,
  subject: Subject,
  findings: Findings,
): void {
  const at = place('Association', id);
  if (subject.kinds.get(source) !== 'document') {
    findings.metadata(`${at}.sourceObject`, `${type} starts at a document of this message.`);
  }
  const targetKind = subject.kinds.get(target);
  if (targetKind === undefined) return;
  if (targetKind !== 'document') {
    findings.metadata(`${at}.targetObject`, `${type} leads to a document.`);
  } else if (type && replacingTypes.has(type)) {
    findings.metadata(
      `${at}.targetObject`,
      `${type} replaces a registered document, not one of the same message.`,
    );
  }
}
