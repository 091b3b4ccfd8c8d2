import { describe, expect, it } from 'vitest';
import { errorReference } from '../docs/error-reference.ts';
import { seedTestsOf } from '../docs/seed-coverage.ts';

describe('seed coverage', () => {
  it('finds the ids that titles name, one or several', () => {
    const source = [
      `it('S003-058, S003-059 shows both', () => {});`,
      `test("plain", () => {});`,
      `it.each([['a', 1]])('S000-01 takes %s', () => {});`,
      `// S003-001 in a comment is no test`,
    ].join('\n');
    expect(seedTestsOf('a.test.ts', source)).toEqual([
      { id: 'S003-058', path: 'a.test.ts', title: 'shows both' },
      { id: 'S003-059', path: 'a.test.ts', title: 'shows both' },
      { id: 'S000-01', path: 'a.test.ts', title: 'takes %s' },
    ]);
  });
});

describe('error reference', () => {
  it('has an anchor for each code, with its words in three languages', () => {
    const page = errorReference();
    expect(page).toContain('## xml.doctype');
    expect(page).toMatch(/- hu: .*DOCTYPE/);
  });
});
