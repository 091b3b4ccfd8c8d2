import { createHash } from 'node:crypto';
import { fixedClock } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AssociationType,
  acceptSubmission,
  association,
  checkSubmission,
  objectId,
  type ProvideAndRegisterRequest,
} from '../src/index.ts';
import { sampleOids, sampleSubmission } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';

/** One thing that a sender does; numbers choose among what there is, so that collisions are common. */
interface Step {
  readonly serial: number;
  readonly set: number;
  readonly content: number;
  readonly relation: AssociationType | undefined;
  readonly target: number;
  /** Whether another submission gets in between. */
  readonly overtaken: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  serial: fc.nat({ max: 5 }),
  set: fc.nat({ max: 5 }),
  content: fc.nat({ max: 1 }),
  relation: fc.constantFrom(
    undefined,
    undefined,
    'RPLC' as const,
    'APND' as const,
    'XFRM' as const,
  ),
  target: fc.nat({ max: 4 }),
  overtaken: fc.boolean(),
});

function requestOf(one: Step, registry: MemoryRegistry): ProvideAndRegisterRequest<Uint8Array> {
  const { submission, contents } = sampleSubmission({ serial: one.serial, documents: 1 });
  const stored = registry.objects().documents;
  const target = stored[one.target % Math.max(stored.length, 1)];
  const related =
    one.relation && target
      ? [
          association({
            id: objectId('Related'),
            type: one.relation,
            source: objectId('Document01'),
            target: target.id,
          }),
        ]
      : [];
  const bytes = [...contents.values()][0] ?? Buffer.alloc(0);
  const handle = one.content === 0 ? bytes : Buffer.concat([bytes, Buffer.from('!')]);
  const sha1 = createHash('sha1').update(handle).digest('hex');
  return {
    submission: {
      ...submission,
      submissionSet: { ...submission.submissionSet, uniqueId: `2.999.9.${one.set}` },
      documents: submission.documents.map((entry) => ({
        ...entry,
        hash: sha1,
        size: handle.length,
      })),
      folders: [],
      associations: [
        ...submission.associations.filter(({ id }) => id.startsWith('Member')),
        ...related,
      ],
    },
    contents: new Map([[objectId('Document01'), { handle, sha1, size: handle.length }]]),
  };
}

describe('any sequence of submissions', () => {
  it('leaves a registry in which nothing is double, lost, or half there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const registry = new MemoryRegistry();
        const context = {
          clock: fixedClock('2026-03-01T08:20:00Z'),
          random: countingRandom(),
          repositoryUniqueId: sampleOids.repository,
        };
        /** What was acknowledged with Success, by unique id. */
        const acknowledged = new Map<string, string>();
        for (const one of steps) {
          const request = requestOf(one, registry);
          expect(checkSubmission(request.submission, 'iti41')).toEqual([]);
          registry.saves = one.overtaken ? 'changed' : 'saved';
          const before = registry.changes.length;
          const { outcome } = await acceptSubmission(request, registry, context);
          expect(registry.changes.length - before).toBe(outcome === 'stored' ? 1 : 0);
          if (outcome !== 'stored' && outcome !== 'repeated') continue;
          for (const { uniqueId, hash } of request.submission.documents) {
            acknowledged.set(uniqueId ?? '', hash ?? '');
          }
        }
        expectSound(registry, acknowledged);
      }),
      { numRuns: 150 },
    );
  });
});

function expectSound(registry: MemoryRegistry, acknowledged: ReadonlyMap<string, string>): void {
  const { documents, submissionSets, associations } = registry.objects();
  const uniqueIds = [...documents, ...submissionSets].map(({ uniqueId }) => uniqueId);
  expect(new Set(uniqueIds).size).toBe(uniqueIds.length);
  const ids = [...documents, ...submissionSets, ...associations].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  // Everything acknowledged is there, with the bytes that were acknowledged, and nothing else is.
  expect(new Map(documents.map(({ uniqueId, hash }) => [uniqueId, hash]))).toEqual(acknowledged);
  for (const { source, target } of associations) {
    expect(ids).toContain(source);
    expect(ids).toContain(target);
  }
  // A document is Deprecated exactly if it, or what it hangs on, was replaced.
  const replaced = new Set(
    associations.filter(({ type }) => type === 'RPLC').map(({ target }) => target),
  );
  const hanging = associations.filter(({ type }) => type === 'APND' || type === 'XFRM');
  for (const { id, status } of documents) {
    const above = hanging.filter(({ source }) => source === id).map(({ target }) => target);
    if (replaced.has(id)) expect(status).toBe('Deprecated');
    if (status === 'Deprecated' && !replaced.has(id)) {
      const parents = documents.filter((one) => above.includes(one.id));
      expect(parents.some((one) => one.status === 'Deprecated')).toBe(true);
    }
  }
}
