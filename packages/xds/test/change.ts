import type {
  Association,
  DocumentEntry,
  Folder,
  ObjectId,
  Submission,
  SubmissionSet,
} from '../src/index.ts';
import { association, objectId } from '../src/index.ts';
import { sampleSubmission } from '../src/sample/index.ts';

/** Test values are deliberately of the wrong form, so they do not carry the types of right ones. */
type Loose<T> = { readonly [K in keyof T]?: unknown };

export const good = (): Submission => sampleSubmission().submission;

export function entryChanged(change: Loose<DocumentEntry>, index = 0): Submission {
  const sample = good();
  return { ...sample, documents: replaceAt(sample.documents, index, change) };
}

export function setChanged(change: Loose<SubmissionSet>): Submission {
  const sample = good();
  return { ...sample, submissionSet: { ...sample.submissionSet, ...change } as SubmissionSet };
}

export function folderChanged(change: Loose<Folder>): Submission {
  const sample = good();
  return { ...sample, folders: replaceAt(sample.folders, 0, change) };
}

/** Changes the association of that id. */
export function associationChanged(id: string, change: Loose<Association>): Submission {
  const sample = good();
  const index = sample.associations.findIndex((one) => one.id === id);
  if (index < 0) throw new Error(`no association ${id} in the sample`);
  return { ...sample, associations: replaceAt(sample.associations, index, change) };
}

export function withAssociation(change: Partial<Association>): Submission {
  const sample = good();
  const added = association({
    id: objectId('Added'),
    source: objectId('Document01'),
    target: objectId('Document02'),
    ...change,
  });
  return { ...sample, associations: [...sample.associations, added] };
}

export function withoutAssociation(id: string): Submission {
  const sample = good();
  return { ...sample, associations: sample.associations.filter((one) => one.id !== id) };
}

export const registeredId = objectId('urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-3f1f5f2f9a11') as ObjectId;

function replaceAt<T>(list: readonly T[], index: number, change: Loose<T>): T[] {
  return list.map((one, at) => (at === index ? ({ ...one, ...change } as T) : one));
}
