import type { InputOf } from '@kartoteka/kernel';
import type { DocumentState, searchDocuments } from '../../src/features/documents/contract.ts';

/** The part of a search that stands in the address: nothing in it was typed as a person's data. */
export interface ArchiveSearch {
  readonly patientId?: string;
  readonly kind?: string;
  readonly state?: DocumentState;
  readonly withReplaced?: true;
  readonly addedFrom?: string;
  readonly addedTo?: string;
  readonly issuedFrom?: string;
  readonly issuedTo?: string;
  readonly sort?: ArchiveSort;
  readonly order?: 'ascending';
  readonly page?: number;
}

/** What was typed about persons, and words of texts: sent by POST, never in an address (UX-19). */
export interface TypedSearch {
  readonly patient: string;
  readonly author: string;
  readonly text: string;
}

/** The order of the list, as its table tells it. */
export interface ListOrder {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export const nothingTyped: TypedSearch = { patient: '', author: '', text: '' };

const sorts = ['addedAt', 'patientName', 'kindName'] as const;
type ArchiveSort = (typeof sorts)[number];
/** Every state by name; a new one does not compile until it stands here. */
const states: Readonly<Record<DocumentState, true>> = {
  local: true,
  waiting: true,
  sending: true,
  checking: true,
  archived: true,
  refused: true,
  conflict: true,
  removed: true,
};
const dayKeys = ['addedFrom', 'addedTo', 'issuedFrom', 'issuedTo'] as const;

/** Reads the address; what does not fit is left out, so that an old bookmark still opens. */
export function readArchiveSearch(raw: Readonly<Record<string, unknown>>): ArchiveSearch {
  const { patientId, kind, state, withReplaced, sort, order, page } = raw;
  const days = dayKeys.flatMap((key) => {
    const value = raw[key];
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? [[key, value]] : [];
  });
  const known = sorts.find((one) => one === sort);
  return {
    ...(typeof patientId === 'string' && /^[\da-f-]{36}$/.test(patientId) && { patientId }),
    ...(typeof kind === 'string' && kind !== '' && { kind }),
    ...(isState(state) && { state }),
    ...(withReplaced === true && { withReplaced }),
    ...Object.fromEntries(days),
    ...(known && { sort: known }),
    ...(order === 'ascending' && { order }),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && { page }),
  };
}

function isState(value: unknown): value is DocumentState {
  return typeof value === 'string' && Object.hasOwn(states, value);
}

/** True where something narrows the list; what shows more of it does not. */
export function isFiltered(search: ArchiveSearch, typed: TypedSearch): boolean {
  const { sort: _sort, order: _order, page: _page, withReplaced: _more, ...filters } = search;
  return Object.keys(filters).length > 0 || Object.values(typed).some((text) => text !== '');
}

/** The body of the search. */
export function searchBody(
  search: ArchiveSearch,
  typed: TypedSearch,
): InputOf<(typeof searchDocuments)['body']> {
  const { order, sort = 'addedAt', page = 1, ...filters } = search;
  return { ...filters, ...typed, sort, descending: order !== 'ascending', page };
}

export function sortOf({ sort = 'addedAt', order = undefined }: ArchiveSearch): ListOrder {
  return { column: sort, direction: order ?? 'descending' };
}

/** The search with another order, on its first page. */
export function withSort(search: ArchiveSearch, { column, direction }: ListOrder): ArchiveSearch {
  const { page: _page, ...rest } = search;
  return readArchiveSearch({ ...rest, sort: column, order: direction });
}

let kept: TypedSearch = nothingTyped;

/** What was typed last, so that it is there when the reader comes back; lost with the page. */
export function keptTypedSearch(): TypedSearch {
  return kept;
}

export function keepTypedSearch(typed: TypedSearch): void {
  kept = typed;
}
