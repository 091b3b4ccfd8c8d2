import type { PatientIdCx } from '@kartoteka/kernel';
import { type Association, association } from '../model/association.ts';
import { type Dtm, dtmOf } from '../model/dtm.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';
import { replacingTypes } from '../vocabulary/association-types.ts';
import { assignIds, newObjectId, registered } from './assign-ids.ts';
import { sizeOf } from './check-account.ts';
import type { DecisionContext } from './decide-submission.ts';
import type { SubmissionRequest } from './provide-and-register.ts';
import type { NewDocument, RegistryChange, RegistryFacts } from './registry-port.ts';

/** Everything that an accepted submission writes. */
export function planChange<Handle>(
  request: SubmissionRequest<Handle>,
  facts: RegistryFacts,
  context: DecisionContext,
): RegistryChange<Handle> {
  const submission = assignIds(request.submission, context.random);
  const time = dtmOf(context.clock.now());
  const inherited = inheritFolders(submission, facts, context);
  const folderIds = new Set(submission.folders.map(({ id }) => id));
  const associations = [...submission.associations, ...inherited];
  return {
    // Proven by the rules: a submission without a patient does not get here.
    patientId: submission.submissionSet.patientId as PatientIdCx,
    submissionSet: submission.submissionSet,
    documents: newDocuments(request, submission, context),
    folders: submission.folders.map((folder) => ({ ...folder, lastUpdateTime: time as Dtm })),
    associations,
    deprecated: deprecatedBy(submission, facts),
    touchedFolders: touchedFolders(associations, submission, folderIds),
    time,
    bytes: request.contents ? sizeOf(request.contents.values()) : 0,
  };
}

function newDocuments<Handle>(
  request: SubmissionRequest<Handle>,
  submission: Submission,
  { repositoryUniqueId }: DecisionContext,
): NewDocument<Handle>[] {
  const { contents } = request;
  if (!contents) return submission.documents.map((entry) => ({ entry }));
  return submission.documents.flatMap((entry, index) => {
    // Contents are named by the ids that the sender used.
    const sent = request.submission.documents[index];
    const content = sent && contents.get(sent.id);
    if (!content) return [];
    const { sha1, size } = content;
    return [{ entry: { ...entry, hash: sha1, size, repositoryUniqueId }, content }];
  });
}

/** A replaced document takes what was appended to it or made from it along (ITI TF-3: 4.2.2.2.3). */
export function deprecatedBy(
  submission: Submission,
  facts: Pick<RegistryFacts, 'dependants'>,
): ObjectId[] {
  const replaced = submission.associations
    .filter(({ type }) => type && replacingTypes.has(type))
    .map(({ target }) => target);
  return replaced.length === 0 ? [] : [...new Set([...replaced, ...facts.dependants])];
}

/** The new version of a document stands in the folders of the old one (ITI TF-2: 3.42.4.1.3.3.1). */
export function inheritFolders(
  submission: Submission,
  facts: Pick<RegistryFacts, 'memberships'>,
  { random }: Pick<DecisionContext, 'random'>,
): Association[] {
  const added: Association[] = [];
  // A registry answers in any order; the ids that are given next should not depend on that.
  const memberships = facts.memberships.toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
  for (const { type, source, target } of submission.associations) {
    if (!type || !replacingTypes.has(type)) continue;
    for (const { folder, document } of memberships) {
      if (document !== target) continue;
      const member = newAssociation(folder, source, newObjectId(random));
      added.push(
        member,
        newAssociation(submission.submissionSet.id, member.id, newObjectId(random)),
      );
    }
  }
  return added;
}

export function newAssociation(source: ObjectId, target: ObjectId, id: ObjectId): Association {
  return registered(association({ id, type: 'HasMember', source, target }), id);
}

function touchedFolders(
  associations: readonly Association[],
  submission: Submission,
  own: ReadonlySet<ObjectId>,
): ObjectId[] {
  const touched = new Set<ObjectId>();
  for (const { type, source } of associations) {
    if (type !== 'HasMember' || source === submission.submissionSet.id || own.has(source)) continue;
    touched.add(source);
  }
  return [...touched];
}
