/*
 * What a web part gets when it imports `@kartoteka/messages`: everything but the functions that hold
 * all three languages at once. The build of the web swaps this file in, so that a browser fetches the
 * texts of one language only.
 */
export { type Age, ageOn } from './age.ts';
export type { AreaOf, CatalogOf } from './area.ts';
export {
  clinicalDate,
  clinicalDateTime,
  clinicalTime,
  longDate,
  longDateTime,
  type TimeZone,
} from './format-date.ts';
export {
  type Catalog,
  formatFrom,
  type MessageKey,
  type MessageValues,
  type ValuesFor,
} from './format-from.ts';
export { formatBytes, formatNumber } from './format-number.ts';
export { loadCatalog } from './load-catalog.ts';
export { parseTypedDate, type TypedDate } from './parse-typed-date.ts';
