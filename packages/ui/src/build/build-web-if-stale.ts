import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { isFresh, stampOf, writeStamp } from './source-stamp.ts';
import { type WebPlace, webConfig } from './web-config.ts';

export interface WebBuild {
  /** False where the build at hand was still the right one. */
  readonly built: boolean;
  readonly outDir: string;
  readonly durationMs: number;
}

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Builds a web part when one of the files that went into it has changed, and leaves it alone
 * otherwise: the second start of an application costs some milliseconds. The new build takes the old
 * one's place in one step, so that a server never shows half of it.
 *
 * @param place folders relative to the repository or absolute
 * @example await buildWebIfStale({ root: 'apps/practice/web', outDir: 'apps/practice/dist/web' });
 */
export async function buildWebIfStale(place: WebPlace): Promise<WebBuild> {
  const startedAt = performance.now();
  const root = resolve(repository, place.root);
  const outDir = resolve(repository, place.outDir);
  const done = (built: boolean): WebBuild => ({
    built,
    outDir,
    durationMs: Math.round(performance.now() - startedAt),
  });
  if (await isFresh(root, outDir)) return done(false);
  await build({ ...place, root, outDir });
  return done(true);
}

async function build(place: Required<Pick<WebPlace, 'root' | 'outDir'>> & WebPlace): Promise<void> {
  const { root, outDir } = place;
  const fresh = `${outDir}.new-${randomUUID()}`;
  const sources = new Set([join(repository, 'package-lock.json'), ...(await filesBelow(root))]);
  // Vite is loaded only where something has to be built: it costs a second of every start otherwise.
  const vite = await import('vite');
  const config = webConfig({ ...place, outDir: fresh });
  try {
    await vite.build({
      ...config,
      cacheDir: `${fresh}.cache`,
      plugins: [...(config.plugins ?? []), collectSources(sources)],
    });
    await writeStamp(fresh, await stampOf(root, [...sources]));
    await replace(outDir, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(`${fresh}.cache`, { recursive: true, force: true });
  }
}

/** Everything in the page's own folder: what HTML and CSS name is no module of the bundler. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Notes every file of ours that a build read; what comes from packages is covered by the lock file. */
function collectSources(sources: Set<string>): Plugin {
  const note = (id: string) => {
    const file = id.split('?')[0] ?? id;
    if (isAbsolute(file) && !file.includes('/node_modules/') && existsSync(file)) sources.add(file);
  };
  return {
    name: 'kartoteka-collect-sources',
    moduleParsed: ({ id }) => note(id),
  };
}

/** Where two processes build at once, the later one finds the place taken by the same build. */
async function replace(outDir: string, fresh: string): Promise<void> {
  const old = `${fresh}.old`;
  await unlessCode(['ENOENT'], rename(outDir, old));
  await unlessCode(['ENOTEMPTY', 'EEXIST'], rename(fresh, outDir));
  await rm(old, { recursive: true, force: true });
}

async function unlessCode(codes: readonly string[], work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (!codes.includes(code)) throw cause;
  }
}
