import type { PatientIdCx } from '@kartoteka/kernel';
import { assignIds, newObjectId, registered } from '../iti41/assign-ids.ts';
import type { DecisionContext } from '../iti41/decide-submission.ts';
import { deprecatedBy, inheritFolders, newAssociation } from '../iti41/plan-change.ts';
import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import { type Dtm, dtmOf } from '../model/dtm.ts';
import type { Folder } from '../model/folder.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import { replacingTypes } from '../vocabulary/association-types.ts';
import { latestOf, versionOf } from './check-versions.ts';
import {
  type CarriedAssociation,
  propagateAssociations,
  type Successor,
} from './propagate-associations.ts';
import type { UpdateChange, UpdateFacts } from './update-port.ts';
import type { UpdateRequest } from './update-request.ts';

type Context = Pick<DecisionContext, 'clock' | 'random'>;

export interface PlannedUpdate {
  readonly change: UpdateChange;
  /** What new versions take over, still to be judged. */
  readonly carried: readonly CarriedAssociation[];
}

/** Everything that an update writes, once its operations are found to be right. */
export function planUpdate(
  request: UpdateRequest,
  facts: UpdateFacts,
  context: Context,
): PlannedUpdate {
  const submission = assignIds(request.submission, context.random);
  const { submissionSet } = submission;
  const time = dtmOf(context.clock.now()) as Dtm;
  const { documents, folders, successors } = newVersions(request, submission, facts);
  const carried = propagateAssociations(facts, successors);
  const associations = [
    ...submission.associations,
    ...inheritFolders(submission, { memberships: notYetHeld(submission, facts) }, context),
    ...copies(carried, submissionSet.id, context),
  ];
  const statuses = statusesOf(request, facts);
  const change: UpdateChange = {
    // Proven by the rules: a submission without a patient does not get here.
    patientId: submissionSet.patientId as PatientIdCx,
    submissionSet,
    documents,
    folders: folders.map(({ folder, previous }) => ({
      folder: { ...folder, lastUpdateTime: time },
      previous,
    })),
    associations,
    statuses,
    deprecated: deprecatedBy(submission, facts),
    touchedFolders: touchedFolders(associations, statuses, {
      facts,
      own: new Set([submissionSet.id, ...folders.map(({ folder }) => folder.id)]),
    }),
    time,
  };
  return { change, carried };
}

function newVersions(request: UpdateRequest, submission: Submission, facts: UpdateFacts) {
  const documents: { entry: DocumentEntry; previous: ObjectId }[] = [];
  const folders: { folder: Folder; previous: ObjectId }[] = [];
  const successors = new Map<ObjectId, Successor>();
  for (const operation of request.operations) {
    if (operation.kind !== 'version') continue;
    const latest = latestOf(operation, facts);
    if (!latest) continue;
    const sent = request.submission[operation.of === 'document' ? 'documents' : 'folders'];
    const index = sent.findIndex(({ id }) => id === operation.object.id);
    const version = {
      lid: operation.lid,
      version: { versionName: String(versionOf(latest) + 1) },
    };
    const previous = latest.id;
    const entry = submission.documents[index];
    const folder = submission.folders[index];
    if (operation.of === 'document' && entry) {
      const { hash, size, repositoryUniqueId } = latest as DocumentEntry;
      documents.push({ entry: { ...entry, ...version, hash, size, repositoryUniqueId }, previous });
    } else if (folder) {
      folders.push({ folder: { ...folder, ...version }, previous });
    }
    const { id, patientId } = (operation.of === 'document' ? entry : folder) ?? latest;
    successors.set(previous, { id, patientId, propagate: operation.propagate });
  }
  return { documents, folders, successors };
}

/** What replaces a document may stand in its folders already: both were registered before. */
function notYetHeld({ associations }: Submission, facts: UpdateFacts): UpdateFacts['memberships'] {
  const held = facts.associations.filter(
    ({ type, status }) => type === 'HasMember' && status === 'Approved',
  );
  return facts.memberships.filter(({ folder, document }) => {
    const successor = associations.find(({ type, target }) => {
      return type !== undefined && replacingTypes.has(type) && target === document;
    });
    return !held.some(({ source, target }) => source === folder && target === successor?.source);
  });
}

/** A folder's member is linked to the set that put it there, as in ITI-42. */
function copies(
  carried: readonly CarriedAssociation[],
  set: ObjectId,
  { random }: Context,
): Association[] {
  return carried.flatMap(({ from, source, target, fromFolder }) => {
    const copy = {
      ...registered(from, newObjectId(random)),
      source: source.id,
      target: target.id,
    };
    return fromFolder ? [copy, newAssociation(set, copy.id, newObjectId(random))] : [copy];
  });
}

function statusesOf({ operations }: UpdateRequest, facts: UpdateFacts): UpdateChange['statuses'] {
  const kinds = new Map(facts.objects.map(({ id, kind }) => [id, kind]));
  return operations.flatMap((operation) => {
    if (operation.kind !== 'status') return [];
    const { target: id, from, to } = operation;
    const kind = kinds.get(id);
    return kind === undefined ? [] : [{ id, kind, from, to }];
  });
}

/** Folders that get a member, or whose membership changes its status. */
function touchedFolders(
  associations: readonly Association[],
  statuses: UpdateChange['statuses'],
  { facts, own }: { readonly facts: UpdateFacts; readonly own: ReadonlySet<ObjectId> },
): ObjectId[] {
  const changed = new Set(statuses.map(({ id }) => id));
  const members = [...associations, ...facts.associations.filter(({ id }) => changed.has(id))];
  const touched = members.flatMap(({ type, source }) =>
    type === 'HasMember' && !own.has(source) ? source : [],
  );
  return [...new Set(touched)];
}
