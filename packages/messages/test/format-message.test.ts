import { languages } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { formatFrom, formatMessage, loadCatalog, type MessageKey } from '../src/index.ts';

describe('messages', () => {
  it('fill their placeholders in each language', () => {
    expect(formatMessage('pl', 'table.pageOf', { page: 2, pages: 7 })).toBe('Strona 2 z 7');
    expect(formatMessage('hu', 'table.pageOf', { page: 2, pages: 7 })).toBe('2. oldal, összesen 7');
    expect(formatMessage('en', 'table.pageOf', { page: 2, pages: 7 })).toBe('Page 2 of 7');
  });

  it.each([
    [0, 'Brak wyników'],
    [1, '1 wynik'],
    [2, '2 wyniki'],
    [5, '5 wyników'],
    [12, '12 wyników'],
    [22, '22 wyniki'],
    [112, '112 wyników'],
  ])('use the Polish plural of %i', (count, text) => {
    expect(formatMessage('pl', 'table.results', { count })).toBe(text);
  });

  it('keep the noun singular after a number in Hungarian', () => {
    expect(formatMessage('hu', 'table.results', { count: 24 })).toBe('24 találat');
  });

  it('leave apostrophes and quotes as they are written', () => {
    expect(formatMessage('en', 'archive.columnUser')).toBe('Provider’s user');
    expect(formatMessage('pl', 'form.enterField', { field: 'Data od' })).toBe(
      'Uzupełnij pole „Data od”',
    );
  });

  it('show a value that is missing instead of failing', () => {
    expect(formatMessage('en', 'table.pageOf', { page: 2 })).toBe('Page 2 of {pages}');
  });

  it('put a value with braces into the text as it is', () => {
    expect(formatMessage('en', 'table.selectRow', { name: '{x} <b>' })).toBe('Select: {x} <b>');
  });

  it('do not compile without values or with an unknown key', () => {
    // @ts-expect-error the text has placeholders
    expect(formatMessage('en', 'table.pageOf')).toBe('Page {page} of {pages}');
    // @ts-expect-error there is no such key; a wrong key from outside the types is shown
    expect(formatMessage('en', 'table.nothing')).toBe('table.nothing');
  });

  it('can be loaded one language at a time', async () => {
    const key: MessageKey = 'common.yes';
    const texts = await Promise.all(
      languages.map(async (language) => formatFrom(await loadCatalog(language), language, key)),
    );
    expect(texts).toEqual(['Tak', 'Igen', 'Yes']);
  });
});
