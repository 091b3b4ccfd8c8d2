import type { ProblemDefinition } from '../problem.ts';

/** Keeps the literal keys of a part of the catalog while checking each entry's shape. */
export function defineProblems<const Part extends Record<string, ProblemDefinition>>(
  part: Part,
): Part {
  return part;
}
