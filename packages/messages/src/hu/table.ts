import type { AreaOf } from '../area.ts';
import type { table as polish } from '../pl/table.ts';

export const table: AreaOf<typeof polish> = {
  pageOf: '{page}. oldal, összesen {pages}',
  pagination: 'Oldalak: {caption}',
  firstPage: 'Első oldal',
  previousPage: 'Előző oldal',
  nextPage: 'Következő oldal',
  lastPage: 'Utolsó oldal',
  rowsPerPage: 'Sor oldalanként',
  sortBy: 'Rendezés: {column}',
  order: 'Sorrend',
  ascending: '{column}, növekvő',
  descending: '{column}, csökkenő',
  sortedAscending: 'Növekvő sorrend: {column}',
  sortedDescending: 'Csökkenő sorrend: {column}',
  results: '{count, plural, =0 {Nincs találat} one {# találat} other {# találat}}',
  emptyFiltered: 'Ezeknek a keresési feltételeknek semmi sem felel meg.',
  clearFilters: 'Szűrők törlése',
  selected:
    '{count, plural, =0 {Nincs kijelölt sor} one {# sor kijelölve} other {# sor kijelölve}}',
  selectAll: 'Az oldal összes sorának kijelölése',
  selectRow: 'Kijelölés: {name}',
  clearSelection: 'Kijelölés törlése',
  actions: 'Műveletek',
  actionsFor: 'Műveletek: {name}',
  search: 'Keresés',
  advancedSearch: 'Részletes keresés',
};
