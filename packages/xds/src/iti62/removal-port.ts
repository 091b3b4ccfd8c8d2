import type { DocumentUniqueId } from '@kartoteka/kernel';
import type { ObjectId } from '../model/object-id.ts';
import type { ObjectKind } from '../rules/subject.ts';
import type { AssociationType } from '../vocabulary/association-types.ts';

/**
 * The registry behind a removal. Both calls happen inside one transaction of the account's scope, in
 * which nothing else is submitted or removed.
 */
export interface RemovalPort {
  /** Answers everything that the decision depends on. */
  lookUp(ids: readonly ObjectId[]): Promise<RemovalFacts>;
  /** Takes the objects away. */
  remove(change: RemovalChange): Promise<void>;
}

export interface RemovalFacts {
  /** Only an active account is written to. */
  readonly state: 'active' | 'suspended' | 'expired' | 'closed';
  /** Those of the ids that exist. */
  readonly objects: readonly RemovableObject[];
  /** Every association that is one of the ids, or whose source or target is one of them. */
  readonly associations: readonly KnownAssociation[];
  /**
   * Memberships in SubmissionSets of everything that one of those associations has as its target:
   * what would stay without a set is known from here.
   */
  readonly memberships: readonly { readonly association: ObjectId; readonly member: ObjectId }[];
  /** Whether each document may go, by unique id. */
  readonly permits: ReadonlyMap<DocumentUniqueId, RemovalPermit>;
}

export interface RemovableObject {
  readonly id: ObjectId;
  readonly kind: ObjectKind;
  /** Of documents. */
  readonly uniqueId?: DocumentUniqueId | undefined;
}

export interface KnownAssociation {
  readonly id: ObjectId;
  readonly type: AssociationType;
  readonly source: ObjectId;
  readonly target: ObjectId;
}

/** What lets a document go: its time is over, or two people said so; otherwise why it stays. */
export type RemovalPermit =
  | { readonly may: 'due' | 'ordered' }
  /** `context` says in English what to do. */
  | { readonly may: 'no'; readonly context: string };

/** What one request takes away. */
export interface RemovalChange {
  readonly ids: readonly ObjectId[];
  readonly objects: readonly RemovableObject[];
}
