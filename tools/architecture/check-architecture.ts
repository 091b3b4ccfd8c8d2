import { execFileSync } from 'node:child_process';
import { readModule, type SourceModule } from './read-module.ts';
import { checkModule, type Violation } from './rules.ts';

/** The outcome of a whole run: how much was looked at is part of it. */
export interface ArchitectureReport {
  readonly modules: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
}

const modulesMin = 20;
const linesMax = 500;

/**
 * Checks every TypeScript file that git knows below `root` against the rules of the house.
 *
 * @throws Error when fewer modules are seen than the house surely has: a checker that looks at
 *   nothing reports nothing
 */
export function checkArchitecture(root: string): ArchitectureReport {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: root,
    encoding: 'utf8',
  });
  const paths = listed.split('\n').filter((path) => /^(packages|apps|tools|tests)\//.test(path));
  const modules = paths.map((path) => readModule(root, path));
  if (modules.length < modulesMin) throw new Error(`only ${modules.length} modules seen`);
  return {
    modules: modules.length,
    imports: modules.reduce((sum, module) => sum + module.imports.length, 0),
    violations: [...modules.flatMap(checkModule), ...findCycles(modules)],
  };
}

/** Limits of file length belong to the same walk (style 3); generated and sample files are exempt. */
export function lengthViolation(path: string, lines: number): Violation | undefined {
  if (lines <= linesMax || /\.sample\.ts$|\/generated\//.test(path)) return undefined;
  return { path, line: lines, rule: 'file-length', text: `${lines} lines, at most ${linesMax}` };
}

/** Cycles of value imports between files of one room, each named once. */
function findCycles(modules: readonly SourceModule[]): Violation[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const state = new Map<string, 'open' | 'done'>();
  const found: Violation[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      const cycle = [...trail.slice(trail.indexOf(path)), path].join(' -> ');
      found.push({ path, line: 1, rule: 'no-cycle', text: cycle });
      return;
    }
    state.set(path, 'open');
    for (const imported of byPath.get(path)?.imports ?? []) {
      if (imported.typeOnly || !imported.specifier.startsWith('.')) continue;
      const target = new URL(imported.specifier, `file:///${path}`).pathname.slice(1);
      if (byPath.has(target)) walk(target, [...trail, path]);
    }
    state.set(path, 'done');
  };
  for (const path of byPath.keys()) walk(path, []);
  return found;
}
