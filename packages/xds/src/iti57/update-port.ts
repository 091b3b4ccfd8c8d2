import type { PatientIdCx } from '@kartoteka/kernel';
import type { AccountFacts, RegisteredObject } from '../iti41/registry-port.ts';
import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Dtm } from '../model/dtm.ts';
import type { Folder } from '../model/folder.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { ObjectKind } from '../rules/subject.ts';
import type { UpdatableStatus } from './update-request.ts';

/**
 * The registry behind ITI-57. Both calls happen inside one transaction of the account's scope. From
 * `lookUp` on nobody else changes or names registered objects of the account, so that of two updates
 * of one object the second sees what the first did.
 */
export interface UpdatePort {
  lookUp(question: UpdateQuestion): Promise<UpdateFacts>;
  /**
   * Writes the whole change.
   *
   * @returns `'changed'` where another submission took the set's unique id meanwhile; the caller then
   *   rolls back and tries again
   */
  save(change: UpdateChange): Promise<'saved' | 'changed'>;
}

export interface UpdateQuestion {
  readonly patientId: string;
  readonly submissionSetUniqueId: string;
  /** Logical ids of what gets a new version. */
  readonly logicalIds: readonly ObjectId[];
  /** Real ids: those whose status changes, ends of new associations, and those that a sender chose. */
  readonly objectIds: readonly ObjectId[];
  /** Documents that a new association replaces; a part of `objectIds`. */
  readonly replacedIds: readonly ObjectId[];
}

export interface UpdateFacts {
  readonly account: AccountFacts;
  /** What the set of that unique id did, where there is one. */
  readonly submissionSet?: RegisteredUpdate | undefined;
  /** The newest versions of `logicalIds`, with id, lid, version and status. */
  readonly documents: readonly DocumentEntry[];
  readonly folders: readonly Folder[];
  /** Those of `objectIds` that exist, and the ends of `associations`. */
  readonly objects: readonly RegisteredVersion[];
  /**
   * Approved ones that touch the newest versions or lead to one of `objectIds`, and those of `objectIds`
   * that are associations themselves; with their status.
   */
  readonly associations: readonly Association[];
  /** Approved documents appended to or transformed from `replacedIds`, at any depth. */
  readonly dependants: readonly ObjectId[];
  /** Approved folders that hold one of `replacedIds`. */
  readonly memberships: readonly { readonly folder: ObjectId; readonly document: ObjectId }[];
}

export interface RegisteredUpdate {
  /** Versions of documents and folders that are its members (HasMember). */
  readonly versions: readonly { readonly lid: ObjectId; readonly version: number }[];
  /** Associations that start at the set, and those that are its members or were submitted by it. */
  readonly associations: readonly Association[];
}

export interface RegisteredVersion extends RegisteredObject {
  /** A later version of its metadata exists. */
  readonly superseded: boolean;
}

/** Everything that one update writes. Objects carry real ids, lid, version and status. */
export interface UpdateChange {
  readonly patientId: PatientIdCx;
  readonly submissionSet: SubmissionSet;
  /** New versions; each supersedes an Approved one, which becomes Deprecated, and shares its content. */
  readonly documents: readonly { readonly entry: DocumentEntry; readonly previous: ObjectId }[];
  readonly folders: readonly { readonly folder: Folder; readonly previous: ObjectId }[];
  readonly associations: readonly Association[];
  readonly statuses: readonly {
    readonly id: ObjectId;
    readonly kind: ObjectKind;
    readonly from: UpdatableStatus;
    readonly to: UpdatableStatus;
  }[];
  /** Registered entries that become Deprecated because a new association replaces them. */
  readonly deprecated: readonly ObjectId[];
  /** Registered folders whose members change. */
  readonly touchedFolders: readonly ObjectId[];
  /** lastUpdateTime of new versions of folders and of those. */
  readonly time: Dtm;
}
