import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import { isEntryUuid, type ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import { type Findings, place } from '../rules/findings.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { NewVersion, UpdatableStatus, UpdateOperation } from './update-request.ts';

/**
 * Takes a submission apart into the operations that it asks for. Whatever belongs to none of them is
 * not ignored but refused with XDSMetadataUpdateOperationError: a sender must not believe that
 * something was done.
 *
 * ITI TF-2: 3.57.4.1.3.3
 */
export function findOperations(submission: Submission, findings: Findings): UpdateOperation[] {
  const decoding: Decoding = { submission, findings, used: new Set(), operations: [] };
  for (const entry of submission.documents) addVersion('document', entry, decoding);
  for (const folder of submission.folders) addVersion('folder', folder, decoding);
  for (const association of submission.associations) {
    if (association.type === 'UpdateAvailabilityStatus') addStatusChange(association, decoding);
    if (association.type === 'SubmitAssociation') addAssociation(association, decoding);
  }
  reportUnused(decoding);
  reportTwice(decoding);
  return decoding.operations;
}

interface Decoding {
  readonly submission: Submission;
  readonly findings: Findings;
  /** Associations that belong to an operation. */
  readonly used: Set<ObjectId>;
  readonly operations: UpdateOperation[];
}

function refuse(at: string, context: string, { findings }: Decoding): void {
  findings.add('XDSMetadataUpdateOperationError', at, context);
}

const versionPattern = /^[1-9]\d{0,8}$/;

function addVersion(
  of: NewVersion['of'],
  object: DocumentEntry | Folder,
  decoding: Decoding,
): void {
  const at = place(of === 'document' ? 'DocumentEntry' : 'Folder', object.id);
  const { submission, used, operations } = decoding;
  const membership = submission.associations.find(
    ({ type, source, target }) =>
      type === 'HasMember' && source === submission.submissionSet.id && target === object.id,
  );
  // Another rule reports an object that is no member of the set.
  if (!membership) return;
  used.add(membership.id);
  const { lid } = object;
  if (lid === undefined || lid === object.id || !isEntryUuid(lid)) {
    refuse(
      `${at}.lid`,
      'An update names the logical id of what it is a new version of; what is new comes by ITI-41 or ITI-42.',
      decoding,
    );
    return;
  }
  const { previousVersion = '', propagation = 'yes' } = membership;
  const slots = place('Association', membership.id);
  if (!versionPattern.test(previousVersion)) {
    refuse(
      `${slots}.PreviousVersion`,
      'The HasMember association of an update has the slot PreviousVersion: a number from 1.',
      decoding,
    );
    return;
  }
  if (propagation !== 'yes' && propagation !== 'no') {
    refuse(`${slots}.AssociationPropagation`, 'AssociationPropagation is yes or no.', decoding);
    return;
  }
  operations.push({
    kind: 'version',
    of,
    object,
    lid,
    previous: Number(previousVersion),
    propagate: propagation === 'yes',
  });
}

function addStatusChange(association: Association, decoding: Decoding): void {
  const at = place('Association', association.id);
  const { originalStatus: from, newStatus: to, target } = association;
  decoding.used.add(association.id);
  if (association.source !== decoding.submission.submissionSet.id) {
    refuse(`${at}.sourceObject`, 'UpdateAvailabilityStatus starts at the SubmissionSet.', decoding);
  } else if (!isUpdatable(from) || !isUpdatable(to) || from === to) {
    refuse(
      at,
      'UpdateAvailabilityStatus has the slots OriginalStatus and NewStatus: one Approved, the other Deprecated.',
      decoding,
    );
  } else if (isOwn(target, decoding)) {
    refuse(`${at}.targetObject`, 'The status of a registered object is updated.', decoding);
  } else {
    decoding.operations.push({ kind: 'status', association, target, from, to });
  }
}

function isUpdatable(status: AvailabilityStatus | undefined): status is UpdatableStatus {
  return status === 'Approved' || status === 'Deprecated';
}

function addAssociation(trigger: Association, decoding: Decoding): void {
  const at = place('Association', trigger.id);
  const { submission, used } = decoding;
  used.add(trigger.id);
  const submitted = submission.associations.find(({ id }) => id === trigger.target);
  if (trigger.source !== submission.submissionSet.id || !submitted) {
    refuse(at, 'SubmitAssociation leads from the SubmissionSet to an Association of it.', decoding);
    return;
  }
  used.add(submitted.id);
  const { type, source, target } = submitted;
  const isTrigger = type === 'UpdateAvailabilityStatus' || type === 'SubmitAssociation';
  if (isTrigger || isOwn(source, decoding) || isOwn(target, decoding)) {
    refuse(
      place('Association', submitted.id),
      'An Association that is submitted by itself joins two registered objects.',
      decoding,
    );
    return;
  }
  decoding.operations.push({ kind: 'association', association: submitted });
}

function isOwn(id: ObjectId, { submission }: Decoding): boolean {
  const { submissionSet, documents, folders, associations } = submission;
  return [submissionSet, ...documents, ...folders, ...associations].some((one) => one.id === id);
}

function reportUnused(decoding: Decoding): void {
  const { submission, used, operations, findings } = decoding;
  for (const { id, type, source, target } of submission.associations) {
    const isMembership = type === 'HasMember' && source === submission.submissionSet.id;
    if (used.has(id) || (isMembership && used.has(target))) continue;
    // What is wrong with an object that is in the message was said where it stands.
    if (isMembership && isOwn(target, decoding)) continue;
    refuse(place('Association', id), 'The Association belongs to no update operation.', decoding);
  }
  if (operations.length === 0 && findings.none) {
    refuse('SubmitObjectsRequest', 'The submission asks for no update.', decoding);
  }
}

/** Two operations on one object would have no order. */
function reportTwice(decoding: Decoding): void {
  const seen = new Set<string>();
  for (const operation of decoding.operations) {
    const about = keyOf(operation);
    if (seen.has(about)) {
      refuse('SubmitObjectsRequest', 'Two operations are about the same object.', decoding);
    }
    seen.add(about);
  }
}

function keyOf(operation: UpdateOperation): string {
  if (operation.kind === 'version') return operation.lid;
  if (operation.kind === 'status') return operation.target;
  const { type, source, target } = operation.association;
  return `${type} ${source} ${target}`;
}
