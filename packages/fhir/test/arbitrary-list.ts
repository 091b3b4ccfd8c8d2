import type { Oid } from '@kartoteka/kernel';
import { type Folder, folder, objectId, type SubmissionSet, submissionSet } from '@kartoteka/xds';
import fc from 'fast-check';
import type { ListMembers } from '../src/index.ts';
import {
  arbitraryAuthor,
  code,
  cx,
  oid,
  optional,
  organisation,
  person,
  slot,
  telecom,
  time,
  words,
} from './arbitrary-entry.ts';

const id = fc.uuid().map((uuid) => objectId(`urn:uuid:${uuid}`));
const number = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,15}$/);

/** `organisation|person|telecom`, any of them alone; a `|` inside a name would end the part. */
const recipient = fc
  .tuple(optional(organisation), optional(person), optional(telecom))
  .filter((parts) => parts.every((part) => !part?.includes('|')))
  .map((parts) =>
    parts
      .map((part) => part ?? '')
      .join('|')
      .replace(/\|+$/, ''),
  )
  .filter((text) => text !== '');

const shared = {
  id,
  status: fc.constant('Approved' as const),
  title: optional(words).map((value) => (value === undefined ? [] : [{ value }])),
  comments: optional(words).map((value) => (value === undefined ? [] : [{ value }])),
  patientId: cx,
  // An OID; P1 writes `OID^extension` here as well.
  uniqueId: fc
    .tuple(oid, optional(number))
    .map(([root, extension]) => (extension ? `${root}^${extension}` : root)),
  extraSlots: fc.uniqueArray(slot, { selector: ({ name }) => name, maxLength: 2 }),
};

/** A SubmissionSet as a registry holds one, with everything that a List can say: it has one source. */
export const arbitrarySet: fc.Arbitrary<SubmissionSet> = fc
  .record({
    ...shared,
    authors: fc.array(arbitraryAuthor, { maxLength: 1 }),
    contentTypeCode: optional(code),
    submissionTime: optional(time),
    intendedRecipients: fc.array(recipient, { maxLength: 3 }),
    sourceId: optional<Oid>(oid),
  })
  .map((known) => submissionSet(known));

/** A Folder likewise. */
export const arbitraryFolder: fc.Arbitrary<Folder> = fc
  .record({ ...shared, codes: fc.array(code, { maxLength: 3 }), lastUpdateTime: optional(time) })
  .map((known) => folder(known));

/** What lies in a list. A Folder holds documents only. */
export const arbitraryMembers: fc.Arbitrary<ListMembers> = fc.record({
  documents: fc.array(id, { maxLength: 3 }),
  folders: fc.array(id, { maxLength: 2 }),
});
