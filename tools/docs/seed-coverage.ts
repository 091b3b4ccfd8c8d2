import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSourceFiles } from '../source-files.ts';

interface SeedTest {
  readonly id: string;
  readonly path: string;
  readonly title: string;
}

/**
 * The page `docs/reference/seed-coverage.md`: which test shows which row of the seeds. A row is named
 * by its id at the start of a test's title, as in `it('S003-058 shows the serial number', …)`.
 */
export function seedCoverage(root: string): string {
  const tests = listSourceFiles(root)
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => seedTestsOf(path, readFileSync(join(root, path), 'utf8')));
  const ids = [...new Set(tests.map((test) => test.id))].sort();
  const lines = [
    '# Behaviours of the seeds and the tests that show them',
    '',
    'Generated from the titles of the tests by `npm run docs`; do not edit.',
    '',
    `${ids.length} of 380 rows are shown.`,
    '',
    '| id | place | test |',
    '| --- | --- | --- |',
  ];
  for (const test of tests.sort((a, b) =>
    (a.id + a.path + a.title).localeCompare(b.id + b.path + b.title, 'en'),
  )) {
    lines.push(`| ${test.id} | ${test.path} | ${test.title.replaceAll('|', '\\|')} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** All seed ids that the test titles of one file name; a title may name several. */
export function seedTestsOf(path: string, source: string): SeedTest[] {
  const titles = source.matchAll(
    /\b(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g,
  );
  return [...titles].flatMap(([, , title = '']) => {
    const ids = title.match(/\bS00[0-3]-\d{2,3}\b/g) ?? [];
    const words = title.replaceAll(/\bS00[0-3]-\d{2,3}\b[,:]?\s*/g, '').trim();
    return ids.map((id) => ({ id, path, title: words }));
  });
}
