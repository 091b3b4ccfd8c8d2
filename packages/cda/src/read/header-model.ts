import type { DocumentUniqueId, PatientIdCx, Pesel, Taj } from '@kartoteka/kernel';
import type { CdaTime } from './cda-time.ts';

/** An identifier of HL7 version 3 (II): an OID or UUID and what stands below it. */
export interface InstanceId {
  readonly root: string;
  readonly extension?: string;
  /** `@assigningAuthorityName` */
  readonly assigner?: string;
}

/** A coded value. */
export interface CdaCode {
  readonly code: string;
  readonly system: string;
  readonly systemName?: string;
  readonly display?: string;
}

export interface PersonName {
  readonly family: string;
  /** In the order of the document. */
  readonly given: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

/** Parts of an address that are stated; unstructured text lands in `lines`. */
export interface Address {
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city?: string;
  readonly country?: string;
}

export interface Organisation {
  readonly ids: readonly InstanceId[];
  readonly name?: string;
  readonly address?: Address;
  readonly telecom: readonly string[];
  /** Specialty of a cell, part VIII of the departmental code. */
  readonly specialty?: CdaCode;
  readonly partOf?: Organisation;
}

export interface Patient {
  readonly ids: readonly InstanceId[];
  readonly pesel?: Pesel;
  readonly taj?: Taj;
  /** The identifier to file the document under: PESEL or TAJ first, then the first usable one. */
  readonly cx?: PatientIdCx;
  readonly name?: PersonName;
  readonly birthTime?: CdaTime;
  readonly sex?: 'female' | 'male' | 'other';
  readonly address?: Address;
  readonly telecom: readonly string[];
}

export interface Author {
  readonly ids: readonly InstanceId[];
  /** The licence number (NPWZ) with the register it belongs to. */
  readonly licence?: InstanceId;
  /** `functionCode`: the profession. */
  readonly profession?: CdaCode;
  readonly specialty?: CdaCode;
  readonly name?: PersonName;
  readonly time?: CdaTime;
  readonly organisation?: Organisation;
  /** Name of the program, where a device wrote the document. */
  readonly device?: string;
}

export interface LegalAuthenticator {
  readonly ids: readonly InstanceId[];
  readonly name?: PersonName;
  readonly time?: CdaTime;
  readonly signatureCode?: string;
  readonly organisation?: Organisation;
}

export interface RelatedDocument {
  /** `RPLC`, `APND` or `XFRM`. */
  readonly type: string;
  readonly id?: InstanceId;
  readonly uniqueId?: DocumentUniqueId;
  readonly setId?: InstanceId;
  readonly version?: number;
}

export interface Recipient {
  readonly ids: readonly InstanceId[];
  readonly name?: PersonName;
  readonly organisation?: Organisation;
}

export interface CdaHeader {
  readonly id?: InstanceId;
  /** The id as XDS writes it; absent where the id cannot be written so. */
  readonly uniqueId?: DocumentUniqueId;
  readonly setId?: InstanceId;
  readonly version?: number;
  readonly title?: string;
  readonly effectiveTime?: CdaTime;
  readonly language?: string;
  readonly confidentiality?: CdaCode;
  /** `code`, usually LOINC. */
  readonly type?: CdaCode;
  /** Class of the Polish classification KLAS_DOK_P1. */
  readonly documentClass?: CdaCode;
  readonly patient?: Patient;
  readonly authors: readonly Author[];
  readonly custodian?: Organisation;
  readonly legalAuthenticator?: LegalAuthenticator;
  readonly recipients: readonly Recipient[];
  readonly related: readonly RelatedDocument[];
  /** From the encounter, else from the documented service. */
  readonly service: { readonly start?: CdaTime; readonly stop?: CdaTime };
  readonly encounterIds: readonly InstanceId[];
  /** Departmental ids of the place where the author wrote. */
  readonly place: {
    readonly provider?: string;
    readonly unit?: string;
    readonly cell?: string;
    readonly specialty?: CdaCode;
  };
}
