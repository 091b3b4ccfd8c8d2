import type { Oid, PatientIdCx } from '@kartoteka/kernel';
import type { Author } from './author.ts';
import type { Code } from './code.ts';
import type { Dtm } from './dtm.ts';
import type { LocalizedString } from './localized-string.ts';
import type { RegistryObject } from './registry-object.ts';

/** One act of submitting (ITI TF-3: 4.2.3.3). */
export interface SubmissionSet extends RegistryObject {
  readonly title: readonly LocalizedString[];
  readonly comments: readonly LocalizedString[];
  readonly authors: readonly Author[];
  readonly contentTypeCode?: Code | undefined;
  readonly submissionTime?: Dtm | undefined;
  /** `organisation|person|telecom`, each part optional. */
  readonly intendedRecipients: readonly string[];
  readonly patientId?: PatientIdCx | undefined;
  /** The OID of the system that submits. */
  readonly sourceId?: Oid | undefined;
  /** An OID; P1 writes `OID^extension` here as well. */
  readonly uniqueId?: string | undefined;
  readonly limitedMetadata: boolean;
}

/**
 * A SubmissionSet from what is known; lists not given are empty.
 *
 * @example submissionSet({ id: objectId('SubmissionSet01'), uniqueId: '1.2.3.5', sourceId, patientId })
 */
export function submissionSet(
  known: Partial<SubmissionSet> & Pick<SubmissionSet, 'id'>,
): SubmissionSet {
  return {
    title: [],
    comments: [],
    authors: [],
    intendedRecipients: [],
    limitedMetadata: false,
    extraSlots: [],
    extraClassifications: [],
    extraIdentifiers: [],
    ...known,
  };
}
