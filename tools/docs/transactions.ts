import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCapabilityStatement } from '@kartoteka/fhir';
import { storedQueries, xdsErrorCodes } from '@kartoteka/xds';
import { listSourceFiles } from '../source-files.ts';
import { type NamedTest, namedTestsOf } from './test-titles.ts';

/** What a test shows of one transaction. */
export interface TransactionTest {
  readonly transaction: string;
  /** Name of the stored query of ITI-18, where the test is about one. */
  readonly query: string | undefined;
  readonly options: readonly string[];
  readonly errors: readonly string[];
  readonly path: string;
  readonly title: string;
}

const queryNames = Object.keys(storedQueries);

/** The transactions that the cloud is about, whether built or not: an empty section tells. */
const transactions: readonly (readonly [id: string, name: string])[] = [
  ['ITI-18', 'Registry Stored Query'],
  ['ITI-41', 'Provide and Register Document Set-b'],
  ['ITI-42', 'Register Document Set-b'],
  ['ITI-43', 'Retrieve Document Set'],
  ['ITI-57', 'Update Document Set'],
  ['ITI-62', 'Remove Metadata'],
  ['ITI-65', 'Provide Document Bundle (FHIR)'],
  ['ITI-66', 'Find Document Lists (FHIR)'],
  ['ITI-67', 'Find Document References (FHIR)'],
  ['ITI-68', 'Retrieve Document (FHIR)'],
  ['ITI-86', 'Remove Documents'],
];

