import type { Association } from '../model/association.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { UpdateFacts } from './update-port.ts';

/** One end of a copied association. */
export interface CarriedEnd {
  readonly id: ObjectId;
  readonly patientId: string | undefined;
}

/** An association of an old version that its new version gets as well. */
export interface CarriedAssociation {
  readonly from: Association;
  readonly source: CarriedEnd;
  readonly target: CarriedEnd;
  readonly fromFolder: boolean;
}

/** A new version, by the id of the version before it. */
export interface Successor {
  readonly id: ObjectId;
  readonly patientId: string | undefined;
  readonly propagate: boolean;
}

/**
 * The associations that new versions take over from the versions before them: memberships in folders
 * and members of folders, relationships and P1's own, where Approved. Not what the old version's
 * SubmissionSet said of it, and not what joins it to a version that is superseded itself. The old
 * association stays with the old version: it is its history.
 *
 * ITI TF-2: 3.57.4.1.3.3.1.4, AssociationPropagation
 */
export function propagateAssociations(
  facts: Pick<UpdateFacts, 'associations' | 'objects'>,
  successors: ReadonlyMap<ObjectId, Successor>,
): CarriedAssociation[] {
  const objects = new Map(facts.objects.map((object) => [object.id, object]));
  const carried: CarriedAssociation[] = [];
  // A registry answers in any order; the ids that are given next should not depend on that.
  const ordered = facts.associations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const from of ordered) {
    if (from.status !== 'Approved' || isTrigger(from)) continue;
    const ends = [from.source, from.target] as const;
    const next = ends.map((end) => successors.get(end));
    if (next.every((one) => one === undefined)) continue;
    if (next.some((one) => one?.propagate === false)) continue;
    const held = ends.map((end) => objects.get(end));
    if (held.some((one) => !one || one.superseded || one.kind === 'submission-set')) continue;
    const [source, target] = ends.map(
      (end, index) => next[index] ?? { id: end, patientId: held[index]?.patientId },
    );
    if (!source || !target) continue;
    carried.push({ from, source, target, fromFolder: held[0]?.kind === 'folder' });
  }
  return carried;
}

function isTrigger({ type }: Association): boolean {
  return type === 'UpdateAvailabilityStatus' || type === 'SubmitAssociation';
}
