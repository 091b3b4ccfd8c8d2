import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  nothingTyped,
  readArchiveSearch,
  searchBody,
  sortOf,
  withSort,
} from '../../web/archive/archive-search.ts';

const full = {
  patientId: '5b1f3a52-9d0c-4f0e-8a55-0a7a4b1f8c11',
  kind: 'KIF',
  state: 'refused',
  withReplaced: true,
  addedFrom: '2026-02-01',
  addedTo: '2026-02-28',
  issuedFrom: '2026-01-01',
  issuedTo: '2026-01-31',
  sort: 'kindName',
  order: 'ascending',
  page: 3,
} as const;

describe('the search of the archive in its address', () => {
  it('keeps one patient and a time, and everything else that was chosen', () => {
    expect(readArchiveSearch(full)).toEqual(full);
  });

  it.each([
    ['patientId', 'Kowalska'],
    ['kind', ''],
    ['state', 'lost'],
    ['withReplaced', 'yes'],
    ['withReplaced', false],
    ['addedFrom', '1.2.2026'],
    ['issuedTo', '2026-1-1'],
    ['sort', 'pesel'],
    ['order', 'descending'],
    ['page', 1],
    ['page', 2.5],
    ['page', '3'],
  ])('leaves %s = %s out and keeps the rest', (name, value) => {
    const { [name as keyof typeof full]: _gone, ...rest } = full;
    expect(readArchiveSearch({ ...full, [name]: value })).toEqual(rest);
  });

  it('opens whatever stands in the address', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(full)), fc.anything()), (raw) => {
        const read = readArchiveSearch(raw);
        expect(readArchiveSearch({ ...read })).toEqual(read);
      }),
    );
  });

  it('never carries what was typed about a person', () => {
    const typed = { patient: 'Kowalska', author: 'Nowak', text: 'angina' };
    expect(readArchiveSearch({ ...full, ...typed })).toEqual(full);
    expect(searchBody(full, typed)).toMatchObject({ ...typed, kind: 'KIF', page: 3 });
  });

  it('asks for replaced versions only where somebody chose to see them', () => {
    expect(searchBody({}, nothingTyped)).not.toHaveProperty('withReplaced');
    expect(searchBody(full, nothingTyped)).toMatchObject({ withReplaced: true });
  });
});

describe('the order of the archive', () => {
  it('shows what came last first, until somebody chooses otherwise', () => {
    expect(sortOf({})).toEqual({ column: 'addedAt', direction: 'descending' });
    expect(searchBody({}, nothingTyped)).toMatchObject({
      sort: 'addedAt',
      descending: true,
      page: 1,
    });
  });

  it('goes back to the first page with another order', () => {
    const sorted = withSort(
      { kind: 'KIF', page: 4 },
      { column: 'patientName', direction: 'ascending' },
    );
    expect(sorted).toEqual({ kind: 'KIF', sort: 'patientName', order: 'ascending' });
    expect(searchBody(sorted, nothingTyped)).toMatchObject({ descending: false, page: 1 });
  });
});

describe('whether the list is narrowed', () => {
  it('is not by order and page, and is by a filter or a typed word', () => {
    expect(isFiltered({ sort: 'kindName', order: 'ascending', page: 2 }, nothingTyped)).toBe(false);
    expect(isFiltered({ kind: 'KIF' }, nothingTyped)).toBe(true);
    expect(isFiltered({ withReplaced: true }, nothingTyped)).toBe(false);
    expect(isFiltered({}, { ...nothingTyped, text: 'angina' })).toBe(true);
  });
});
