import type { FindingDefinition } from './finding.ts';

/** Keeps the literal keys of a part of the findings while checking each entry's shape. */
export function defineFindings<const Part extends Record<string, FindingDefinition>>(
  part: Part,
): Part {
  return part;
}
