import type { XmlMarkup } from '@kartoteka/xml';
import { writeSubmitObjects } from '../ebrim/write-submit-objects.ts';
import { type Association, association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import { type ObjectId, objectId } from '../model/object-id.ts';
import { type Submission, submission } from '../model/submission.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { UpdatableStatus } from './update-request.ts';

/** What one update changes; lists not given are empty. */
export interface UpdateContent {
  /** Entries and folders as a query found them, with what should be different. */
  readonly documents?: readonly DocumentEntry[];
  readonly folders?: readonly Folder[];
  /** Whether new versions take the associations of the old ones along; they do unless told. */
  readonly propagate?: boolean;
  readonly statuses?: readonly {
    readonly target: ObjectId;
    readonly from: UpdatableStatus;
    readonly to: UpdatableStatus;
  }[];
  /** Associations between registered objects. */
  readonly associations?: readonly Association[];
}

/**
 * Puts an update together: new symbolic ids, the logical ids, the versions that were seen, and the
 * associations that make each change an operation.
 *
 * ITI TF-2: 3.57.4.1.2
 *
 * @param submissionSet of the patient that the objects belong to afterwards
 * @example
 * // Takes a document's index back, as P1 wants it.
 * updateOf(set, { statuses: [{ target: entry.id, from: 'Approved', to: 'Deprecated' }] });
 */
export function updateOf(submissionSet: SubmissionSet, content: UpdateContent): Submission {
  const { documents = [], folders = [], statuses = [], associations = [] } = content;
  const propagation = content.propagate === false ? 'no' : undefined;
  const link = (id: string, target: ObjectId, known: Partial<Association>) =>
    association({ id: objectId(id), source: submissionSet.id, target, ...known });
  const version = (object: DocumentEntry | Folder, name: string) =>
    link(`Member${name}`, objectId(name), {
      type: 'HasMember',
      submissionSetStatus: 'Original',
      previousVersion: object.version?.versionName ?? '1',
      propagation,
    });
  const names = {
    document: documents.map(nameOf('Document')),
    folder: folders.map(nameOf('Folder')),
  };
  return submission({
    submissionSet,
    documents: documents.map((entry, index) => next(entry, names.document[index] ?? '')),
    folders: folders.map((folder, index) => next(folder, names.folder[index] ?? '')),
    associations: [
      ...documents.map((entry, index) => version(entry, names.document[index] ?? '')),
      ...folders.map((folder, index) => version(folder, names.folder[index] ?? '')),
      ...statuses.map(({ target, from, to }, index) =>
        link(`Status${index + 1}`, target, {
          type: 'UpdateAvailabilityStatus',
          originalStatus: from,
          newStatus: to,
        }),
      ),
      ...associations,
      ...associations.map(({ id }, index) =>
        link(`Submit${index + 1}`, id, { type: 'SubmitAssociation' }),
      ),
    ],
  });
}

function nameOf(kind: string): (object: unknown, index: number) => string {
  return (_object, index) => `${kind}${String(index + 1).padStart(2, '0')}`;
}

function next<T extends DocumentEntry | Folder>(object: T, name: string): T {
  return {
    ...object,
    id: objectId(name),
    lid: object.lid ?? object.id,
    status: undefined,
    version: undefined,
  };
}

/**
 * Writes the body of ITI-57 (client). The answer is read with `readRegistryResponse`.
 *
 * ITI TF-2: 3.57.4.1
 *
 * @example writeUpdate(updateOf(set, { documents: [{ ...entry, title: localized('Wypis', 'pl-PL') }] }))
 */
export function writeUpdate(update: Submission): XmlMarkup {
  return writeSubmitObjects(update);
}
