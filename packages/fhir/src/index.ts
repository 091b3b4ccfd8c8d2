export { type CapabilityOptions, writeCapabilityStatement } from './capability-statement.ts';
export {
  type AcceptedRange,
  acceptedRanges,
  agreeOnFormat,
  type FhirFormat,
  formatOfContent,
  mediaTypeOf,
} from './format/media-type.ts';
export { overLimit } from './format/read-json.ts';
export { type ResourceReading, readResource } from './format/read-resource.ts';
export { writeResource } from './format/write-resource.ts';
export { type FhirLimits, fhirLimitsDefault } from './limits.ts';
export { schemesOf, systemOf } from './map/code.ts';
export { resourceIdOf } from './map/identifier.ts';
export { readDocumentReference } from './map/read-document-reference.ts';
export { kindOfList, readFolder, readSubmissionSet } from './map/read-list.ts';
export type { Relation } from './map/relations.ts';
export { profileOf } from './map/vocabulary.ts';
export { type RegisteredDocument, writeDocumentReference } from './map/write-document-reference.ts';
export {
  type ListMembers,
  type RegisteredList,
  writeFolder,
  writeSubmissionSet,
} from './map/write-list.ts';
export type {
  Binary,
  Bundle,
  CapabilityStatement,
  DocumentReference,
  FhirResource,
  List,
  OperationOutcome,
} from './model.ts';
export { type Fault, Faults, faultOf } from './outcome/fault.ts';
export { type OutcomeContext, problemSystem, writeOutcome } from './outcome/operation-outcome.ts';
export {
  type EntryRole,
  type ProvidedBundle,
  type ProvideReading,
  readProvideBundle,
} from './provide/read-provide-bundle.ts';
export { type StoredIds, writeTransactionResponse } from './provide/write-transaction-response.ts';
export { xdsFaults } from './provide/xds-faults.ts';
export { readDocumentSearch, type SearchOptions } from './search/read-document-search.ts';
export { readListSearch } from './search/read-list-search.ts';
export {
  type Pairs,
  type SearchLimits,
  type SearchReading,
  searchLimitsDefault,
} from './search/read-parameters.ts';
export type {
  AllOf,
  AskedSearch,
  CodeMatch,
  DateMatch,
  DocumentCode,
  DocumentSearch,
  IdentifierMatch,
  ListSearch,
  ReferenceMatch,
  Sort,
  TextMatch,
} from './search/search.ts';
export { type Searchset, writeSearchset } from './search/write-searchset.ts';
