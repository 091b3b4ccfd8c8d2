import type { AreaOf } from '../area.ts';
import type { table as polish } from '../pl/table.ts';

export const table: AreaOf<typeof polish> = {
  pageOf: 'Page {page} of {pages}',
  pagination: 'Pages: {caption}',
  firstPage: 'First page',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  lastPage: 'Last page',
  rowsPerPage: 'Rows per page',
  sortBy: 'Sort by: {column}',
  order: 'Order',
  ascending: '{column}, ascending',
  descending: '{column}, descending',
  sortedAscending: 'Sorted ascending by: {column}',
  sortedDescending: 'Sorted descending by: {column}',
  results: '{count, plural, =0 {No results} one {# result} other {# results}}',
  emptyFiltered: 'Nothing matches these search conditions.',
  clearFilters: 'Clear filters',
  selected: '{count, plural, =0 {Nothing selected} one {# row selected} other {# rows selected}}',
  selectAll: 'Select all on this page',
  selectRow: 'Select: {name}',
  clearSelection: 'Clear selection',
  actions: 'Actions',
  actionsFor: 'Actions for {name}',
  search: 'Search',
  advancedSearch: 'Advanced search',
};
