import { element, type XmlMarkup } from '@kartoteka/xml';
import type { ObjectId } from '../model/object-id.ts';
import type { RegistryObjects } from '../model/submission.ts';
import { xmlnsRim } from '../vocabulary/namespaces.ts';
import { writeAssociation } from './write-association.ts';
import { writeDocumentEntry } from './write-document-entry.ts';
import { type MarkPlace, writeFolder, writeSubmissionSet } from './write-package.ts';

/**
 * Writes a `rim:RegistryObjectList`.
 *
 * @example writeObjectList(objectsOf(submission), 'beside')
 */
export function writeObjectList(objects: RegistryObjects, mark: MarkPlace): XmlMarkup {
  return element(
    'rim:RegistryObjectList',
    xmlnsRim,
    objects.documents.map(writeDocumentEntry),
    objects.submissionSets.map((set) => writeSubmissionSet(set, mark)),
    objects.folders.map((folder) => writeFolder(folder, mark)),
    objects.associations.map(writeAssociation),
  );
}

/**
 * Writes a `rim:RegistryObjectList` of `rim:ObjectRef`.
 *
 * @example writeReferenceList(answer.references)
 */
export function writeReferenceList(ids: readonly ObjectId[]): XmlMarkup {
  return element(
    'rim:RegistryObjectList',
    xmlnsRim,
    ids.map((id) => element('rim:ObjectRef', { id })),
  );
}
