import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';

/** An Update Document Set request whose metadata are proven (ITI TF-2: 3.57). */
export interface UpdateRequest {
  readonly submission: Submission;
  /** What it asks for, at least one; they are done all or none. */
  readonly operations: readonly UpdateOperation[];
}

/** ITI TF-2: 3.57.4.1.3.3 */
export type UpdateOperation = NewVersion | StatusChange | NewAssociation;

/** New metadata of a registered DocumentEntry or Folder. */
export interface NewVersion {
  readonly kind: 'version';
  readonly of: 'document' | 'folder';
  readonly object: DocumentEntry | Folder;
  /** The logical id: that of the first version. */
  readonly lid: ObjectId;
  /** Number of the version that the sender has seen; the newest one, or nothing is done. */
  readonly previous: number;
  /** Whether the associations of the old version are taken along. */
  readonly propagate: boolean;
}

/** Another availabilityStatus of a registered DocumentEntry, Folder or Association. */
export interface StatusChange {
  readonly kind: 'status';
  readonly association: Association;
  readonly target: ObjectId;
  readonly from: UpdatableStatus;
  readonly to: UpdatableStatus;
}

export type UpdatableStatus = 'Approved' | 'Deprecated';

/** An association between two registered objects. */
export interface NewAssociation {
  readonly kind: 'association';
  readonly association: Association;
}
