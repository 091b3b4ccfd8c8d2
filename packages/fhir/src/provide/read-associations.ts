import { type Association, association, type ObjectId, objectId } from '@kartoteka/xds';
import { readRelations } from '../map/relations.ts';
import type { List, Reference } from '../model.ts';
import type { Faults } from '../outcome/fault.ts';
import type { BundleParts } from './bundle-shape.ts';
import { findEntry, type PlacedEntry, storedIdOf } from './resolve-in-bundle.ts';

/** What associations are read from. */
export interface AssociationContext {
  readonly parts: BundleParts;
  /** Ids of the set, the documents and the folders, by the place of their entries. */
  readonly ids: ReadonlyMap<number, ObjectId>;
  readonly setId: ObjectId;
  /** Filled with what is named by the address of its resource. */
  readonly logicalIds: Set<ObjectId>;
  readonly faults: Faults;
}

/** Memberships of the SubmissionSet and of each Folder; their ids name their places. */
export function membersOf(context: AssociationContext): Association[] {
  const { parts, setId, ids } = context;
  const ofSet = eachItem(parts.set, context).map(({ id, target, isOld }) =>
    association({
      ...{ id, type: 'HasMember', source: setId, target },
      ...(isFolder(target, context)
        ? {}
        : { submissionSetStatus: isOld ? 'Reference' : 'Original' }),
    }),
  );
  const ofFolders = parts.folders.flatMap((folder) => {
    const source = ids.get(folder.index) ?? objectId('');
    return eachItem(folder, context).flatMap(({ id, target }) => [
      association({ id, type: 'HasMember', source, target }),
      // What joins a document to a folder is itself a part of the submission (ITI TF-3: 4.2.1.4).
      association({
        ...{ id: objectId(`${id}#in-set`), type: 'HasMember', source: setId, target: id },
      }),
    ]);
  });
  return [...ofSet, ...ofFolders];
}

interface Item {
  readonly id: ObjectId;
  readonly target: ObjectId;
  /** Not in this Bundle. */
  readonly isOld: boolean;
}

function eachItem(
  list: PlacedEntry & { readonly resource: List },
  context: AssociationContext,
): Item[] {
  return (list.resource.entry ?? []).flatMap(({ item }, index) => {
    const at = `${list.path}.entry[${index}]`;
    const target = targetOf(item, context);
    if (target) return [{ id: objectId(at), ...target }];
    unresolved(`${at}.item`, context.faults);
    return [];
  });
}

/** relatesTo of each document. */
export function relationsOf(context: AssociationContext): Association[] {
  const { parts, ids, faults } = context;
  return parts.documents.flatMap(({ resource, path, index }) => {
    const source = ids.get(index) ?? objectId('');
    const relations = readRelations(resource.relatesTo, (reference, at) => {
      const target = targetOf(reference, context)?.target;
      if (!target) unresolved(`${path}.relatesTo[${at}].target`, faults);
      return target;
    });
    return relations.map(({ type, target }, at) =>
      association({ id: objectId(`${path}.relatesTo[${at}]`), type, source, target }),
    );
  });
}

function targetOf(
  reference: Reference,
  { parts, ids, logicalIds }: AssociationContext,
): { readonly target: ObjectId; readonly isOld: boolean } | undefined {
  const here = findEntry(parts.entries, reference.reference);
  const own = here && ids.get(here.index);
  if (own !== undefined) return { target: own, isOld: false };
  const stored = storedIdOf(reference);
  if (!stored) return undefined;
  if (stored.isLogical) logicalIds.add(stored.id);
  return { target: stored.id, isOld: true };
}

function isFolder(target: ObjectId, { parts, ids }: AssociationContext): boolean {
  return parts.folders.some(({ index }) => ids.get(index) === target);
}

function unresolved(expression: string, faults: Faults): void {
  faults.add({
    code: 'xds.unresolved-reference',
    xds: 'UnresolvedReferenceException',
    context: 'The reference names no entry of this Bundle and no resource of this service.',
    expression,
  });
}
