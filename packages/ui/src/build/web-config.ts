import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { contractSchemas } from './contract-schemas.ts';

export interface WebPlace {
  /** The folder with `index.html` and `main.tsx`: `apps/<app>/web`. */
  readonly root: string;
  /** Where the built page goes: `apps/<app>/dist/<name>`. */
  readonly outDir: string;
  /** The address under which it is served; ends with a slash. Default `/`. */
  readonly base?: string;
}

// A browser fetches the texts of one language; servers hold all three.
const messagesInBrowser = fileURLToPath(
  new URL('../../../messages/src/browser.ts', import.meta.url),
);

// Our packages do nothing on import, so what a page does not use (the problem catalog) stays out.
const pureModules = [{ test: /\/packages\/(kernel|messages)\/src\//, sideEffects: false }];

const inlineBytesMax = 0;
const chunkKilobytesWarn = 700;

/**
 * How every web part of the product is built: no inline scripts or styles and no data: addresses, so
 * that a page works under `script-src 'self'; style-src 'self'; font-src 'self'`.
 */
export function webConfig({ root, outDir, base = '/' }: WebPlace): InlineConfig {
  return {
    root,
    base,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    resolve: { alias: [{ find: /^@kartoteka\/messages$/, replacement: messagesInBrowser }] },
    mode: 'production',
    // The same build wherever it is made: a NODE_ENV of tests would bring in React for developers.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    plugins: [contractSchemas(), react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      cssTarget: ['chrome120', 'firefox120', 'safari17'],
      assetsInlineLimit: inlineBytesMax,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { treeshake: { moduleSideEffects: pureModules } },
      chunkSizeWarningLimit: chunkKilobytesWarn,
    },
  };
}
