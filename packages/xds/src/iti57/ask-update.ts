import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import { objectsOf } from '../model/submission.ts';
import { replacingTypes } from '../vocabulary/association-types.ts';
import type { UpdateQuestion } from './update-port.ts';
import type { UpdateRequest } from './update-request.ts';

/** What has to be known of the registry before an update can be decided. */
export function askUpdate({ submission, operations }: UpdateRequest): UpdateQuestion {
  const logicalIds = new Set<ObjectId>();
  const objectIds = new Set<ObjectId>();
  const replacedIds = new Set<ObjectId>();
  const { documents, submissionSets, folders, associations } = objectsOf(submission);
  for (const { id } of [...submissionSets, ...documents, ...folders, ...associations]) {
    if (isEntryUuid(id)) objectIds.add(id);
  }
  for (const operation of operations) {
    if (operation.kind === 'version') logicalIds.add(operation.lid);
    if (operation.kind === 'status') objectIds.add(operation.target);
    if (operation.kind !== 'association') continue;
    const { type, source, target } = operation.association;
    objectIds.add(source);
    objectIds.add(target);
    if (type && replacingTypes.has(type)) replacedIds.add(target);
  }
  return {
    patientId: submission.submissionSet.patientId ?? '',
    submissionSetUniqueId: submission.submissionSet.uniqueId ?? '',
    logicalIds: [...logicalIds],
    objectIds: [...objectIds],
    replacedIds: [...replacedIds],
  };
}
