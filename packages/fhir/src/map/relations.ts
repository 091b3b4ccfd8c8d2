import type { AssociationType, ObjectId } from '@kartoteka/xds';
import type { DocumentReferenceRelatesTo, Reference } from '../model.ts';
import { extensionOf } from './extensions.ts';
import { resourceIdOf } from './identifier.ts';
import { ownExtensions } from './vocabulary.ts';

/** An association that starts at a document, as the document tells it. */
export interface Relation {
  readonly type: AssociationType;
  readonly target: ObjectId;
}

type Code = DocumentReferenceRelatesTo['code'];

const codesOf: Partial<Record<AssociationType, readonly Code[]>> = {
  RPLC: ['replaces'],
  APND: ['appends'],
  XFRM: ['transforms'],
  XFRM_RPLC: ['replaces', 'transforms'],
  signs: ['signs'],
  IsSnapshotOf: ['transforms'],
};
const typeOf: Readonly<Record<string, AssociationType>> = {
  replaces: 'RPLC',
  appends: 'APND',
  transforms: 'XFRM',
  signs: 'signs',
};

/** P1's own types have no word in FHIR and stay with XDS. */
export function writeRelations(relations: readonly Relation[]): DocumentReferenceRelatesTo[] {
  return relations.flatMap(({ type, target }) =>
    (codesOf[type] ?? []).map(
      (code): DocumentReferenceRelatesTo => ({
        ...(type === 'IsSnapshotOf' && {
          extension: [{ url: ownExtensions.associationType, valueCode: type }],
        }),
        code,
        target: { reference: `DocumentReference/${resourceIdOf(target)}` },
      }),
    ),
  );
}

/**
 * Reads them again: a document that is both replaced and transformed by another is one XFRM_RPLC.
 *
 * @param targetOf finds the document that a reference means; what it does not find is left out
 */
export function readRelations(
  relatesTo: readonly DocumentReferenceRelatesTo[] | undefined,
  targetOf: (target: Reference, index: number) => ObjectId | undefined,
): Relation[] {
  const found = new Map<ObjectId, AssociationType[]>();
  for (const [index, one] of (relatesTo ?? []).entries()) {
    const target = targetOf(one.target, index);
    const kept = extensionOf(one, ownExtensions.associationType)?.valueCode;
    const type = kept === 'IsSnapshotOf' ? kept : typeOf[one.code];
    if (target === undefined || type === undefined) continue;
    found.set(target, [...(found.get(target) ?? []), type]);
  }
  return [...found].flatMap(([target, types]) => {
    if (!types.includes('RPLC') || !types.includes('XFRM')) {
      return types.map((type) => ({ type, target }));
    }
    const others = types.filter((type) => type !== 'RPLC' && type !== 'XFRM');
    return (['XFRM_RPLC', ...others] as const).map((type) => ({ type, target }));
  });
}
