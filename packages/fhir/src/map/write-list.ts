import type { Folder, ObjectId, SubmissionSet } from '@kartoteka/xds';
import { type Extension, given, type List, type Reference } from '../model.ts';
import { writeAuthor } from './author.ts';
import { writeConcept } from './code.ts';
import { ContainedList } from './contained.ts';
import { writeSlots } from './extensions.ts';
import { resourceIdOf, writeEntryUuid, writeOid, writeUniqueId } from './identifier.ts';
import { writeRecipient } from './recipient.ts';
import { writeTime } from './time.ts';
import { listTypes, mhdExtensions, profileOf } from './vocabulary.ts';
import { subjectOf } from './write-document-reference.ts';

/** What a list holds. */
export interface ListMembers {
  readonly documents: readonly ObjectId[];
  /** Of a SubmissionSet only. */
  readonly folders: readonly ObjectId[];
}

/** A SubmissionSet or a Folder as a registry holds it. */
export interface RegisteredList<Object> {
  readonly object: Object;
  readonly members: ListMembers;
  readonly registeredAt: Date;
}

/** A SubmissionSet as List (IHE ITI MHD: mapping of SubmissionSet). */
export function writeSubmissionSet({
  object: set,
  members,
  registeredAt,
}: RegisteredList<SubmissionSet>): List {
  const contained = new ContainedList();
  const [author] = set.authors;
  const source = author && writeAuthor(author, contained);
  const extension: Extension[] = [
    ...designations(set.contentTypeCode ? [set.contentTypeCode] : []),
    ...(set.sourceId
      ? [{ url: mhdExtensions.sourceId, valueIdentifier: writeOid(set.sourceId) }]
      : []),
    ...set.intendedRecipients.map((recipient) => writeRecipient(recipient, contained)),
    ...writeSlots(set.extraSlots),
  ];
  const time = set.submissionTime && writeTime(set.submissionTime);
  return given<List>({
    ...listOf('submissionset', set, members, registeredAt),
    contained: contained.list,
    extension,
    date: time?.value,
    _date: time?.beside,
    source,
  } as List);
}

/** A Folder as List (IHE ITI MHD: mapping of Folder). */
export function writeFolder({
  object: folder,
  members,
  registeredAt,
}: RegisteredList<Folder>): List {
  const time = folder.lastUpdateTime && writeTime(folder.lastUpdateTime);
  return given<List>({
    ...listOf('folder', folder, members, registeredAt),
    extension: [...designations(folder.codes), ...writeSlots(folder.extraSlots)],
    date: time?.value,
    _date: time?.beside,
  } as List);
}

function listOf(
  code: 'submissionset' | 'folder',
  object: SubmissionSet | Folder,
  members: ListMembers,
  registeredAt: Date,
): Partial<List> {
  const profile = code === 'folder' ? ('Folder' as const) : ('SubmissionSet' as const);
  const level = object.limitedMetadata ? 'Minimal' : 'Comprehensive';
  return given<List>({
    resourceType: 'List',
    id: resourceIdOf(object.lid ?? object.id),
    meta: {
      versionId: object.version?.versionName ?? '1',
      lastUpdated: registeredAt.toISOString(),
      profile: [profileOf(level, profile)],
    },
    identifier: [
      writeEntryUuid(object.id),
      { use: 'usual', ...writeUniqueId(object.uniqueId ?? '') },
    ],
    // A list that is no longer in force is retired; MHD names current only.
    status: object.status === 'Deprecated' ? 'retired' : 'current',
    mode: 'working',
    title: object.title[0]?.value || undefined,
    code: { coding: [{ system: listTypes, code }] },
    subject: subjectOf(object.patientId),
    note: object.comments[0]?.value ? [{ text: object.comments[0].value }] : undefined,
    entry: [
      ...members.documents.map((id) => entryOf('DocumentReference', id)),
      ...members.folders.map((id) => entryOf('List', id)),
    ],
  } as List);
}

function entryOf(type: string, id: ObjectId): { item: Reference } {
  return { item: { reference: `${type}/${resourceIdOf(id)}` } };
}

function designations(codes: Folder['codes']): Extension[] {
  return codes.map((code) =>
    given<Extension>({
      url: mhdExtensions.designationType,
      valueCodeableConcept: writeConcept(code),
    }),
  );
}
