import { type List, writeFolder, writeSubmissionSet } from '@kartoteka/fhir';
import type { FoundList } from '../features/documents/service.ts';

/** A SubmissionSet or Folder that was found, as List. */
export function writeList(found: FoundList): List {
  const { documents, folders, registeredAt } = found;
  const members = { documents, folders };
  return found.kind === 'folder'
    ? writeFolder({ object: found.object, members, registeredAt })
    : writeSubmissionSet({ object: found.object, members, registeredAt });
}
