import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** One import of a module: what it names and whether it disappears before the code runs. */
export interface ModuleImport {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** What the architecture rules need to know about one source file. */
export interface SourceModule {
  /** Path below the repository's root, with forward slashes. */
  readonly path: string;
  readonly imports: readonly ModuleImport[];
  /** Uses of names that only a composition root may touch, and of SQL builders. */
  readonly uses: readonly { readonly what: string; readonly line: number }[];
}

/** Calls and members that reach for the surroundings; each must be passed in instead (style 8). */
const watchedMembers = new Set(['Date.now', 'Math.random', 'process.env', 'globalThis.fetch']);
const sqlCalls = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);

/**
 * Parses one TypeScript file and lists its imports and watched uses.
 *
 * @throws Error when the file cannot be parsed, so that nothing is silently left unchecked
 */
export function readModule(root: string, path: string): SourceModule {
  const source = readFileSync(`${root}/${path}`, 'utf8');
  const parsed = parseSync(path, source);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const lineOf = lineFinder(source);
  const imports = parsed.module.staticImports.map((entry) => ({
    specifier: entry.moduleRequest.value,
    typeOnly: entry.entries.length > 0 && entry.entries.every((name) => name.isType),
    line: lineOf(entry.start),
  }));
  const reexports = parsed.module.staticExports.flatMap((statement) => {
    const from = statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (!from) return [];
    const typeOnly = statement.entries.every((entry) => entry.isType);
    return [{ specifier: from.value, typeOnly, line: lineOf(statement.start) }];
  });
  const uses: { what: string; line: number }[] = [];
  visit(parsed.program, (node) => {
    const what = watchedUse(node);
    if (what) uses.push({ what, line: lineOf(Number(node.start)) });
  });
  return { path, imports: [...imports, ...reexports], uses };
}

type AnyNode = { readonly type: string; readonly start: number } & Record<string, unknown>;

function watchedUse(node: AnyNode): string | undefined {
  if (node.type === 'MemberExpression') {
    const object = (node.object as AnyNode)?.name;
    const property = (node.property as AnyNode)?.name;
    const member = `${object}.${property}`;
    return watchedMembers.has(member) ? member : undefined;
  }
  if (node.type === 'NewExpression') {
    const bare =
      (node.callee as AnyNode).name === 'Date' && (node.arguments as unknown[]).length === 0;
    return bare ? 'new Date()' : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const callee = node.callee as AnyNode;
  if (callee.type === 'Identifier' && callee.name === 'fetch') return 'fetch';
  const method = String((callee.property as AnyNode | undefined)?.name);
  return callee.type === 'MemberExpression' && sqlCalls.has(method) ? 'sql' : undefined;
}

function visit(node: unknown, see: (node: AnyNode) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, see);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if ('type' in node && 'start' in node) see(node as AnyNode);
  for (const value of Object.values(node)) visit(value, see);
}

function lineFinder(source: string): (offset: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1))
    starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
