import { createHash } from 'node:crypto';
import { type Association, association } from '../model/association.ts';
import { type ObjectId, objectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import type { AssociationType } from '../vocabulary/association-types.ts';
import { sampleDocumentEntry, sampleFolder, sampleSubmissionSet } from './objects.ts';

export interface SampleOptions {
  /** Makes all unique ids distinct; 1 unless told. */
  readonly serial?: number;
  /** How many documents; 2 unless told. */
  readonly documents?: number;
}

export interface SampleSubmission {
  readonly submission: Submission;
  /** The bytes of each document by the id of its entry. */
  readonly contents: ReadonlyMap<ObjectId, Uint8Array>;
}

/**
 * One full valid submission: documents with every attribute, a set, a folder that holds the first
 * document, and the associations between them. Tests change one thing in it.
 *
 * @example const { submission, contents } = sampleSubmission({ serial: 7 });
 */
export function sampleSubmission(options: SampleOptions = {}): SampleSubmission {
  const { serial = 1, documents: count = 2 } = options;
  const contents = new Map<ObjectId, Uint8Array>();
  const documents = Array.from({ length: count }, (_, index) => {
    const entry = sampleDocumentEntry(serial, index + 1);
    const bytes = Buffer.from(`<dokument numer="${serial}-${index + 1}"/>`, 'utf8');
    contents.set(entry.id, bytes);
    return {
      ...entry,
      hash: createHash('sha1').update(bytes).digest('hex'),
      size: bytes.length,
    };
  });
  const submissionSet = sampleSubmissionSet(serial);
  const folder = sampleFolder(serial);
  const inSet = documents.map(({ id }, index) => ({
    ...member(`Member${index + 1}`, submissionSet.id, id),
    submissionSetStatus: 'Original',
  }));
  const [first] = documents;
  const inFolder = first ? [member('InFolder1', folder.id, first.id)] : [];
  const associations = [
    ...inSet,
    member('FolderMember', submissionSet.id, folder.id),
    ...inFolder,
    ...inFolder.map(({ id }) => member('InFolderMember', submissionSet.id, id)),
  ];
  return {
    submission: { submissionSet, documents, folders: [folder], associations, requestSlots: [] },
    contents,
  };
}

function member(id: string, source: ObjectId, target: ObjectId): Association {
  const type: AssociationType = 'HasMember';
  return association({ id: objectId(id), type, source, target });
}
