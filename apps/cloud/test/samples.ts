import type { DocumentUniqueId, Oid, PatientIdCx } from '@kartoteka/kernel';
import {
  type Association,
  association,
  type ObjectId,
  objectId,
  type Submission,
} from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { sha1 } from './machine-client.ts';

/** A repository that is not ours. */
export const otherRepository = '2.999.7.24.1' as Oid;

export interface Sample {
  readonly submission: Submission;
  readonly contents: ReadonlyMap<ObjectId, Uint8Array>;
}

export interface SampleChange {
  readonly uniqueId?: string;
  readonly patientId?: PatientIdCx;
  readonly text?: string;
  /** With the folder of the sample. */
  readonly folder?: boolean;
}

/** One document in a set of its own; `serial` makes all ids distinct. */
export function sampleOf(serial: number, change: SampleChange = {}): Sample {
  const { submission } = sampleSubmission({ serial, documents: 1 });
  const bytes = Buffer.from(change.text ?? `dokument ${serial}`);
  const patient = change.patientId && { patientId: change.patientId };
  const documents = submission.documents.map((entry) => ({
    ...entry,
    ...patient,
    ...(change.uniqueId && { uniqueId: change.uniqueId as DocumentUniqueId }),
    hash: sha1(bytes),
    size: bytes.length,
  }));
  return {
    submission: {
      ...submission,
      submissionSet: { ...submission.submissionSet, ...patient },
      documents,
      folders: change.folder ? submission.folders.map((one) => ({ ...one, ...patient })) : [],
      associations: change.folder
        ? submission.associations
        : submission.associations.filter(({ submissionSetStatus }) => submissionSetStatus),
    },
    contents: new Map(documents.map(({ id }) => [id, bytes])),
  };
}

/** The same as what another repository registers. */
export function registeredOf(serial: number, change: SampleChange = {}): Submission {
  const { submission } = sampleOf(serial, change);
  return {
    ...submission,
    documents: submission.documents.map((one) => ({ ...one, repositoryUniqueId: otherRepository })),
  };
}

export function joined(from: Submission, ...added: readonly Association[]): Submission {
  return { ...from, associations: [...from.associations, ...added] };
}

export function relation(
  type: Association['type'],
  target: ObjectId,
  change: Partial<Association> = {},
): Association {
  const id = objectId(`Related-${type}-${target}`);
  return association({ id, type, source: objectId('Document01'), target, ...change });
}
