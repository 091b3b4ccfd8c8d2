export { type Age, ageOn } from './age.ts';
export type { AreaOf, CatalogOf } from './area.ts';
export {
  checkCatalogs,
  checkMessages,
  checkProblems,
  type MessageFinding,
} from './check-messages.ts';
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
  formatMessage,
  type MessageKey,
  type MessageValues,
  type ValuesFor,
} from './format-message.ts';
export { formatBytes, formatNumber } from './format-number.ts';
export { loadCatalog } from './load-catalog.ts';
export { parseTypedDate, type TypedDate } from './parse-typed-date.ts';
