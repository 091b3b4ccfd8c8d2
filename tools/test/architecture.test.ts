import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArchitecture, lengthViolation } from '../architecture/check-architecture.ts';

/** Planted faults: the checker must catch each, or it is asleep. */
const planted: Record<string, { rule: string; source: string }> = {
  'packages/kernel/src/looks-up.ts': {
    rule: 'package-direction',
    source: `import { readXml } from '@kartoteka/xml';\nexport const a = readXml;\n`,
  },
  'packages/xds/src/knows-database.ts': {
    rule: 'pure-protocol',
    source: `import pg from 'pg';\nexport const a = pg;\n`,
  },
  'packages/soap/src/knows-app.ts': {
    rule: 'package-imports-app',
    source: `export { start } from '@kartoteka/cloud/main';\n`,
  },
  'apps/cloud/src/knows-practice.ts': {
    rule: 'app-imports-app',
    source: `import { start } from '@kartoteka/practice/main';\nexport const a = start;\n`,
  },
  'packages/xds/src/back-door.ts': {
    rule: 'no-back-door',
    source: `import { readXml } from '../../xml/src/index.ts';\nexport const a = readXml;\n`,
  },
  'apps/cloud/src/features/consents/service.ts': {
    rule: 'store-is-private',
    source: `import { find } from '../documents/store.ts';\nexport const a = find;\n`,
  },
  'apps/sandbox/src/mail/deliver.ts': {
    rule: 'store-is-private',
    source: `import { insertCall } from '../frame/calls/call-store.ts';\nexport const a = insertCall;\n`,
  },
  'apps/sandbox/src/frame/peeks.ts': {
    rule: 'app-imports-app',
    source: `import { startCloud } from '@kartoteka/cloud/main';\nexport const a = startCloud;\n`,
  },
  'apps/practice/src/peeks.ts': {
    rule: 'app-imports-app',
    source: `import { startSandbox } from '@kartoteka/sandbox/main';\nexport const a = startSandbox;\n`,
  },
  'apps/practice/web/archive/page.ts': {
    rule: 'browser-safe',
    source: `import { readCda } from '@kartoteka/cda';\nexport const a = readCda;\n`,
  },
  'apps/practice/web/archive/server.ts': {
    rule: 'browser-safe',
    source: `import { list } from '../../src/features/archive/service.ts';\nexport const a = list;\n`,
  },
  'apps/practice/src/page.tsx': { rule: 'tsx-in-web', source: 'export const a = 1;\n' },
  'packages/kernel/src/utils.ts': { rule: 'telling-name', source: 'export const a = 1;\n' },
  'packages/xml/src/reads-clock.ts': {
    rule: 'surroundings-passed-in',
    source: 'export const at = () => Date.now();\n',
  },
  'apps/cloud/src/features/documents/service.ts': {
    rule: 'sql-in-store',
    source: `export const list = (db: any) => db.selectFrom('entry');\n`,
  },
  'packages/kernel/src/first.ts': {
    rule: 'no-cycle',
    source: `import { b } from './second.ts';\nexport const a = () => b;\n`,
  },
  'packages/kernel/src/second.ts': {
    rule: 'no-cycle',
    source: `import { a } from './first.ts';\nexport const b = () => a;\n`,
  },
};

describe('architecture checker', () => {
  let root = '';

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'kartoteka-canary-'));
    execFileSync('git', ['init', '-q'], { cwd: root });
    for (const [path, { source }] of Object.entries(planted)) write(root, path, source);
    for (let n = 0; n < 20; n += 1) {
      write(
        root,
        `packages/xml/src/fine-${n}.ts`,
        `import type { Oid } from '@kartoteka/kernel';\nexport type A${n} = Oid;\n`,
      );
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each(Object.entries(planted).filter(([path]) => !path.endsWith('second.ts')))(
    'catches the fault planted in %s',
    (path, { rule }) => {
      const caught = checkArchitecture(root).violations.filter((one) => one.path === path);
      expect(caught.map((one) => one.rule)).toContain(rule);
    },
  );

  it('reports nothing about files that keep the rules', () => {
    const report = checkArchitecture(root);
    expect(report.violations.filter((one) => one.path.includes('/fine-'))).toEqual([]);
    expect(report.imports).toBeGreaterThanOrEqual(20);
  });

  it('refuses to call an empty house clean', () => {
    const empty = mkdtempSync(join(tmpdir(), 'kartoteka-empty-'));
    execFileSync('git', ['init', '-q'], { cwd: empty });
    expect(() => checkArchitecture(empty)).toThrow('only 0 modules seen');
    rmSync(empty, { recursive: true });
  });

  it('names a file over 500 lines and lets generated ones be', () => {
    expect(lengthViolation('packages/xml/src/long.ts', 501)?.rule).toBe('file-length');
    expect(lengthViolation('packages/xml/src/long.ts', 500)).toBeUndefined();
    expect(lengthViolation('packages/xml/src/long.sample.ts', 900)).toBeUndefined();
  });
});

function write(root: string, path: string, source: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), source);
}