/** The page `docs/reference/transactions.md`. */
export function transactionReference(root: string): string {
  const tests = listSourceFiles(root)
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => namedTestsOf(path, readFileSync(join(root, path), 'utf8')))
    .flatMap(transactionTestsOf);
  const lines = [
    '# Transactions, queries, errors, and the tests that show them',
    '',
    'Generated from the titles of the tests by `npm run docs`; do not edit. How a title names what it',
    'shows: [style](../style.md), section Tests.',
    '',
    ...summary(tests),
    ...transactions.flatMap(([id, name]) => section(id, name, tests)),
    ...errorTable(tests, answeredCodes(root)),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * What one test shows. The transaction stands in its title or in that of a `describe` around it; the
 * query, options and error codes also in its row of a table.
 */
export function transactionTestsOf(test: NamedTest): TransactionTest[] {
  const words = [...test.suites, test.title].join(' \n ');
  // Its own title decides, then the nearest `describe`.
  const named = [test.title, ...[...test.suites].reverse()].map((text) =>
    unique(text.match(/\bITI-\d+\b(?!_)/g)).filter((id) =>
      transactions.some(([one]) => one === id),
    ),
  );
  const ids = named.find((some) => some.length > 0) ?? [];
  const everything = `${words} \n ${test.row}`;
  const errors = xdsErrorCodes.filter((code) => new RegExp(`\\b${code}\\b`).test(everything));
  const title = clean(test.title);
  return ids.map((transaction) => ({
    transaction,
    query: transaction === 'ITI-18' ? queryOf(test.row, test.title, ...test.suites) : undefined,
    options: [...optionsOf(everything), ...fhirOptionsOf(transaction, everything)],
    errors: [...errors, ...fhirProblemsOf(transaction, everything)],
    path: test.path,
    title,
  }));
}

/** The longest name wins: FindDocuments is the beginning of others. */
function queryOf(...texts: readonly string[]): string | undefined {
  const longestFirst = [...queryNames].sort((a, b) => b.length - a.length);
  for (const text of texts) {
    const found = longestFirst.find((name) => new RegExp(`\\b${name}(Id)?\\b`, 'i').test(text));
    if (found) return found;
  }
  return undefined;
}

const optionWords =
  /\$(?:XDS[A-Za-z]+|patientId|uuid|homeCommunityId|MetadataLevel|AssociationTypes)|\b(?:LeafClass|ObjectRef|MTOM|inline base64|RPLC|APND|XFRM_RPLC|XFRM|signs|IsSnapshotOf|UpdateAvailabilityStatus|SubmitAssociation|AssociationPropagation|NonVersioningUpdate|ConditionalRegister)\b/g;

function optionsOf(text: string): string[] {
  // Tables build the long names from a prefix that they name once.
  const whole = text.replaceAll(/\$\{(?:entry|set|folder)\}(?=[A-Z])/g, '$$XDSDocumentEntry');
  return unique(whole.match(optionWords)).map((word) =>
    word.replace(/^\$XDS(DocumentEntry|SubmissionSet|Folder)(?=[A-Z])/, '$$…'),
  );
}

/** Those of MHD, whose options are search parameters, levels of metadata and headers. */
const fhirWords: Readonly<Record<string, RegExp>> = {
  'ITI-65':
    /\b(?:UnContained\.Comprehensive|Comprehensive|Minimal|relatesTo|PATCH|Folder|JSON|XML)\b/g,
  'ITI-66': searchWords('List'),
  'ITI-67': searchWords('DocumentReference'),
  'ITI-68': /\b(?:Accept|HEAD|If-None-Match|_format)\b/g,
};

/** A parameter stands in quotes in a row, or before its value; those of all resources anywhere. */
function searchWords(type: string): RegExp {
  const base = { base: '', version: '', date: '2026', bodyBytesMax: 0 };
  const [rest] = writeCapabilityStatement(base).rest ?? [];
  const resource = rest?.resource?.find((one) => one.type === type);
  const names = (resource?.searchParam ?? []).map(({ name }) => name.replaceAll('.', '\\.'));
  const any = '_(?:id|lastUpdated|sort|count|summary|format)';
  const own = `(?:${names.join('|')})(?::[a-z]+)?`;
  return new RegExp(`(?<=')${own}(?=')|\\b${own}(?==)|(?<![\\w])${any}\\b`, 'g');
}

function fhirOptionsOf(transaction: string, text: string): string[] {
  const words = fhirWords[transaction];
  return words ? unique(text.match(words)) : [];
}

/** What MHD refuses without a code of XDS has one of ours. */
function fhirProblemsOf(transaction: string, text: string): string[] {
  return fhirWords[transaction] ? unique(text.match(/(?<![\w-])(?:fhir|service)\.[a-z-]+\b/g)) : [];
}

function clean(title: string): string {
  const words = title
    .replaceAll(/\bS00[0-3]-\d{2,3}\b[,:]?\s*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = words.length > titleMax ? `${words.slice(0, titleMax)}…` : words;
  return short.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
}

const titleMax = 160;

function unique(found: Iterable<string> | null): string[] {
  return [...new Set(found ?? [])];
}

function summary(tests: readonly TransactionTest[]): string[] {
  return [
    '| transaction | tests | options shown | errors shown |',
    '| --- | --- | --- | --- |',
    ...transactions.map(([id, name]) => {
      const own = tests.filter(({ transaction }) => transaction === id);
      return `| [${id}](#${anchor(id, name)}) ${name} | ${own.length} | ${all(own, 'options')} | ${all(own, 'errors')} |`;
    }),
    '',
  ];
}

function section(id: string, name: string, tests: readonly TransactionTest[]): string[] {
  const own = tests.filter(({ transaction }) => transaction === id);
  const lines = [`## ${id} ${name}`, ''];
  if (id !== 'ITI-18') return [...lines, ...table(own)];
  lines.push(
    '| stored query | tests | options shown | errors shown |',
    '| --- | --- | --- | --- |',
  );
  for (const query of queryNames) {
    const some = own.filter((test) => test.query === query);
    lines.push(`| ${query} | ${some.length} | ${all(some, 'options')} | ${all(some, 'errors')} |`);
  }
  for (const query of [...queryNames, undefined]) {
    const some = own.filter((test) => test.query === query);
    if (some.length > 0) lines.push('', `### ${query ?? 'Any query'}`, '', ...table(some));
  }
  return lines;
}

function table(tests: readonly TransactionTest[]): string[] {
  if (tests.length === 0) return ['No test names it.', ''];
  const rows = tests.map(
    ({ title, options, errors, path }) =>
      `| ${title} | ${options.join(', ')} | ${errors.join(', ')} | ${path} |`,
  );
  const sorted = unique(rows.sort((a, b) => a.localeCompare(b, 'en')));
  return ['| behaviour | options | errors | test |', '| --- | --- | --- | --- |', ...sorted, ''];
}

/** Each code of the specification with the transactions that a test provokes it in. */
function errorTable(tests: readonly TransactionTest[], answered: ReadonlySet<string>): string[] {
  return [
    '## Error codes',
    '',
    '| code | provoked in |',
    '| --- | --- |',
    ...xdsErrorCodes.map((code) => {
      const where = unique(
        tests.filter(({ errors }) => errors.includes(code)).map(({ transaction }) => transaction),
      );
      const none = answered.has(code) ? '**no test**' : 'not answered here';
      return `| ${code} | ${where.sort().join(', ') || none} |`;
    }),
  ];
}

/** Codes that the source of the rules and of the cloud writes, so that it may answer with them. */
function answeredCodes(root: string): ReadonlySet<string> {
  const source = listSourceFiles(root)
    .filter((path) => /^(packages\/xds|apps\/cloud)\/src\//.test(path))
    // One lists all codes, the other the words for codes that a peer answers with.
    .filter((path) => !/\/(error-codes|registry-error)\.ts$/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  return new Set(xdsErrorCodes.filter((code) => source.includes(`'${code}'`)));
}

function all(tests: readonly TransactionTest[], what: 'options' | 'errors'): string {
  return unique(tests.flatMap((test) => test[what]))
    .sort()
    .join(', ');
}

function anchor(id: string, name: string): string {
  return `${id} ${name}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
