import type { PatientIdCx } from '@kartoteka/kernel';
import { type ObjectId, objectId, type Submission } from '@kartoteka/xds';
import { readEntryUuid } from '../map/identifier.ts';
import { readDocumentReference } from '../map/read-document-reference.ts';
import { readFolder, readSubmissionSet } from '../map/read-list.ts';
import type { Bundle, DocumentReference, List } from '../model.ts';
import { type Fault, Faults } from '../outcome/fault.ts';
import type { Limits } from './bundle-shape.ts';
import { type BundleParts, readParts } from './bundle-shape.ts';
import { completeMinimal, completeMinimalSet } from './complete-minimal.ts';
import { membersOf, relationsOf } from './read-associations.ts';
import { readContent } from './read-content.ts';
import { patientReader } from './read-patient.ts';
import { findEntry, type PlacedEntry } from './resolve-in-bundle.ts';

/** What an entry of the request became; the answer has one entry for each, in the same order. */
export type EntryRole =
  | { readonly kind: 'submission-set' }
  /** By its place among the documents of the submission. */
  | { readonly kind: 'document' | 'binary'; readonly at: number }
  | { readonly kind: 'folder'; readonly at: number }
  /** Read, and not kept as a resource: a Patient, a patch of what is replaced. */
  | { readonly kind: 'taken' };

/** A Provide Document Bundle in the terms of XDS. */
export interface ProvidedBundle {
  readonly submission: Submission;
  /** The bytes of each document by the id of its DocumentEntry. */
  readonly contents: ReadonlyMap<ObjectId, Uint8Array>;
  /**
   * Ids of documents outside the Bundle that associations name by the address of their resource: the
   * logical ids, each of which stands for the newest version of its document.
   */
  readonly logicalIds: ReadonlySet<ObjectId>;
  readonly roles: readonly EntryRole[];
  /** Where in the Bundle the objects stand whose id the sender chose. */
  readonly paths: ReadonlyMap<ObjectId, string>;
}

export type ProvideReading =
  | { readonly ok: true; readonly provided: ProvidedBundle }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads the Bundle of ITI-65 as a submission of ITI-41, so that one registry judges both. Never throws
 * for what a sender got wrong.
 *
 * IHE ITI MHD: 2:3.65.4.1
 *
 * @example const reading = readProvideBundle(bundle); if (reading.ok) store(reading.provided);
 */
export function readProvideBundle(bundle: Bundle, limits?: Limits): ProvideReading {
  const faults = new Faults();
  const parts = readParts(bundle, faults, limits);
  const provided = parts && readSubmission(parts, faults);
  return provided && faults.none ? { ok: true, provided } : { ok: false, faults: faults.list };
}

type Placed<T> = PlacedEntry & { readonly resource: T };

function readSubmission(parts: BundleParts, faults: Faults): ProvidedBundle {
  const { entries, set: placedSet, documents: placedDocuments, folders: placedFolders } = parts;
  const outside = ({ reference }: { reference?: string | undefined }) =>
    findEntry(entries, reference)?.resource;
  const options = (placed: PlacedEntry) => ({
    id: idOf(placed as Placed<DocumentReference | List>),
    path: placed.path,
    outside,
    patientOf: patientReader(placed.path, faults),
    faults,
  });
  const readSet = readSubmissionSet(placedSet.resource, options(placedSet));
  const readDocuments = placedDocuments.map((one) =>
    readDocumentReference(one.resource, options(one)),
  );
  const patientId: PatientIdCx | undefined =
    readSet.patientId ?? readDocuments.find((one) => one.patientId !== undefined)?.patientId;
  const isMinimal = parts.level === 'Minimal';
  const documents = isMinimal
    ? readDocuments.map((one) => completeMinimal(one, patientId))
    : readDocuments;
  const submissionSet = isMinimal ? completeMinimalSet(readSet, patientId) : readSet;
  if (isMinimal && patientId === undefined) {
    faults.profile(`${placedSet.path}.subject`, 'A submission says whose documents it brings.');
  }
  const folders = placedFolders.map((one) => {
    const folder = readFolder(one.resource, options(one));
    return isMinimal ? { ...folder, patientId: folder.patientId ?? patientId } : folder;
  });
  const ids = new Map<number, ObjectId>([
    [placedSet.index, submissionSet.id],
    ...placedDocuments.map((one, at): [number, ObjectId] => [one.index, at0(documents, at)]),
    ...placedFolders.map((one, at): [number, ObjectId] => [one.index, at0(folders, at)]),
  ]);
  const logicalIds = new Set<ObjectId>();
  const context = { parts, ids, setId: submissionSet.id, logicalIds, faults };
  const associations = [...membersOf(context), ...relationsOf(context)];
  const contents = new Map<ObjectId, Uint8Array>();
  for (const [at, placed] of placedDocuments.entries()) {
    const bytes = readContent(placed.resource, placed.path, entries, faults);
    if (bytes) contents.set(at0(documents, at), bytes);
  }
  return {
    submission: { submissionSet, documents, folders, associations, requestSlots: [] },
    contents,
    logicalIds,
    roles: parts.roles,
    paths: new Map(
      entries.flatMap(({ index, path }) => {
        const id = ids.get(index);
        return id === undefined ? [] : [[id, path] as const];
      }),
    ),
  };
}

function at0(objects: readonly { readonly id: ObjectId }[], at: number): ObjectId {
  return objects[at]?.id ?? objectId('');
}

/** The entryUUID that the sender chose, else the place in the Bundle, which stands for a new one. */
function idOf({ resource, path }: Placed<DocumentReference | List>): ObjectId {
  return readEntryUuid(resource.identifier) ?? objectId(path);
}
