import { readXml, writeXml } from '@kartoteka/xml';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Association,
  association,
  type DocumentEntry,
  type Folder,
  objectId,
  readUpdate,
  type Submission,
  updateOf,
  writeSubmitObjects,
} from '../src/index.ts';
import { sampleSubmission } from '../src/sample/index.ts';
import { setOf, updatableRegistry } from './iti57-for-tests.ts';

let entry: DocumentEntry;
let folder: Folder;
let other: DocumentEntry;
beforeEach(async () => {
  const cloud = updatableRegistry();
  ({ entry, folder } = await cloud.stored(1));
  ({ entry: other } = await cloud.stored(2));
});

const set = objectId('SubmissionSet01');
const codesOf = (submission: Submission) => {
  const reading = readUpdate(readXml(writeXml(writeSubmitObjects(submission))).root);
  return reading.ok ? [] : reading.errors.map(({ code }) => code);
};
const good = () => updateOf(setOf(1), { documents: [entry] });
const status = () =>
  updateOf(setOf(1), { statuses: [{ target: entry.id, from: 'Approved', to: 'Deprecated' }] });
const submitted = () =>
  updateOf(setOf(1), {
    associations: [
      association({ id: objectId('In'), type: 'HasMember', source: folder.id, target: other.id }),
    ],
  });
function mutated(from: Submission, id: string, change: Partial<Association>): Submission {
  return {
    ...from,
    associations: from.associations.map((one) => (one.id === id ? { ...one, ...change } : one)),
  };
}
const entryWith = (change: Partial<DocumentEntry>): Submission => {
  const sample = good();
  return { ...sample, documents: sample.documents.map((one) => ({ ...one, ...change })) };
};

describe('ITI-57 what a message asks for', () => {
  it('is a list of operations', () => {
    for (const [submission, kind] of [
      [good(), 'version'],
      [status(), 'status'],
      [submitted(), 'association'],
    ] as const) {
      const reading = readUpdate(readXml(writeXml(writeSubmitObjects(submission))).root);
      expect(reading).toMatchObject({ ok: true, request: { operations: [{ kind }] } });
    }
  });

  it('takes a submitted association that is a member of the set as well', () => {
    const member = association({
      id: objectId('Own'),
      type: 'HasMember',
      source: set,
      target: objectId('In'),
    });
    const sample = submitted();
    expect(codesOf({ ...sample, associations: [...sample.associations, member] })).toEqual([]);
  });

  const refused: [string, () => Submission][] = [
    ['nothing at all', () => ({ ...good(), documents: [], associations: [] })],
    ['a new document, without lid', () => entryWith({ lid: undefined })],
    ['a lid that is the id', () => entryWith({ lid: objectId('Document01') })],
    ['a lid that is no UUID', () => entryWith({ lid: objectId('Elsewhere') })],
    [
      'no PreviousVersion',
      () => mutated(good(), 'MemberDocument01', { previousVersion: undefined }),
    ],
    ['version 0', () => mutated(good(), 'MemberDocument01', { previousVersion: '0' })],
    ['version "one"', () => mutated(good(), 'MemberDocument01', { previousVersion: 'one' })],
    ['another propagation', () => mutated(good(), 'MemberDocument01', { propagation: 'maybe' })],
    ['no OriginalStatus', () => mutated(status(), 'Status1', { originalStatus: undefined })],
    ['no NewStatus', () => mutated(status(), 'Status1', { newStatus: undefined })],
    ['the status that it has', () => mutated(status(), 'Status1', { newStatus: 'Approved' })],
    ['the status Submitted', () => mutated(status(), 'Status1', { newStatus: 'Submitted' })],
    ['a status not of the set', () => mutated(status(), 'Status1', { source: other.id })],
    [
      'a status of what it brings itself',
      () => ({
        ...good(),
        associations: [
          ...good().associations,
          ...mutated(status(), 'Status1', { target: objectId('Document01') }).associations,
        ],
      }),
    ],
    ['a submission not of the set', () => mutated(submitted(), 'Submit1', { source: other.id })],
    ['a submission of nothing', () => mutated(submitted(), 'Submit1', { target: other.id })],
    [
      'an association to what it brings itself',
      () => ({
        ...good(),
        associations: [
          ...good().associations,
          ...mutated(submitted(), 'In', { target: objectId('Document01') }).associations,
        ],
      }),
    ],
    [
      'an association that nothing submits',
      () => ({
        ...submitted(),
        associations: submitted().associations.filter(({ id }) => id === 'In'),
      }),
    ],
    [
      'a member by Reference',
      () => ({
        ...status(),
        associations: [
          ...status().associations,
          association({
            id: objectId('Ref'),
            type: 'HasMember',
            source: set,
            target: other.id,
            submissionSetStatus: 'Reference',
          }),
        ],
      }),
    ],
    [
      'two new versions of one object',
      () => {
        const sample = good();
        const again = objectId('Document02');
        const member = { id: objectId('MemberDocument02'), target: again };
        const { associations } = mutated(sample, 'MemberDocument01', member);
        return {
          ...sample,
          documents: sample.documents.flatMap((one) => [one, { ...one, id: again }]),
          associations: [...sample.associations, ...associations],
        };
      },
    ],
    [
      'two statuses of one object',
      () => ({
        ...status(),
        associations: [
          ...status().associations,
          ...status().associations.map((one) => ({ ...one, id: objectId('Status2') })),
        ],
      }),
    ],
  ];
  it.each(refused)('%s: XDSMetadataUpdateOperationError', (_name, submission) => {
    expect(codesOf(submission())).toContain('XDSMetadataUpdateOperationError');
  });

  it('an ordinary submission is none: XDSMetadataUpdateOperationError', () => {
    const codes = codesOf(sampleSubmission().submission);
    expect(new Set(codes)).toEqual(new Set(['XDSMetadataUpdateOperationError']));
  });

  it('another body: XDSRegistryMetadataError', () => {
    const reading = readUpdate(readXml(Buffer.from('<a xmlns="urn:b"/>')).root);
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual([
      'XDSRegistryMetadataError',
    ]);
  });
});
