import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import { replacingTypes } from '../vocabulary/association-types.ts';
import type { RegistryQuestion } from './registry-port.ts';

/**
 * What has to be known of the registry before a submission can be decided.
 *
 * @example const facts = await port.lookUp(askRegistry(request.submission));
 */
export function askRegistry(submission: Submission): RegistryQuestion {
  const { submissionSet, documents, folders, associations } = submission;
  const objectIds = new Set<ObjectId>();
  const replacedIds = new Set<ObjectId>();
  const own = new Set<ObjectId>();
  for (const { id } of [submissionSet, ...documents, ...folders, ...associations]) {
    own.add(id);
    if (isEntryUuid(id)) objectIds.add(id);
  }
  let namesRegistered = false;
  for (const { type, source, target } of associations) {
    for (const end of [source, target]) {
      if (!isEntryUuid(end)) continue;
      objectIds.add(end);
      namesRegistered ||= !own.has(end);
    }
    if (type && replacingTypes.has(type)) replacedIds.add(target);
  }
  return {
    patientId: submissionSet.patientId ?? '',
    namesRegistered,
    submissionSetUniqueId: submissionSet.uniqueId ?? '',
    documentUniqueIds: documents.flatMap(({ uniqueId }) => uniqueId ?? []),
    folderUniqueIds: folders.flatMap(({ uniqueId }) => uniqueId ?? []),
    objectIds: [...objectIds],
    replacedIds: [...replacedIds],
  };
}
