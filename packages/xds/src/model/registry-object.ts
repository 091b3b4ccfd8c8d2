import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { LocalizedString } from './localized-string.ts';
import type { ObjectId } from './object-id.ts';
import type { Slot } from './slot.ts';

/** ebRIM VersionInfo; a registry counts versions from `1` (ITI TF-3: 4.2.3.2.31). */
export interface VersionInfo {
  readonly versionName?: string | undefined;
  readonly comment?: string | undefined;
}

/** A classification of a scheme that XDS does not name; kept and returned. */
export interface ExtraClassification {
  readonly scheme?: string | undefined;
  readonly node?: string | undefined;
  readonly nodeRepresentation?: string | undefined;
  readonly slots: readonly Slot[];
  readonly display: readonly LocalizedString[];
}

/** An external identifier of a scheme that XDS does not name; kept and returned. */
export interface ExtraIdentifier {
  readonly scheme: string;
  readonly value: string;
  readonly name: readonly LocalizedString[];
}

/**
 * What all registry objects share. In the whole model members that are no lists may be absent,
 * lists are never null. Texts stand as they were sent; that they have the form which their type
 * names is proven by `checkSubmission`, not by reading.
 */
export interface RegistryObject {
  readonly id: ObjectId;
  /** The id of the first version; given by the registry. */
  readonly lid?: ObjectId | undefined;
  /** homeCommunityId, `urn:oid:…`. */
  readonly home?: string | undefined;
  readonly status?: AvailabilityStatus | undefined;
  readonly version?: VersionInfo | undefined;
  /** Slots that XDS does not name, such as `urn:extpl:SlotName:StorageCategory` of P1. */
  readonly extraSlots: readonly Slot[];
  readonly extraClassifications: readonly ExtraClassification[];
  readonly extraIdentifiers: readonly ExtraIdentifier[];
}
