// What other parts of the cloud may ask of the documents: the ports of the IHE transactions, each
// within a transaction of an account's scope, and which documents an account holds.
export { queryStore as queryPort } from './query-store.ts';
export { findHeldDocuments } from './registry-store.ts';
export { findRemovalFacts } from './removal-facts-store.ts';
export { lockRegistryAlone, removalStore } from './removal-store.ts';
export {
  findRemovedDocument,
  type RemovedDocument,
} from './removed-store.ts';
export { retrieveStore as retrievePort, type StoredContent } from './retrieve-store.ts';
export {
  countDocuments,
  type FoundContent,
  type FoundDocument,
  findContent,
  type Page,
  searchDocuments,
} from './search/search-documents-store.ts';
export { countLists, type FoundList, searchLists } from './search/search-lists-store.ts';
export { findStoredIds } from './search/stored-ids-store.ts';
export { storedId } from './stored-id.ts';
