import type { Random } from '@kartoteka/kernel';
import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import type { RegistryObject } from '../model/registry-object.ts';
import type { Submission } from '../model/submission.ts';

/**
 * Gives every object of a submission a real id: symbolic ones get a new `urn:uuid:`, references
 * inside the message follow (ITI TF-3: 4.2.3.1.5). lid, version and status are those of new objects.
 */
export function assignIds(submission: Submission, random: Random): Submission {
  const { submissionSet, documents, folders, associations } = submission;
  const ids = new Map<ObjectId, ObjectId>();
  for (const { id } of [submissionSet, ...documents, ...folders, ...associations]) {
    ids.set(id, isEntryUuid(id) ? id : newObjectId(random));
  }
  function real(id: ObjectId): ObjectId {
    return ids.get(id) ?? id;
  }
  return {
    ...submission,
    submissionSet: registered(submissionSet, real(submissionSet.id)),
    documents: documents.map((entry) => registered(entry, real(entry.id))),
    folders: folders.map((folder) => registered(folder, real(folder.id))),
    associations: associations.map((association) => ({
      ...registered(association, real(association.id)),
      source: real(association.source),
      target: real(association.target),
    })),
  };
}

export function newObjectId(random: Random): ObjectId {
  return `urn:uuid:${random.uuid()}` as ObjectId;
}

/** A registry numbers versions from 1 and makes the first id the logical one (ITI TF-3: 4.2.3.2). */
export function registered<T extends RegistryObject>(object: T, id: ObjectId): T {
  return { ...object, id, lid: id, version: { versionName: '1' }, status: 'Approved' };
}
