import { readXml, writeXml } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isEntryUuid,
  objectId,
  readSubmitObjects,
  type Submission,
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
