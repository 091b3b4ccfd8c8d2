import type { PatientIdCx } from '@kartoteka/kernel';
import {
  type Folder,
  folder,
  type ObjectId,
  type SubmissionSet,
  submissionSet,
} from '@kartoteka/xds';
import type { CodeableConcept, FhirResource, Identifier, List, Reference } from '../model.ts';
import type { Faults } from '../outcome/fault.ts';
import { readAuthor } from './author.ts';
import { readConcept, readConcepts } from './code.ts';
import { type Resolve, resolver } from './contained.ts';
import { extensionOf, readSlots } from './extensions.ts';
import { readOidUrn, readUniqueId } from './identifier.ts';
import { readRecipient } from './recipient.ts';
import { readTime } from './time.ts';
import { listTypes, mhdExtensions } from './vocabulary.ts';

export interface ReadListOptions {
  readonly id: ObjectId;
  readonly path: string;
  readonly outside: Resolve;
  readonly patientOf: (subject: Reference, resolve: Resolve) => PatientIdCx | undefined;
  readonly faults: Faults;
}

/** What MHD makes of a List, by its code. */
export function kindOfList(list: List): 'submissionset' | 'folder' | undefined {
  const found = list.code?.coding?.find(({ system }) => system === listTypes)?.code;
  return found === 'submissionset' || found === 'folder' ? found : undefined;
}

/** A List as SubmissionSet (IHE ITI MHD: mapping of SubmissionSet). */
export function readSubmissionSet(from: List, options: ReadListOptions): SubmissionSet {
  const { path, faults } = options;
  const resolve = resolverOf(from, options);
  const source = extensionOf(from, mhdExtensions.sourceId)?.valueIdentifier;
  const time = readTime(from.date, from._date);
  if (from.date !== undefined && time === undefined) {
    faults.value(`${path}.date`, 'No calendar has this day.');
  }
  const author = from.source && readAuthor(from.source, resolve);
  if (from.source && !author) {
    faults.profile(
      `${path}.source`,
      'The reference leads nowhere, and says no identifier or name.',
    );
  }
  return submissionSet({
    ...sharedOf(from, options, resolve),
    authors: author ? [author] : [],
    contentTypeCode: readConcept(designationsOf(from)[0]),
    submissionTime: time,
    sourceId: readOidUrn(source?.value),
    intendedRecipients: readRecipients(from, resolve, options),
  });
}

/** A List as Folder (IHE ITI MHD: mapping of Folder). Its date is the registry's. */
export function readFolder(from: List, options: ReadListOptions): Folder {
  return folder({
    ...sharedOf(from, options, resolverOf(from, options)),
    codes: readConcepts(designationsOf(from)),
  });
}

function resolverOf(from: List, { outside }: ReadListOptions): Resolve {
  return resolver(from.contained as FhirResource[] | undefined, outside);
}

function sharedOf(from: List, options: ReadListOptions, resolve: Resolve) {
  const { id, path, faults, patientOf } = options;
  if (from.mode !== 'working')
    faults.profile(`${path}.mode`, 'The mode of a List of MHD is working.');
  if (from.status !== 'current') {
    faults.profile(`${path}.status`, 'A List that is sent has the status current.');
  }
  const uniqueId = uniqueIdOf(from.identifier ?? []);
  if (uniqueId === undefined) {
    faults.profile(`${path}.identifier`, 'There is no uniqueId: an OID or UUID of use usual.');
  }
  return {
    id,
    uniqueId,
    title: from.title === undefined ? [] : [{ value: from.title }],
    comments: from.note?.[0] ? [{ value: from.note[0].text }] : [],
    patientId: from.subject && patientOf(from.subject, resolve),
    extraSlots: readSlots(from),
  };
}

/** The one of use `usual`, else the first that is not the entryUUID. */
function uniqueIdOf(identifiers: readonly Identifier[]): string | undefined {
  const usual = identifiers.find(({ use }) => use === 'usual');
  const chosen = usual ?? identifiers.find(({ use }) => use !== 'official');
  return chosen && readUniqueId(chosen);
}

function designationsOf({ extension = [] }: List): CodeableConcept[] {
  return extension.flatMap(({ url, valueCodeableConcept }) =>
    url === mhdExtensions.designationType && valueCodeableConcept ? [valueCodeableConcept] : [],
  );
}

function readRecipients(
  { extension = [] }: List,
  resolve: Resolve,
  { path, faults }: ReadListOptions,
): string[] {
  return extension.flatMap(({ url, valueReference }, index) => {
    if (url !== mhdExtensions.intendedRecipient) return [];
    const recipient = valueReference && readRecipient(valueReference, resolve);
    if (!recipient) faults.profile(`${path}.extension[${index}]`, 'It names no recipient.');
    return recipient ?? [];
  });
}
