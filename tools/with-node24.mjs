// Starts a TypeScript entry point with the Node that this project pins as a dependency (the npm
// package `node`), so that `npm start` works where an older Node is on the path: Node 20 can run
// this file but not TypeScript. Plain JavaScript on purpose.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pinned = join(root, 'node_modules', 'node', 'bin', 'node');
const major = Number(process.versions.node.split('.')[0]);
const node = existsSync(pinned) ? pinned : process.execPath;
if (node === process.execPath && major < 24) {
  console.error(`Node 24 or newer is needed, this is ${process.version}. Run "npm ci" first.`);
  process.exit(1);
}
const [entry, ...rest] = process.argv.slice(2);
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, entry), ...rest], {
  stdio: 'inherit',
  cwd: process.cwd(),
});
// Ctrl-C reaches the whole foreground group; this process only waits for the child's own ending.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
