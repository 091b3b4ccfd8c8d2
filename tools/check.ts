// `npm run check`: format, lint, types, architecture, dead code, texts, generated docs. All steps
// run even when one fails, so that one run names everything.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkMessages } from '@kartoteka/messages';
import { checkArchitecture, lengthViolation } from './architecture/check-architecture.ts';
import { staleDocs } from './docs/generate.ts';
import { runStep } from './run-step.ts';
import { listSourceFiles } from './source-files.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

const steps: readonly [name: string, run: () => Promise<string[]>][] = [
  ['format and lint', () => command(bin('biome'), ['ci', '--colors=off', '.'])],
  ['types of the server side', () => command(bin('tsc'), ['-p', 'tsconfig.json'])],
  ['types of the web side', () => command(bin('tsc'), ['-p', 'tsconfig.web.json'])],
  ['architecture', architecture],
  ['dead code', () => command(bin('knip'), ['--no-progress', '--no-config-hints'])],
  ['texts', texts],
  ['generated docs', async () => staleDocs(root)],
];

let failed = 0;
for (const [name, run] of steps) {
  const started = performance.now();
  const faults = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);

async function command(program: string, args: readonly string[]): Promise<string[]> {
  const { code, output } = await runStep(program, args, { quiet: true });
  return code === 0 ? [] : output.trimEnd().split('\n');
}

async function texts(): Promise<string[]> {
  return (await checkMessages()).map((finding) => JSON.stringify(finding));
}

async function architecture(): Promise<string[]> {
  const report = checkArchitecture(root);
  const lengths = listSourceFiles(root).flatMap((path) => {
    const lines = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
    return lengthViolation(path, lines) ?? [];
  });
  console.log(`       ${report.modules} modules, ${report.imports} imports looked at`);
  return [...report.violations, ...lengths].map(
    (one) => `${one.path}:${one.line} ${one.rule}: ${one.text}`,
  );
}
