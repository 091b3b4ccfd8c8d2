import type { DocumentUniqueId, Oid, PatientIdCx } from '@kartoteka/kernel';
import type { ReceivedContent } from '@kartoteka/soap';
import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Dtm } from '../model/dtm.ts';
import type { Folder } from '../model/folder.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { ObjectKind } from '../rules/subject.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';

/**
 * The registry behind a submission. Both calls happen inside one transaction of the account's scope,
 * so that nothing of another account can be seen or hit. Each is one round trip.
 */
export interface RegistryPort<Handle> {
  /**
   * Answers everything that the decision depends on. What another transaction may change before
   * `save` is either locked here or noticed there.
   */
  lookUp(question: RegistryQuestion): Promise<RegistryFacts>;
  /**
   * Writes the whole change.
   *
   * @returns `'changed'` where another submission got in between (a unique id now exists, a limit is
   *   now passed, a replaced entry is no longer Approved); the caller then rolls back and tries again
   */
  save(change: RegistryChange<Handle>): Promise<'saved' | 'changed'>;
}

/** What a submission needs to know. Lists are often empty; they are asked in one go. */
export interface RegistryQuestion {
  readonly patientId: string;
  /**
   * Whether associations name registered objects. Then these must not change until `save`: the registry
   * keeps other submissions for the patient, and updates, away from here on.
   */
  readonly namesRegistered: boolean;
  readonly submissionSetUniqueId: string;
  readonly documentUniqueIds: readonly DocumentUniqueId[];
  readonly folderUniqueIds: readonly string[];
  /** Real ids: of objects outside the message that associations name, and those a sender chose. */
  readonly objectIds: readonly ObjectId[];
  /** Ids of documents that are about to be replaced; a part of `objectIds`. */
  readonly replacedIds: readonly ObjectId[];
}

export interface RegistryFacts {
  readonly account: AccountFacts;
  /** The set of that unique id, where there is one. */
  readonly submissionSet?: RegisteredSet | undefined;
  /** Those of `documentUniqueIds` that exist, whatever their status. */
  readonly documents: readonly RegisteredContent[];
  /** Those of `folderUniqueIds` that exist. */
  readonly folderUniqueIds: readonly string[];
  /** Those of `objectIds` that exist. */
  readonly objects: readonly RegisteredObject[];
  /** Approved documents appended by Approved associations to (APND) or transformed from (XFRM) `replacedIds`, at any depth. */
  readonly dependants: readonly ObjectId[];
  /** Approved folders that hold one of `replacedIds`, by Approved associations. */
  readonly memberships: readonly { readonly folder: ObjectId; readonly document: ObjectId }[];
  /** Those of `documentUniqueIds` whose document was removed, with the day (`YYYY-MM-DD`). */
  readonly removed?: readonly { readonly uniqueId: DocumentUniqueId; readonly day: string }[];
}

/** What a registered SubmissionSet brought and named. */
export interface RegisteredSet {
  /** Those that it brought (Original). */
  readonly documents: readonly RegisteredContent[];
  readonly folderUniqueIds: readonly string[];
  /** Registered documents that it named (Reference). */
  readonly references: readonly ObjectId[];
  /** Associations that are its members, such as those that put registered documents into folders. */
  readonly associations: readonly Pick<Association, 'type' | 'source' | 'target'>[];
}

export interface AccountFacts {
  /** Only an active account takes documents. */
  readonly state: 'active' | 'suspended' | 'expired' | 'closed';
  readonly bytesUsed: number;
  readonly bytesMax: number;
  readonly documentsUsed: number;
  readonly documentsMax: number;
  /** Domains whose patient identifiers are taken; empty takes all. */
  readonly patientDomains: readonly Oid[];
}

export interface RegisteredContent {
  readonly uniqueId: DocumentUniqueId;
  /** SHA-1 in hexadecimal. */
  readonly hash: string;
}

export interface RegisteredObject {
  readonly id: ObjectId;
  readonly kind: ObjectKind;
  readonly status: AvailabilityStatus;
  /** Absent for associations. */
  readonly patientId?: PatientIdCx | undefined;
}

/** Everything that one submission writes. Objects carry real ids, lid, version and status. */
export interface RegistryChange<Handle> {
  readonly patientId: PatientIdCx;
  readonly submissionSet: SubmissionSet;
  readonly documents: readonly NewDocument<Handle>[];
  readonly folders: readonly Folder[];
  readonly associations: readonly Association[];
  /** Registered entries that become Deprecated. */
  readonly deprecated: readonly ObjectId[];
  /** Registered folders that get a member. */
  readonly touchedFolders: readonly ObjectId[];
  /** lastUpdateTime of those. */
  readonly time: Dtm;
  /** Sum of the sizes of all contents. */
  readonly bytes: number;
}

export interface NewDocument<Handle> {
  readonly entry: DocumentEntry;
  /** Absent where the document lies in another repository (ITI-42). */
  readonly content?: ReceivedContent<Handle> | undefined;
}
