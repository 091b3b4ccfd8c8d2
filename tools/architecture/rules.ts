import { posix } from 'node:path';
import type { ModuleImport, SourceModule } from './read-module.ts';

/** A broken rule, with the place and the words that the one who broke it reads. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}

/** Which packages each package may import (docs/decisions/0002-rooms.md). */
const packageMayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  xml: ['kernel'],
  pki: ['kernel'],
  soap: ['kernel', 'xml', 'pki'],
  xds: ['kernel', 'xml', 'soap'],
  cda: ['kernel', 'xml', 'pki'],
  fhir: ['kernel', 'xml', 'xds'],
  service: ['kernel'],
  'machine-api': ['kernel'],
  messages: ['kernel'],
  ui: ['kernel', 'messages'],
};
/** Bytes and typed values in and out: no server, database, network or environment. */
const protocolRooms = new Set(['xml', 'pki', 'soap', 'xds', 'cda', 'fhir', 'poland', 'hungary']);
const surroundings =
  /^(fastify|@fastify\/|pg$|kysely|graphile-worker|node:(http|https|net|tls|dgram|child_process))/;
const browserSafe = new Set(['kernel', 'messages', 'ui', 'questionnaire']);
const browserSafeEntries = new Set(['@kartoteka/service/sign-in-contract']);

/** Checks one module against every rule. */
export function checkModule(module: SourceModule): Violation[] {
  const violations: Violation[] = [];
  const report = (line: number, rule: string, text: string) =>
    violations.push({ path: module.path, line, rule, text });
  for (const imported of module.imports) {
    for (const [rule, text] of importFaults(module.path, imported))
      report(imported.line, rule, text);
  }
  for (const use of module.uses) {
    const fault = useFault(module.path, use.what);
    if (fault) report(use.line, fault[0], fault[1]);
  }
  if (module.path.endsWith('.tsx') && !/^(packages\/ui|apps\/[^/]+\/web)\//.test(module.path)) {
    report(1, 'tsx-in-web', 'Node cannot load .tsx: it lives in web/ and packages/ui only');
  }
  if (/(^|\/)(utils?|helpers?|common|misc)(\.tsx?$|\/)/.test(module.path)) {
    report(1, 'telling-name', 'name a file by what it knows');
  }
  return violations;
}

type Fault = readonly [rule: string, text: string];

function importFaults(path: string, imported: ModuleImport): Fault[] {
  const from = roomOf(path);
  const target = targetOf(path, imported.specifier);
  const faults: Fault[] = [];
  if (from.kind === 'package' && target.kind === 'package' && target.name !== from.name) {
    if (!packageMayImport[from.name]?.includes(target.name) && !from.test) {
      faults.push(['package-direction', `${from.name} may not import ${target.name}`]);
    }
  }
  if (from.kind === 'package' && target.kind === 'app') {
    faults.push(['package-imports-app', `a package may not import the application ${target.name}`]);
  }
  if (from.kind === 'app' && target.kind === 'app' && target.name !== from.name && !from.test) {
    const start = from.name === 'cli' && /\/main$/.test(imported.specifier);
    if (!start)
      faults.push(['app-imports-app', `applications meet only on the wire: ${target.name}`]);
  }
  if (protocolRooms.has(from.name) && !from.test && surroundings.test(imported.specifier)) {
    faults.push(['pure-protocol', `a protocol package may not know ${imported.specifier}`]);
  }
  if (
    imported.specifier.startsWith('.') &&
    from.kind !== 'none' &&
    // A test may start another application to meet it on the wire.
    !from.test &&
    target.kind !== 'none' &&
    target.name !== from.name
  ) {
    faults.push(['no-back-door', `import ${target.name} by its package name`]);
  }
  faults.push(...featureFaults(path, target), ...webFaults(path, imported, target));
  return faults;
}

const storeOfFeature =
  /^apps\/(?:[^/]+\/src\/features\/[^/]+\/|sandbox\/src\/[^/]+\/(?:.*\/)?)(?:[^/]*-)?store\.ts$/;

function featureFaults(path: string, target: Target): Fault[] {
  // In the sandbox, a platform is what a feature is elsewhere, and the frame is one, too.
  const feature = /^(apps\/(?:[^/]+\/src\/features|sandbox\/src)\/[^/]+)\//.exec(path)?.[1];
  if (!target.path || !storeOfFeature.test(target.path)) return [];
  // A composition root wires stores to the ports of other features; nobody else sees them.
  const root = /^apps\/[^/]+\/src\/[^/]+\.ts$/.test(path);
  if (root || target.path.startsWith(`${feature}/`) || /\/test\//.test(path)) return [];
  return [['store-is-private', `${target.path} belongs to its feature: use its service`]];
}

function webFaults(path: string, imported: ModuleImport, target: Target): Fault[] {
  if (!/^(apps\/[^/]+\/web|packages\/(ui|messages)\/src)\//.test(path) || imported.typeOnly)
    return [];
  if (path === 'packages/ui/src/vite.ts' || /\/build\//.test(path)) return [];
  if (imported.specifier.startsWith('node:')) {
    return [['browser-safe', `a browser has no ${imported.specifier}`]];
  }
  if (target.kind === 'package' && !browserSafe.has(target.name)) {
    if (browserSafeEntries.has(imported.specifier)) return [];
    return [['browser-safe', `${target.name} is not for the browser`]];
  }
  const server = target.path && /^apps\/[^/]+\/src\//.test(target.path);
  if (server && !target.path?.endsWith('contract.ts')) {
    return [['browser-safe', 'web code sees of the server only its contracts']];
  }
  return [];
}

function useFault(path: string, what: string): Fault | undefined {
  const room = roomOf(path);
  if (room.test || /^(tests|tools)\//.test(path)) return undefined;
  if (what === 'sql') {
    const allowed = room.name === 'service' || /(^|[/-])store\.ts$/.test(path);
    return allowed ? undefined : ['sql-in-store', 'SQL stands only in store.ts and migrations'];
  }
  const root = /^apps\/[^/]+\/(src\/main\.ts$|web\/)/.test(path) || /^apps\/cli\//.test(path);
  if (root || path.startsWith('packages/ui/')) return undefined;
  return ['surroundings-passed-in', `${what}: take it as an argument (style 8)`];
}

interface Room {
  readonly kind: 'package' | 'app' | 'none';
  readonly name: string;
  readonly test: boolean;
}
interface Target {
  readonly kind: 'package' | 'app' | 'none';
  readonly name: string;
  readonly path?: string;
}

function roomOf(path: string): Room {
  const match = /^(packages|apps)\/([^/]+)\/(?:(test|src\/testing)\/)?/.exec(path);
  if (!match) return { kind: 'none', name: '', test: true };
  const kind = match[1] === 'packages' ? 'package' : 'app';
  return { kind, name: match[2] ?? '', test: match[3] !== undefined };
}

function targetOf(path: string, specifier: string): Target {
  if (specifier.startsWith('.')) {
    const resolved = posix.normalize(posix.join(posix.dirname(path), specifier));
    const room = roomOf(resolved);
    return { kind: room.kind, name: room.name, path: resolved };
  }
  if (/^kartoteka($|\/)/.test(specifier)) return { kind: 'app', name: 'cli' };
  const name = /^@kartoteka\/([^/]+)/.exec(specifier)?.[1];
  if (!name) return { kind: 'none', name: '' };
  return { kind: ['practice', 'cloud', 'sandbox'].includes(name) ? 'app' : 'package', name };
}
