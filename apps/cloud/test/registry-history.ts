import {
  type Association,
  type AssociationType,
  association,
  type DocumentEntry,
  type Folder,
  localized,
  type ObjectId,
  objectId,
  type RegistryObject,
  type RegistryObjects,
  type Submission,
  updateOf,
} from '@kartoteka/xds';
import { samplePatientId, sampleSubmissionSet } from '@kartoteka/xds/sample';
import fc from 'fast-check';
import { otherRepository, sampleOf } from './samples.ts';

/**
 * One thing that a sender does. Numbers choose among what there is at that moment, so that collisions,
 * stale versions and deprecated targets are common.
 */
export interface HistoryStep {
  /** `again` sends a message of before once more. */
  readonly kind: 'provide' | 'register' | 'file' | 'version' | 'status' | 'submit' | 'again';
  /** Of the set; few, so that sets come again. */
  readonly set: number;
  readonly serial: number;
  readonly text: number;
  readonly patient: number;
  readonly withFolder: boolean;
  readonly relation: AssociationType | undefined;
  readonly first: number;
  readonly second: number;
  readonly flag: boolean;
}

export const historyStep: fc.Arbitrary<HistoryStep> = fc.record({
  kind: fc.constantFrom(
    'provide',
    'provide',
    'register',
    'file',
    'version',
    'version',
    'status',
    'submit',
    'again',
  ),
  set: fc.nat({ max: 40 }),
  serial: fc.nat({ max: 12 }),
  text: fc.nat({ max: 4 }).map((value) => (value === 4 ? 1 : 0)),
  patient: fc.nat({ max: 5 }).map((value) => (value === 5 ? 1 : 0)),
  withFolder: fc.boolean(),
  relation: fc.constantFrom(
    undefined,
    'RPLC',
    'APND',
    'XFRM',
    'XFRM_RPLC',
    'signs',
    'HasMember',
    'NonVersioningUpdate',
  ),
  first: fc.nat({ max: 30 }),
  second: fc.nat({ max: 30 }),
  flag: fc.boolean(),
});

/** What a step sends. */
export type HistoryMessage =
  | { readonly transaction: 'iti41'; readonly submission: Submission; readonly bytes: Buffer }
  | { readonly transaction: 'iti42' | 'iti57'; readonly submission: Submission };

/** The message of a step over what is registered when it is sent, and was sent before. */
export function messageOf(
  step: HistoryStep,
  objects: RegistryObjects,
  before: readonly HistoryMessage[],
): HistoryMessage {
  const again = step.kind === 'again' ? pick(before, step.first) : undefined;
  if (again) return again;
  if (step.kind === 'version') return { transaction: 'iti57', submission: version(step, objects) };
  if (step.kind === 'status') return { transaction: 'iti57', submission: status(step, objects) };
  if (step.kind === 'submit') return { transaction: 'iti57', submission: submit(step, objects) };
  if (step.kind === 'file') return { transaction: 'iti42', submission: file(step, objects) };
  return bring(step, objects);
}

const patientOf = ({ patient }: HistoryStep) => samplePatientId(patient);

function setOf(step: HistoryStep) {
  return {
    ...sampleSubmissionSet(step.set),
    uniqueId: `2.999.8.${step.set}`,
    patientId: patientOf(step),
  };
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}

/** A document, perhaps with a folder, perhaps related to what is there. */
function bring(step: HistoryStep, objects: RegistryObjects): HistoryMessage {
  const text = `dokument ${step.serial} ${step.text}`;
  const { submission, contents } = sampleOf(step.serial, {
    patientId: patientOf(step),
    folder: step.withFolder,
    text,
  });
  const document = objectId('Document01');
  const target = pick(objects.documents, step.first);
  const folder = pick(objects.folders, step.second);
  const related = step.relation
    ? step.relation === 'HasMember'
      ? folder && link('Filed', 'HasMember', folder.id, document)
      : target && link('Related', step.relation, document, target.id)
    : undefined;
  const added = related ? [related] : [];
  const whole: Submission = {
    ...submission,
    submissionSet: setOf(step),
    associations: [...submission.associations, ...added],
  };
  if (step.kind === 'provide') {
    const bytes = Buffer.from([...contents.values()][0] ?? []);
    return { transaction: 'iti41', submission: whole, bytes };
  }
  const documents = whole.documents.map((one) => ({ ...one, repositoryUniqueId: otherRepository }));
  return { transaction: 'iti42', submission: { ...whole, documents } };
}

function link(
  id: string,
  type: AssociationType,
  source: ObjectId,
  target: ObjectId,
  more: Partial<Association> = {},
): Association {
  return association({ id: objectId(id), type, source, target, ...more });
}

/** Associations alone: a registered document into a registered folder, or named by Reference. */
function file(step: HistoryStep, objects: RegistryObjects): Submission {
  const set = setOf(step);
  const document = pick(objects.documents, step.first);
  const folder = pick(objects.folders, step.second);
  const associations: Association[] = [];
  if (document && step.flag) {
    const submissionSetStatus = 'Reference';
    associations.push(link('Ref', 'HasMember', set.id, document.id, { submissionSetStatus }));
  }
  if (document && folder && (!step.flag || step.withFolder)) {
    associations.push(
      link('In', 'HasMember', folder.id, document.id),
      link('Own', 'HasMember', set.id, objectId('In')),
    );
  }
  return { submissionSet: set, documents: [], folders: [], associations, requestSlots: [] };
}

/** A new version of a document, a folder or both; often of one that is not the newest. */
function version(step: HistoryStep, objects: RegistryObjects): Submission {
  const patientId = patientOf(step);
  const title = localized(`wersja ${step.serial}`, 'pl-PL');
  const changed = <T extends DocumentEntry | Folder>(object: T | undefined): T[] =>
    object ? [{ ...object, title, patientId }] : [];
  return updateOf(setOf(step), {
    documents: step.withFolder && !step.flag ? [] : changed(pick(objects.documents, step.first)),
    folders: step.withFolder ? changed(pick(objects.folders, step.second)) : [],
    propagate: step.text === 0,
  });
}

function status(step: HistoryStep, objects: RegistryObjects): Submission {
  const all = [...objects.documents, ...objects.folders, ...objects.associations];
  const one = pick(step.withFolder ? all : objects.documents, step.first);
  const approve = step.text === 1 || one?.status === 'Deprecated';
  const [from, to] = approve
    ? (['Deprecated', 'Approved'] as const)
    : (['Approved', 'Deprecated'] as const);
  return updateOf(setOf(step), { statuses: one ? [{ target: one.id, from, to }] : [] });
}

function submit(step: HistoryStep, objects: RegistryObjects): Submission {
  const type = step.relation ?? 'APND';
  const source = pick<RegistryObject>(
    type === 'HasMember' ? objects.folders : objects.documents,
    step.first,
  );
  const target = pick(objects.documents, step.second);
  const associations =
    source && target && source.id !== target.id ? [link('New', type, source.id, target.id)] : [];
  return updateOf(setOf(step), { associations });
}
