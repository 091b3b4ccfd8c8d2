import type { AssociationType } from '@kartoteka/xds';
import fc from 'fast-check';
import type { Brought } from './brought.ts';

/** How the parts of a document are taken away. */
export type RemovalWay = 'order' | 'metadata-first' | 'bytes-first';

/** One thing that happens in a practice; numbers choose among what happened before. */
export interface MixedStep {
  /** `again` sends what was brought before once more. */
  readonly kind: 'bring' | 'again' | 'revise' | 'deprecate' | 'approve' | 'remove' | 'consent';
  readonly document: number;
  readonly set: number;
  readonly text: number;
  readonly patient: number;
  readonly folder: number | undefined;
  readonly relation: AssociationType | undefined;
  readonly pick: number;
  /** Where the account has the choice. */
  readonly by: 'xds' | 'fhir';
  readonly removal: RemovalWay;
}

const rarely = (value: number) => fc.nat({ max: 7 }).map((one) => (one === 0 ? value : 0));

export const mixedStep: fc.Arbitrary<MixedStep> = fc.record({
  kind: fc.constantFrom(
    ...(['bring', 'bring', 'bring', 'bring', 'bring'] as const),
    ...(['again', 'revise', 'deprecate', 'deprecate', 'approve'] as const),
    ...(['remove', 'remove', 'consent'] as const),
  ),
  document: fc.nat({ max: 9 }),
  set: fc.nat({ max: 60 }),
  text: rarely(1),
  patient: rarely(1),
  folder: fc.option(fc.nat({ max: 8 }), { nil: undefined }),
  relation: fc.constantFrom(undefined, 'RPLC', 'RPLC', 'RPLC', 'APND', 'XFRM', 'XFRM_RPLC'),
  pick: fc.nat({ max: 20 }),
  by: fc.constantFrom('xds', 'fhir'),
  removal: fc.constantFrom('order', 'metadata-first', 'bytes-first'),
});

/** A step that names what it is about: the same for every account that plays it. */
export type Act =
  | { readonly kind: 'bring'; readonly brought: Brought; readonly by: 'xds' | 'fhir' }
  | {
      /** `revise` changes metadata: ITI-57 makes a new version of them. */
      readonly kind: 'revise' | 'deprecate' | 'approve';
      readonly uniqueId: string;
      /** Unique among updates; names their sets. */
      readonly number: number;
    }
  | {
      readonly kind: 'remove';
      readonly uniqueId: string;
      /** Of the removal order. */
      readonly id: string;
      readonly way: RemovalWay;
    }
  | { readonly kind: 'consent'; readonly id: string; readonly uniqueIds: readonly string[] };

/** Turns the steps of one history into acts; nothing of it depends on an account. */
export function actsOf(steps: readonly MixedStep[]): Act[] {
  const sent: Brought[] = [];
  const uniqueIds = (): string[] => [...new Set(sent.map(({ uniqueId }) => uniqueId))];
  return steps.flatMap((step, index): Act[] => {
    const { kind, by, pick } = step;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const uniqueId = chosen(uniqueIds(), pick);
    if (kind === 'bring' || uniqueId === undefined) {
      const brought = broughtBy(step, uniqueId);
      sent.push(brought);
      return [{ kind: 'bring', brought, by }];
    }
    if (kind === 'again') {
      const brought = chosen(sent, pick);
      return brought ? [{ kind: 'bring', brought, by }] : [];
    }
    if (kind === 'remove') return [{ kind, uniqueId, id, way: step.removal }];
    if (kind !== 'consent') return [{ kind, uniqueId, number: index }];
    const second = chosen(uniqueIds(), step.document) ?? uniqueId;
    return [{ kind, id, uniqueIds: [...new Set([uniqueId, second])] }];
  });
}

function broughtBy(step: MixedStep, target: string | undefined): Brought {
  const { document, set, text, patient, folder, relation } = step;
  return {
    uniqueId: `2.999.2.7.26.7.1^F-${document}`,
    document,
    set,
    text,
    patient: 3 + patient,
    folder,
    ...(relation && target !== undefined && { relation: { type: relation, target } }),
  };
}

function chosen<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}
