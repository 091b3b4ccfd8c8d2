import { readXml, writeXml } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isEntryUuid,
  objectId,
  readSubmitObjects,
  type Submission,
  updateOf,
  writeSubmitObjects,
} from '../src/index.ts';
import { sampleSubmission } from '../src/sample/index.ts';
import { arbitrarySubmission } from './arbitrary-submission.ts';

function again(from: Submission) {
  return readSubmitObjects(readXml(writeXml(writeSubmitObjects(from))).root);
}

describe('model → ebRIM → model', () => {
  it('is the identity for the full sample', () => {
    const { submission: sample } = sampleSubmission();
    const read = again(sample);
    expect(read.findings.list).toEqual([]);
    expect(read.submission).toEqual(sample);
  });

  it('is the identity for whatever a model can hold', () => {
    fc.assert(
      fc.property(arbitrarySubmission, (one) => {
        const read = again(one);
        expect(read.findings.list).toEqual([]);
        expect(read.submission).toEqual(one);
      }),
      { numRuns: 150 },
    );
  });

  it('ITI-57 is the identity for updates of whatever a registry can hold, of every kind at once', () => {
    const uuid = fc.uuid().map((one) => objectId(`urn:uuid:${one}`));
    const version = fc.record({
      versionName: fc.integer({ min: 1, max: 99 }).map(String),
      comment: fc.constantFrom(undefined, 'poprawka'),
    });
    const statuses = fc.array(
      fc.record({
        target: uuid,
        from: fc.constantFrom('Approved' as const, 'Deprecated' as const),
        to: fc.constantFrom('Approved' as const, 'Deprecated' as const),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.record({
          held: arbitrarySubmission,
          version,
          lid: uuid,
          statuses,
          propagate: fc.boolean(),
        }),
        ({ held, version, lid, statuses, propagate }) => {
          const sent = updateOf(
            { ...held.submissionSet, id: objectId('Set01') },
            {
              documents: held.documents.map((one) => ({ ...one, lid, version })),
              folders: held.folders.map((one) => ({ ...one, lid, version })),
              associations: held.associations.map((one, index) => ({
                ...one,
                id: objectId(`Association${index}`),
              })),
              statuses,
              propagate,
            },
          );
          const read = again(sent);
          expect(read.findings.list).toEqual([]);
          expect(read.submission).toEqual(sent);
          for (const { type, previousVersion, propagation } of read.submission?.associations ??
            []) {
            if (type !== 'HasMember' || previousVersion !== version.versionName) continue;
            expect(propagation).toBe(propagate ? undefined : 'no');
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('writes the same bytes each time, so that an answer does not change by itself', () => {
    const { submission: sample } = sampleSubmission();
    expect(writeSubmitObjects(sample).xml).toBe(writeSubmitObjects(sample).xml);
  });

  it('derives ids of parts that are UUIDs where the object has one, each used once', () => {
    const { submission: sample } = sampleSubmission();
    const [document] = sample.documents;
    if (!document) throw new Error('no document');
    const uuid = objectId('urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-ffffffffffff');
    const { xml } = writeSubmitObjects({ ...sample, documents: [{ ...document, id: uuid }] });
    const parts = [...xml.matchAll(/ id="(urn:uuid:0f9d2b1c[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(parts.length).toBeGreaterThan(8);
    expect(new Set(parts).size).toBe(parts.length);
    expect(parts.every(isEntryUuid)).toBe(true);
  });
});
