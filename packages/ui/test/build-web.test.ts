import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWebIfStale } from '../src/vite.ts';

describe('building a web part', () => {
  let home = '';
  let root = '';
  let outDir = '';

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kartoteka-web-'));
    root = join(home, 'web');
    outDir = join(home, 'dist');
    await mkdir(root);
    await writeFile(
      join(root, 'index.html'),
      '<!doctype html><html lang="pl"><head><title>x</title></head><body><script type="module" src="./main.ts"></script></body></html>',
    );
    await writeFile(
      join(root, 'main.ts'),
      "import { words } from './words.ts';\ndocument.title = words;\n",
    );
    await writeFile(join(root, 'words.ts'), "export const words = 'first words';\n");
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('builds once, and again only when a source has changed', async () => {
    expect((await buildWebIfStale({ root, outDir })).built).toBe(true);
    const again = await buildWebIfStale({ root, outDir });
    expect(again.built).toBe(false);
    expect(again.durationMs).toBeLessThan(2000);
    await writeFile(join(root, 'words.ts'), "export const words = 'other words';\n");
    expect((await buildWebIfStale({ root, outDir })).built).toBe(true);
    expect(await scripts(outDir)).toContain('other words');
    expect((await buildWebIfStale({ root, outDir })).built).toBe(false);
  });

  it('builds again when a source is gone, and leaves the old build where the new one fails', async () => {
    await rm(join(root, 'words.ts'));
    await expect(buildWebIfStale({ root, outDir })).rejects.toThrow();
    expect(await scripts(outDir)).toContain('other words');
    expect((await readdir(home)).sort()).toEqual(['dist', 'web']);
    await writeFile(join(root, 'words.ts'), "export const words = 'third words';\n");
    expect((await buildWebIfStale({ root, outDir })).built).toBe(true);
  });

  it('lets two starts at once both end with a whole build', async () => {
    await writeFile(join(root, 'words.ts'), "export const words = 'fourth words';\n");
    await Promise.all([buildWebIfStale({ root, outDir }), buildWebIfStale({ root, outDir })]);
    expect(await scripts(outDir)).toContain('fourth words');
    expect((await buildWebIfStale({ root, outDir })).built).toBe(false);
    expect((await readdir(home)).sort()).toEqual(['dist', 'web']);
  });

  it('keeps the schemas of contracts out, and their paths in', async () => {
    await writeFile(
      join(root, 'main.ts'),
      `import { z } from 'zod';
const page = z.object({ page: z.coerce.number().int().min(1).default(1) });
export const contract = { method: 'GET', path: '/api/list', query: page.extend({ q: z.iso.datetime() }), answer: z.undefined() };
document.title = contract.path;
`,
    );
    await buildWebIfStale({ root, outDir });
    const code = await scripts(outDir);
    expect(code).toContain('/api/list');
    expect(code.length).toBeLessThan(3000);
  });
});

describe('the frames of the applications', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kartoteka-frames-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it.each([
    ['apps/practice/web', '/'],
    ['apps/cloud/web/portal', '/portal/'],
  ])(
    '%s is built without inline scripts and fetches one language at a time',
    async (root, base) => {
      const outDir = join(home, base === '/' ? 'practice' : 'portal');
      await buildWebIfStale({ root, outDir, base });
      const html = await readFile(join(outDir, 'index.html'), 'utf8');
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(html).not.toMatch(/<style|style=|javascript:|data:/);
      const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
      expect(sources.length).toBeGreaterThan(2);
      for (const source of sources) expect(source?.startsWith(`${base}assets/`)).toBe(true);
      const names = await readdir(join(outDir, 'assets'));
      for (const language of ['pl', 'hu', 'en']) {
        expect(names.filter((name) => name.startsWith(`${language}-`))).toHaveLength(1);
      }
      const entry = names.find((name) => /^index-.*\.js$/.test(name)) ?? '';
      const kilobytes = gzipSync(await readFile(join(outDir, 'assets', entry))).length / 1000;
      expect(kilobytes).toBeLessThan(200);
    },
  );
});

async function scripts(outDir: string): Promise<string> {
  const folder = join(outDir, 'assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('\n');
}
