export { type ContentId, parseContentId } from './content-id.ts';
export {
  type ContentHandle,
  type ContentStore,
  type ContentStoreOptions,
  createContentStore,
  type ReadOptions,
} from './content-store.ts';
export type { ContentReading } from './read-content.ts';
