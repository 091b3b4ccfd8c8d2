import type { AssociationType } from '../vocabulary/association-types.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { Code } from './code.ts';
import type { LocalizedString } from './localized-string.ts';
import type { ObjectId } from './object-id.ts';
import type { RegistryObject } from './registry-object.ts';

/** A typed arrow between two registry objects (ITI TF-3: 4.2.2). */
export interface Association extends RegistryObject {
  /** Absent where the message names a type that we do not know; `checkSubmission` refuses it. */
  readonly type?: AssociationType | undefined;
  readonly source: ObjectId;
  readonly target: ObjectId;
  /** `Original` or `Reference`, on HasMember from a SubmissionSet to a DocumentEntry. */
  readonly submissionSetStatus?: string | undefined;
  /** On HasMember of a metadata update: the version that is replaced. */
  readonly previousVersion?: string | undefined;
  /** `yes` or `no`, on HasMember of a metadata update. */
  readonly propagation?: string | undefined;
  readonly originalStatus?: AvailabilityStatus | undefined;
  readonly newStatus?: AvailabilityStatus | undefined;
  /** Why a relationship exists. */
  readonly documentation?: Code | undefined;
  readonly title: readonly LocalizedString[];
  readonly comments: readonly LocalizedString[];
}

/**
 * An Association from what is known; lists not given are empty.
 *
 * @example association({ id: objectId('Replaces'), type: 'RPLC', source: entry.id, target: old.id })
 */
export function association(
  known: Partial<Association> & Pick<Association, 'id' | 'source' | 'target'>,
): Association {
  return {
    title: [],
    comments: [],
    extraSlots: [],
    extraClassifications: [],
    extraIdentifiers: [],
    ...known,
  };
}
