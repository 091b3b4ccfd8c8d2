import type { ObjectId } from '../model/object-id.ts';
import type { RegistryObjects } from '../model/submission.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { Findings } from './findings.ts';

/** Whose metadata are checked: a request of that transaction, or the objects of a query's answer. */
export type CheckedTransaction = 'iti41' | 'iti42' | 'iti57' | 'iti65' | 'answer';

export type ObjectKind = 'document' | 'submission-set' | 'folder' | 'association';

/** What a check looks at. */
export interface Subject extends RegistryObjects {
  /** The one set of a submission; absent in answers. */
  readonly set: SubmissionSet | undefined;
  readonly transaction: CheckedTransaction;
  /** What the ids of the message stand for. */
  readonly kinds: ReadonlyMap<ObjectId, ObjectKind>;
}

/** One row of the table of rules: looks at everything it is about and reports what breaks it. */
export type Check = (subject: Subject, findings: Findings) => void;

export function subjectOf(
  objects: RegistryObjects,
  transaction: CheckedTransaction,
  set?: SubmissionSet,
): Subject {
  const kinds = new Map<ObjectId, ObjectKind>();
  for (const { id } of objects.documents) kinds.set(id, 'document');
  for (const { id } of objects.submissionSets) kinds.set(id, 'submission-set');
  for (const { id } of objects.folders) kinds.set(id, 'folder');
  for (const { id } of objects.associations) kinds.set(id, 'association');
  return { ...objects, set, transaction, kinds };
}
