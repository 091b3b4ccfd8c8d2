import { createHash } from 'node:crypto';
import { type DocumentUniqueId, documentUniqueId } from '@kartoteka/kernel';
import {
  type Association,
  association,
  dtmOf,
  objectId,
  type Submission,
  submission,
} from '@kartoteka/xds';
import { sampleDocumentEntry, sampleOids, sampleSubmissionSet } from '@kartoteka/xds/sample';
import { systemRandom } from './machine.ts';

/** One document with all that is sent with it; repeats of it carry the same ids. */
export interface SampleSubmission {
  readonly uniqueId: DocumentUniqueId;
  readonly entryUuid: string;
  readonly bytes: Buffer;
  readonly submission: Submission;
}

/** A submission of one document: a set, an entry, and what holds them together. */
export function submissionOf(serial: number, bytes: Buffer): SampleSubmission {
  const entryUuid = systemRandom.uuid();
  const uniqueId = documentUniqueId(`${sampleOids.source}.7.1`, String(serial));
  if (!uniqueId) throw new RangeError('a serial number makes an id');
  const entry = {
    ...sampleDocumentEntry(serial, 1),
    id: objectId(`urn:uuid:${entryUuid}`),
    uniqueId,
    hash: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
  };
  const submissionSet = { ...sampleSubmissionSet(serial), submissionTime: dtmOf(new Date()) };
  const member: Association = association({
    id: objectId('Member1'),
    type: 'HasMember',
    source: submissionSet.id,
    target: entry.id,
    submissionSetStatus: 'Original',
  });
  return {
    uniqueId,
    entryUuid,
    bytes,
    submission: submission({ submissionSet, documents: [entry], associations: [member] }),
  };
}
