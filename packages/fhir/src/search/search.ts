/** One code asked for: in one of several schemes, in any, or any code of a scheme. */
export interface CodeMatch {
  readonly code?: string;
  /** Absent for any; `''` for a code without one. */
  readonly schemes?: readonly string[];
}

export type DatePrefix = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'sa' | 'eb';

/** A span of time asked for, with how what is stored has to lie to it (FHIR R4: 3.1.1.4.7). */
export interface DateMatch {
  readonly prefix: DatePrefix;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** A text asked for; compared without case and accents unless `exact`. */
export interface TextMatch {
  readonly how: 'starts' | 'contains' | 'exact';
  readonly text: string;
}

/** An identifier asked for: a uniqueId, or an entryUUID without `urn:uuid:`. */
export interface IdentifierMatch {
  readonly uniqueIds: readonly string[];
  readonly entryId?: string;
}

/** A reference id asked for: `id` in any domain, or in that of an OID. */
export interface ReferenceMatch {
  readonly id: string;
  readonly domain?: string;
}

/** Groups that must all be met, each by one of its members. */
export type AllOf<T> = readonly (readonly T[])[];

export type DocumentCode =
  | 'type'
  | 'category'
  | 'setting'
  | 'facility'
  | 'format'
  | 'event'
  | 'security-label';

/** ITI-67 in terms of the registry. Empty lists do not restrict. */
export interface DocumentSearch {
  readonly kind: 'documents';
  /** `id^^^&OID&ISO`. */
  readonly patients: AllOf<string>;
  readonly statuses: AllOf<'Approved' | 'Deprecated'>;
  /** Ids of resources. */
  readonly ids: AllOf<string>;
  readonly identifiers: AllOf<IdentifierMatch>;
  readonly codes: Readonly<Record<DocumentCode, AllOf<CodeMatch>>>;
  /** creationTime. */
  readonly creation: AllOf<DateMatch>;
  /** When it was registered. */
  readonly date: AllOf<DateMatch>;
  readonly lastUpdated: AllOf<DateMatch>;
  /** serviceStartTime to serviceStopTime. */
  readonly period: AllOf<DateMatch>;
  readonly authorFamily: AllOf<TextMatch>;
  readonly authorGiven: AllOf<TextMatch>;
  readonly related: AllOf<ReferenceMatch>;
}

/** ITI-66 in terms of the registry. */
export interface ListSearch {
  readonly kind: 'lists';
  readonly patients: AllOf<string>;
  readonly statuses: AllOf<'Approved' | 'Deprecated'>;
  readonly ids: AllOf<string>;
  readonly identifiers: AllOf<IdentifierMatch>;
  readonly lists: AllOf<'submissionset' | 'folder'>;
  readonly designations: AllOf<CodeMatch>;
  /** submissionTime, or lastUpdateTime of a Folder. */
  readonly date: AllOf<DateMatch>;
  readonly lastUpdated: AllOf<DateMatch>;
  readonly sourceIds: AllOf<string>;
  readonly sourceFamily: AllOf<TextMatch>;
  readonly sourceGiven: AllOf<TextMatch>;
}

/** What the results are ordered by; of the same value, by id. */
export interface Sort {
  readonly by: 'creation' | 'date' | 'lastUpdated';
  readonly descending: boolean;
}

/** A search as it was asked. */
export interface AskedSearch<Search> {
  readonly search: Search;
  readonly sort: Sort;
  /** Results on a page; 0 asks for their number only. */
  readonly count: number;
  /** What was understood, in the order of asking: for the `self` link. */
  readonly used: readonly (readonly [name: string, value: string])[];
  /** Names of what was not understood and left out. */
  readonly ignored: readonly string[];
}
