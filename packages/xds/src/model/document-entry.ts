import type { Branded, DocumentUniqueId, Oid, PatientIdCx } from '@kartoteka/kernel';
import type { DocumentEntryType } from '../vocabulary/schemes.ts';
import type { Author } from './author.ts';
import type { Code } from './code.ts';
import type { Dtm } from './dtm.ts';
import type { LocalizedString } from './localized-string.ts';
import type { Xcn } from './person.ts';
import type { RegistryObject, VersionInfo } from './registry-object.ts';

/** The patient identifier that the source itself uses: a CX, in a domain that only the source knows. */
export type SourcePatientId = PatientIdCx | Branded<'SourcePatientId'>;

/** One document's metadata (ITI TF-3: 4.2.3.2). */
export interface DocumentEntry extends RegistryObject {
  readonly type?: DocumentEntryType | undefined;
  /** Kept verbatim, whatever it says. */
  readonly mimeType?: string | undefined;
  readonly opaque?: boolean | undefined;
  readonly contentVersion?: VersionInfo | undefined;
  readonly title: readonly LocalizedString[];
  readonly comments: readonly LocalizedString[];
  readonly authors: readonly Author[];
  readonly classCode?: Code | undefined;
  readonly typeCode?: Code | undefined;
  readonly formatCode?: Code | undefined;
  readonly healthcareFacilityTypeCode?: Code | undefined;
  readonly practiceSettingCode?: Code | undefined;
  readonly confidentialityCodes: readonly Code[];
  readonly eventCodes: readonly Code[];
  readonly creationTime?: Dtm | undefined;
  readonly serviceStartTime?: Dtm | undefined;
  readonly serviceStopTime?: Dtm | undefined;
  readonly languageCode?: string | undefined;
  readonly legalAuthenticator?: Xcn | undefined;
  readonly patientId?: PatientIdCx | undefined;
  readonly sourcePatientId?: SourcePatientId | undefined;
  /** `PID-n|value`, one field each. */
  readonly sourcePatientInfo: readonly string[];
  readonly referenceIds: readonly string[];
  readonly uniqueId?: DocumentUniqueId | undefined;
  readonly repositoryUniqueId?: Oid | undefined;
  /** SHA-1 in hexadecimal, upper or lower case. */
  readonly hash?: string | undefined;
  /** In bytes. */
  readonly size?: number | undefined;
  readonly uri?: string | undefined;
  /** `urn:ihe:iti:2010:DocumentAvailability:Online` or `…:Offline`. */
  readonly documentAvailability?: string | undefined;
  /** Classified as Limited Metadata (ITI TF-3: 4.2.3.2.32). */
  readonly limitedMetadata: boolean;
}

/**
 * A DocumentEntry from what is known; lists not given are empty, the type is stable.
 *
 * @example documentEntry({ id: objectId('Document01'), mimeType: 'text/xml', uniqueId })
 */
export function documentEntry(
  known: Partial<DocumentEntry> & Pick<DocumentEntry, 'id'>,
): DocumentEntry {
  return {
    type: 'stable',
    title: [],
    comments: [],
    authors: [],
    confidentialityCodes: [],
    eventCodes: [],
    sourcePatientInfo: [],
    referenceIds: [],
    limitedMetadata: false,
    extraSlots: [],
    extraClassifications: [],
    extraIdentifiers: [],
    ...known,
  };
}
