import { fileURLToPath } from 'node:url';
import { storedQueries, transactionWires } from '@kartoteka/xds';
import { describe, expect, it } from 'vitest';
import { namedTestsOf } from '../docs/test-titles.ts';
import { transactionReference, transactionTestsOf } from '../docs/transactions.ts';

const read = (source: string) => namedTestsOf('a.test.ts', source);

describe('titles of tests', () => {
  it('are found with the describe blocks around them, template texts included', () => {
    const source = `
      describe.skipIf(!here)('outer', () => {
        describe('inner', () => { it(\`takes \${max} of them\`, () => {}); });
        test('plain', () => {});
      });`;
    expect(read(source)).toEqual([
      { path: 'a.test.ts', suites: ['outer', 'inner'], title: 'takes … of them', row: '' },
      { path: 'a.test.ts', suites: ['outer'], title: 'plain', row: '' },
    ]);
  });

  it('come once a row of a table, named by its first text or by $name', () => {
    const source = `
      const rows: [string, string][] = [['no id', 'A'], ['two ids', 'B']] as const;
      it.each(rows)('%s is refused', () => {});
      it.each([{ what: 'late' }])('is $what', () => {});
      it.each(elsewhere)('%s from elsewhere', () => {});`;
    expect(read(source).map(({ title, row }) => [title, row])).toEqual([
      ['no id is refused', "['no id', 'A']"],
      ['two ids is refused', "['two ids', 'B']"],
      ['is late', "{ what: 'late' }"],
      ['%s from elsewhere', ''],
    ]);
  });

  it('of a file that cannot be parsed are not left out silently', () => {
    expect(() => read('it(')).toThrow('a.test.ts');
  });
});

describe('what a title says of a transaction', () => {
  const only = (title: string, row = '', suites: string[] = []) =>
    transactionTestsOf({ path: 'a.test.ts', suites, title, row }).map(
      ({ transaction, query, errors, options }) => [transaction, query, errors, options],
    );

  it('is its id, and that of the nearest describe where it has none', () => {
    expect(only('ITI-41, ITI-43: both', '', ['ITI-18'])).toEqual([
      ['ITI-41', undefined, [], []],
      ['ITI-43', undefined, [], []],
    ]);
    expect(only('whatever', '', ['ITI-41', 'ITI-42'])).toEqual([['ITI-42', undefined, [], []]]);
    expect(only('ITI-999 and ITI-18_request_raw.xml')).toEqual([]);
  });

  it('is the longest name of a query, from the row first', () => {
    expect(only('ITI-18 GetDocumentsAndAssociations: all')[0]?.[1]).toBe(
      'GetDocumentsAndAssociations',
    );
    expect(only('ITI-18: wrong', '[getAllId, 1]', ['FindDocuments'])[0]?.[1]).toBe('GetAll');
  });

  it('are whole error codes and parameters, wherever they stand', () => {
    const row = "['$XDSDocumentEntryClassCode', 'XDSStoredQueryParamNumber']";
    expect(only('ITI-18 FindDocuments: ObjectRef: XDSRegistryErrors', row)).toEqual([
      ['ITI-18', 'FindDocuments', ['XDSStoredQueryParamNumber'], ['ObjectRef', '$…ClassCode']],
    ]);
  });
});

describe('the page of transactions', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));

  it('has a test for every transaction that is built', () => {
    const page = transactionReference(root);
    for (const name of Object.keys(transactionWires)) {
      const id = name.replace('iti', 'ITI-');
      const [, tests] = new RegExp(`\\| \\[${id}\\][^|]*\\| (\\d+) \\|`).exec(page) ?? [];
      expect([id, Number(tests)]).toEqual([id, expect.any(Number)]);
      expect(Number(tests), id).toBeGreaterThan(0);
    }
  });

  it('has a test for every stored query and for every error code that may be answered', () => {
    const page = transactionReference(root);
    for (const query of Object.keys(storedQueries)) {
      expect(page).toMatch(new RegExp(`^\\| ${query} \\| [1-9]`, 'm'));
    }
    expect(page).not.toContain('**no test**');
    expect(page).toContain('| XDSReplaceFailed | not answered here |');
  });
});
