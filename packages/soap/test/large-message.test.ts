import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LargeOutcome } from './large-message.sample.ts';

const program = join(import.meta.dirname, 'large-message.sample.ts');

/** Receives 100 MB in a process of its own, so that its memory is its own. */
function receiveLarge(kind: string) {
  const run = spawnSync(process.execPath, ['--expose-gc', program, kind], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as LargeOutcome;
}

describe('a document of 100 MB', () => {
  for (const kind of ['mtom', 'mtom-signed', 'inline', 'inline-signed', 'lines']) {
    it(`is received as ${kind} with bounded memory`, () => {
      const { outcome, exact, extraMegabytes, cpuMs } = receiveLarge(kind);
      console.info(`100 MB as ${kind}: ${extraMegabytes} MB more memory, ${cpuMs} ms`);
      expect(outcome).toBe('none');
      expect(exact).toBe(true);
      expect(extraMegabytes).toBeLessThan(120);
    });
  }
});
