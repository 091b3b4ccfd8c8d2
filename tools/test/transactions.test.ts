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

describe('what a title says of a transaction of MHD', () => {
  const only = (title: string, row = '') =>
    transactionTestsOf({ path: 'a.test.ts', suites: [], title, row }).map(
      ({ transaction, errors, options }) => [transaction, errors, options],
    );

  it('are search parameters in quotes or before a value, not words that look like them', () => {
    const row = "[['author.family:exact', 'x'], ['type', '7'], ['sourceId', '1']]";
    expect(only('ITI-67 period=%s: a date of this type', row)).toEqual([
      ['ITI-67', [], ['period', 'author.family:exact', 'type']],
    ]);
    expect(only('ITI-66 and a code, by _count', row)).toEqual([
      ['ITI-66', [], ['_count', 'sourceId']],
    ]);
  });

  it('are levels, headers and relations', () => {
    expect(only('ITI-65 relatesTo as UnContained.Comprehensive')[0]?.[2]).toEqual([
      'relatesTo',
      'UnContained.Comprehensive',
    ]);
    expect(only('ITI-68 If-None-Match and HEAD')[0]?.[2]).toEqual(['If-None-Match', 'HEAD']);
  });

  it('are our own codes where XDS has none, and no names of files', () => {
    const title = 'ITI-65 with-fhir.md: XDSMissingDocument, fhir.too-large, service.sender-slow';
    expect(only(title)[0]?.[1]).toEqual([
      'XDSMissingDocument',
      'fhir.too-large',
      'service.sender-slow',
    ]);
    expect(only('ITI-41: fhir.too-large')[0]?.[1]).toEqual([]);
  });
});

describe('the page of transactions', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));

  it('has a test for every transaction that is built', () => {
    const page = transactionReference(root);
    const wires = Object.keys(transactionWires).map((name) => name.replace('iti', 'ITI-'));
    for (const id of [...wires, 'ITI-65', 'ITI-66', 'ITI-67', 'ITI-68']) {
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
