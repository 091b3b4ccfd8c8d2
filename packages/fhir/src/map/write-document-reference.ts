import type { DocumentEntry, Dtm } from '@kartoteka/xds';
import {
  type Attachment,
  type DocumentReference,
  given,
  type Identifier,
  type Reference,
} from '../model.ts';
import { writeAuthor } from './author.ts';
import { writeCoding, writeConcept } from './code.ts';
import { ContainedList } from './contained.ts';
import { writeSlots } from './extensions.ts';
import { resourceIdOf, writeCx, writeEntryUuid, writeUniqueId } from './identifier.ts';
import { writePractitioner } from './people.ts';
import { encounterType, referenceTypeOf, writeReferenceId } from './reference-id.ts';
import { type Relation, writeRelations } from './relations.ts';
import { writeSourcePatient } from './source-patient.ts';
import { writeTime } from './time.ts';
import { profileOf } from './vocabulary.ts';

/** A document as a registry holds it. */
export interface RegisteredDocument {
  readonly entry: DocumentEntry;
  readonly relations: readonly Relation[];
  readonly registeredAt: Date;
  /** When its status last changed; the registration where it never did. */
  readonly changedAt: Date;
  /** Whether its bytes lie here; otherwise there is no address to fetch them from. */
  readonly isHere: boolean;
}

/**
 * A DocumentEntry as DocumentReference, in the form of the Comprehensive profile (or the Minimal one for
 * Limited Metadata). Persons and the source's patient are contained.
 *
 * IHE ITI MHD: 1:45.4, mapping of DocumentEntry
 *
 * @param base address of the service, without a slash at the end: `attachment.url` stands below it
 */
export function writeDocumentReference(
  document: RegisteredDocument,
  base: string,
): DocumentReference {
  const { entry } = document;
  const contained = new ContainedList();
  const parts = {
    author: entry.authors.map((author) => writeAuthor(author, contained)),
    authenticator:
      entry.legalAuthenticator && contained.add(writePractitioner(entry.legalAuthenticator)),
    context: writeContext(entry, contained),
  };
  return given<DocumentReference>({
    resourceType: 'DocumentReference',
    // The same for all versions of the metadata, as the ids of FHIR are.
    id: resourceIdOf(entry.lid ?? entry.id),
    meta: {
      versionId: entry.version?.versionName ?? '1',
      lastUpdated: document.changedAt.toISOString(),
      profile: [
        profileOf(entry.limitedMetadata ? 'Minimal' : 'Comprehensive', 'DocumentReference'),
      ],
    },
    contained: contained.list,
    extension: writeSlots(entry.extraSlots),
    masterIdentifier: writeUniqueId(entry.uniqueId ?? ''),
    identifier: identifiersOf(entry),
    status: entry.status === 'Deprecated' ? 'superseded' : 'current',
    type: writeConcept(entry.typeCode),
    category: listOf(writeConcept(entry.classCode)),
    subject: subjectOf(entry.patientId),
    date: document.registeredAt.toISOString(),
    author: parts.author,
    authenticator: parts.authenticator,
    relatesTo: writeRelations(document.relations),
    description: entry.comments[0]?.value || undefined,
    securityLabel: entry.confidentialityCodes.flatMap((code) => writeConcept(code) ?? []),
    content: [
      given({
        attachment: writeAttachment(entry, document.isHere ? base : undefined),
        format: entry.formatCode && writeCoding(entry.formatCode),
      }),
    ],
    context: parts.context,
  });
}

/** The patient as a logical reference: the identifier in its domain. */
export function subjectOf(patientId: string | undefined): Reference | undefined {
  return patientId ? { type: 'Patient', identifier: writeCx(patientId) } : undefined;
}

function identifiersOf({ id, lid }: DocumentEntry): Identifier[] {
  if (lid === undefined || lid === id) return [writeEntryUuid(id)];
  // The first version of a document whose metadata were updated (ITI TF-3: 4.2.3.2.31).
  return [writeEntryUuid(id), { use: 'secondary', system: 'urn:ietf:rfc:3986', value: lid }];
}

function writeAttachment(entry: DocumentEntry, base: string | undefined): Attachment {
  const creation = entry.creationTime && writeTime(entry.creationTime as Dtm);
  return given<Attachment>({
    contentType: entry.mimeType,
    language: entry.languageCode,
    url: base && `${base}/Binary/${resourceIdOf(entry.lid ?? entry.id)}`,
    size: entry.size,
    hash: entry.hash === undefined ? undefined : hexToBase64(entry.hash),
    title: entry.title[0]?.value || undefined,
    creation: creation?.value,
    _creation: creation?.beside,
  });
}

/** FHIR writes SHA-1 in base64, XDS in hexadecimal. */
export function hexToBase64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

function writeContext(
  entry: DocumentEntry,
  contained: ContainedList,
): DocumentReference['context'] {
  const patient = writeSourcePatient(entry);
  const start = entry.serviceStartTime && writeTime(entry.serviceStartTime);
  const end = entry.serviceStopTime && writeTime(entry.serviceStopTime);
  const isEncounter = (text: string) => referenceTypeOf(text) === encounterType;
  const context = given<NonNullable<DocumentReference['context']>>({
    encounter: entry.referenceIds.filter(isEncounter).map(writeReferenceId),
    event: entry.eventCodes.flatMap((code) => writeConcept(code) ?? []),
    period:
      start || end
        ? given({
            start: start?.value,
            _start: start?.beside,
            end: end?.value,
            _end: end?.beside,
          })
        : undefined,
    facilityType: writeConcept(entry.healthcareFacilityTypeCode),
    practiceSetting: writeConcept(entry.practiceSettingCode),
    sourcePatientInfo: patient && contained.add(patient),
    related: entry.referenceIds.filter((text) => !isEncounter(text)).map(writeReferenceId),
  });
  return Object.keys(context).length === 0 ? undefined : context;
}

function listOf<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
