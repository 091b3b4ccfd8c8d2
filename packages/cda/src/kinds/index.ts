import type { DocumentKind } from './document-kind.ts';
import { foreignKind, hungarianKinds, otherPikKinds, unknownPikKind } from './other-kinds.ts';
import { practiceKinds } from './practice-kinds.ts';

/** The one table of document kinds, in the order in which "Rodzaje dokumentów" lists them. */
export const documentKinds: readonly DocumentKind[] = [
  ...practiceKinds,
  ...otherPikKinds,
  unknownPikKind,
  ...hungarianKinds,
  foreignKind,
];

const byCode = new Map(documentKinds.map((kind) => [kind.code, kind]));

/**
 * The kind of that code; `undefined` for a code that the table does not have.
 *
 * @example documentKind('KIF')?.names.pl // 'Karta informacyjna leczenia szpitalnego'
 */
export function documentKind(code: string): DocumentKind | undefined {
  return byCode.get(code);
}
