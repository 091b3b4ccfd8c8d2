import type { SamplePerson } from '@kartoteka/kernel/sample';
import type { XmlMarkup } from '@kartoteka/xml';

/** Kinds that the builder writes, by the codes of the table of kinds. */
export const sampleKinds = [
  'REC',
  'SKS',
  'SKZ',
  'SDP',
  'KON',
  'WBD',
  'WBL',
  'KIF',
  'ILK',
  'DAN',
] as const;
export type SampleKind = (typeof sampleKinds)[number];

/** Whoever writes the document. */
export interface SampleAuthor {
  readonly family: string;
  readonly given: string;
  readonly prefix: string;
  /** Number and register of the licence. */
  readonly licence: { readonly root: string; readonly extension: string };
  /** Code and words of P.11.3.18, such as `LEK`, `Lekarz`. */
  readonly profession: readonly [string, string];
}

/** Where it is written: a cell of an establishment of a provider. */
export interface SamplePlace {
  readonly provider: { readonly name: string; readonly rpwdl: string; readonly regon: string };
  readonly establishment: { readonly name: string; readonly regon14: string };
  readonly cell: {
    readonly number: string;
    readonly name: string;
    /** Code and words of P.11.2.4. */
    readonly specialty: readonly [string, string];
  };
  readonly address: {
    readonly street: string;
    readonly house: string;
    readonly postalCode: string;
    readonly city: string;
  };
  readonly phone: string;
}

/** The document that is replaced or cancelled. */
interface SampleParent {
  readonly number: string;
  readonly setNumber: string;
  readonly version: number;
}

export interface SampleCdaOptions {
  readonly kind: SampleKind;
  /** The provider's own OID, such as `2.16.840.1.113883.3.4424.2.7.26`. */
  readonly localRoot: string;
  /** `@extension` of the document id. */
  readonly number: string;
  /** `@extension` of the set id; the number by default. */
  readonly setNumber?: string;
  readonly version?: number;
  readonly replaces?: SampleParent;
  readonly patient: SamplePerson;
  readonly author?: SampleAuthor;
  readonly place?: SamplePlace;
  /** HL7 time, such as `20260302101500+0100`. */
  readonly issued: string;
  /** Which of the prepared contents; counted from 0, begins again after the last. */
  readonly variant?: number;
  /** An embedded file, shown in a section of its own. */
  readonly attachment?: { readonly mime: string; readonly bytes: Uint8Array };
  /** More sections, as components of the body. */
  readonly extra?: readonly XmlMarkup[];
  /** The stylesheet instruction: `href`, or `false` for none. */
  readonly stylesheet?: string | false;
}

/** What a document says, apart from who and when. */
export interface SampleContent {
  readonly title: string;
  readonly sections: readonly SampleSection[];
  /** Code and words of ICD-9-PL for the service that is documented. */
  readonly service?: readonly [string, string];
}

export interface SampleSection {
  /** Number below the section templates P.13.10.3. */
  readonly template: number;
  /** LOINC code and words. */
  readonly code?: readonly [string, string];
  readonly title?: string;
  readonly text: readonly XmlMarkup[];
  readonly entries?: readonly XmlMarkup[];
}
