import type { Association } from './association.ts';
import type { DocumentEntry } from './document-entry.ts';
import type { Folder } from './folder.ts';
import type { Slot } from './slot.ts';
import type { SubmissionSet } from './submission-set.ts';

/** Objects as a registry lists them, kind by kind. */
export interface RegistryObjects {
  readonly documents: readonly DocumentEntry[];
  readonly submissionSets: readonly SubmissionSet[];
  readonly folders: readonly Folder[];
  readonly associations: readonly Association[];
}

/** No objects of any kind. */
export const noObjects: RegistryObjects = {
  documents: [],
  submissionSets: [],
  folders: [],
  associations: [],
};

/** One submission: a SubmissionSet and what comes with it (ITI TF-3: 4.2.1.4). */
export interface Submission {
  readonly submissionSet: SubmissionSet;
  readonly documents: readonly DocumentEntry[];
  readonly folders: readonly Folder[];
  readonly associations: readonly Association[];
  /** Slots of the request itself, not of an object. */
  readonly requestSlots: readonly Slot[];
}

/**
 * A Submission from what is known; lists not given are empty.
 *
 * @example submission({ submissionSet, documents: [entry], associations: [member] })
 */
export function submission(
  known: Partial<Submission> & Pick<Submission, 'submissionSet'>,
): Submission {
  return { documents: [], folders: [], associations: [], requestSlots: [], ...known };
}

/**
 * The same objects, listed kind by kind.
 *
 * @example objectsOf(submission).submissionSets.length // 1
 */
export function objectsOf(from: Submission): RegistryObjects {
  const { submissionSet, documents, folders, associations } = from;
  return { documents, submissionSets: [submissionSet], folders, associations };
}
