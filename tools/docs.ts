// `npm run docs`: writes the generated pages of docs/reference.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedDocs } from './docs/generate.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
for (const [path, text] of generatedDocs(root)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
