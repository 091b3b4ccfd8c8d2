import { parseSync } from 'oxc-parser';

/** One test as its source shows it. */
export interface NamedTest {
  readonly path: string;
  /** Titles of the `describe` blocks around it, outermost first. */
  readonly suites: readonly string[];
  /** Its own title; of a row of `it.each` with the row's leading text in place of `%s`. */
  readonly title: string;
  /** The source of the row, where the test is one of `it.each`; else empty. */
  readonly row: string;
}

/**
 * Every test of one file, by reading its source: a table given to `it.each` yields one test a row,
 * where the table stands in the same file.
 *
 * @throws Error when the file cannot be parsed, so that nothing is silently left out
 * @example namedTestsOf('a.test.ts', "describe('ITI-41', () => { it('stores', () => {}); });")
 *   // [{ path: 'a.test.ts', suites: ['ITI-41'], title: 'stores', row: '' }]
 */
export function namedTestsOf(path: string, source: string): NamedTest[] {
  const parsed = parseSync(path, source);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const reading: Reading = { path, source, tables: new Map(), tests: [] };
  collectTables(parsed.program, reading);
  walk(parsed.program, [], reading);
  return reading.tests;
}

type AnyNode = { readonly type: string; readonly start: number; readonly end: number } & Record<
  string,
  unknown
>;

interface Reading {
  readonly path: string;
  readonly source: string;
  readonly tables: Map<string, AnyNode>;
  readonly tests: NamedTest[];
}

/** Arrays that a file names, so that `it.each(rows)` can be followed. */
function collectTables(node: unknown, reading: Reading): void {
  for (const each of nodesIn(node)) {
    const init = unwrapped(each.init);
    const name = (each.id as AnyNode | undefined)?.name;
    if (each.type === 'VariableDeclarator' && init?.type === 'ArrayExpression') {
      reading.tables.set(String(name), init);
    }
  }
}

function walk(node: unknown, suites: readonly string[], reading: Reading): void {
  for (const each of childNodes(node)) {
    const call = testCall(each);
    const title = call && textOf(call.args[0]);
    if (!call || title === undefined) {
      walk(each, suites, reading);
      continue;
    }
    if (call.name === 'describe') {
      walk(call.args.slice(1), [...suites, title], reading);
      continue;
    }
    for (const row of rowsOf(call.table, reading)) {
      reading.tests.push({ path: reading.path, suites, ...filled(title, row, reading.source) });
    }
  }
}

interface TestCall {
  readonly name: string;
  readonly args: readonly AnyNode[];
  readonly table: AnyNode | undefined;
}

/** `it(…)`, `it.each(…)(…)`, `describe.skipIf(…)(…)` and their kin. */
function testCall(node: AnyNode): TestCall | undefined {
  if (node.type !== 'CallExpression') return undefined;
  let callee = node.callee as AnyNode;
  let table: AnyNode | undefined;
  while (callee.type === 'CallExpression' || callee.type === 'MemberExpression') {
    if (callee.type === 'CallExpression') {
      const inner = callee.callee as AnyNode;
      if ((inner.property as AnyNode | undefined)?.name === 'each') {
        table = (callee.arguments as AnyNode[])[0];
      }
      callee = inner;
    } else callee = callee.object as AnyNode;
  }
  const name = String(callee.name);
  if (!['describe', 'it', 'test'].includes(name)) return undefined;
  return { name, args: node.arguments as AnyNode[], table };
}

function rowsOf(table: AnyNode | undefined, reading: Reading): readonly (AnyNode | undefined)[] {
  const list = unwrapped(table);
  if (list?.type === 'Identifier') return rowsOf(reading.tables.get(String(list.name)), reading);
  if (list?.type !== 'ArrayExpression') return [undefined];
  return (list.elements as AnyNode[]).map((element) => unwrapped(element));
}

/** Puts the first text of a row, or the one that `$name` asks for, into the title. */
function filled(
  title: string,
  row: AnyNode | undefined,
  source: string,
): { title: string; row: string } {
  if (!row) return { title, row: '' };
  const text = source.slice(row.start, row.end);
  const first = row.type === 'ArrayExpression' ? (row.elements as AnyNode[])[0] : row;
  const words = textOf(first);
  const named = title.replaceAll(/\$(\w+)/g, (whole, name) => propertyOf(row, name) ?? whole);
  const shown = words ?? text.replaceAll(/\s+/g, ' ').replace(/^\[(.*)\]$/, '$1');
  return { title: named.replace(/%[sj]/, () => shown), row: text };
}

function propertyOf(row: AnyNode, name: string): string | undefined {
  if (row.type !== 'ObjectExpression') return undefined;
  const property = (row.properties as AnyNode[]).find(
    ({ key }) => (key as AnyNode | undefined)?.name === name,
  );
  return property && textOf(property.value as AnyNode);
}

function textOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral') return undefined;
  const quasis = node.quasis as { value: { cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('…');
}

/** Behind `as const`, `satisfies` and brackets. */
function unwrapped(node: unknown): AnyNode | undefined {
  const known = node as AnyNode | undefined;
  const inside = known?.type.startsWith('TS') || known?.type === 'ParenthesizedExpression';
  return inside && known?.expression ? unwrapped(known.expression) : known;
}

function childNodes(node: unknown): AnyNode[] {
  if (Array.isArray(node)) return node.flatMap((item) => (isNode(item) ? [item] : []));
  if (node === null || typeof node !== 'object') return [];
  return Object.values(node).flatMap((value) =>
    isNode(value) ? [value] : Array.isArray(value) ? value.filter(isNode) : [],
  );
}

function* nodesIn(node: unknown): Generator<AnyNode> {
  for (const each of childNodes(node)) {
    yield each;
    yield* nodesIn(each);
  }
}

function isNode(value: unknown): value is AnyNode {
  return value !== null && typeof value === 'object' && 'type' in value && 'start' in value;
}
