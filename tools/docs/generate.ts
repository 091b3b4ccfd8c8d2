import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorReference } from './error-reference.ts';
import { metadataRuleReference } from './metadata-rules.ts';
import { seedCoverage } from './seed-coverage.ts';
import { transactionReference } from './transactions.ts';

/** Every generated page: path below the root and its content as it should be now. */
export function generatedDocs(root: string): ReadonlyMap<string, string> {
  return new Map([
    ['docs/reference/errors.md', errorReference()],
    ['docs/reference/metadata-rules.md', metadataRuleReference()],
    ['docs/reference/seed-coverage.md', seedCoverage(root)],
    ['docs/reference/transactions.md', transactionReference(root)],
  ]);
}

/** Names the generated pages that are not what the source says. */
export function staleDocs(root: string): string[] {
  return [...generatedDocs(root)].flatMap(([path, wanted]) => {
    const file = join(root, path);
    const current = existsSync(file) && readFileSync(file, 'utf8') === wanted;
    return current ? [] : [`${path} is stale: run npm run docs`];
  });
}
