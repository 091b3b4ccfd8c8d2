// `npm test`: installs the Debian packages that the suite judges with (as root; otherwise it says
// what is missing), runs the whole suite and closes with `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debianPackages, missingPackages } from './debian-packages.ts';
import { runStep } from './run-step.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTotalTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const missing = await missingPackages();
if (missing.length > 0 && process.getuid?.() === 0) {
  console.log(`Installing ${missing.join(', ')}`);
  await debianPackages(missing);
}
const absent = await missingPackages();
if (absent.length > 0) {
  console.error(`Missing Debian packages: ${absent.join(', ')}.`);
  console.error(`Install them with: sudo apt-get install ${absent.join(' ')}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-test-'));
const report = join(folder, 'report.json');
const wanted = process.argv.slice(2);
const run = await runStep(join(root, 'node_modules', '.bin', 'vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...wanted,
]);
const { passed, failed, skipped } = count(report);
rmSync(folder, { recursive: true });
const broken = failed > 0 || passed === 0 || run.code !== 0;
console.log(
  `${passed} passed, ${broken ? Math.max(1, failed) : 0} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exit(broken ? 1 : 0);

function count(path: string): { passed: number; failed: number; skipped: number } {
  const result = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  // A file that failed to load has no tests of its own to count.
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloaded,
    skipped: result.numPendingTests,
  };
}
