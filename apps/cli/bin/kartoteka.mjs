#!/usr/bin/env node
// The command `kartoteka`. Plain JavaScript, because an older Node may be the one that starts it: the
// pinned Node then runs the program itself, which is TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'main.ts');
const require = createRequire(import.meta.url);
const pinned = join(dirname(require.resolve('node/package.json')), 'bin', 'node');
const node = existsSync(pinned) ? pinned : process.execPath;
const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the whole foreground group; this process only waits for the child's own ending.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
