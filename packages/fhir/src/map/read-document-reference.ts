import type { PatientIdCx } from '@kartoteka/kernel';
import {
  type DocumentEntry,
  type Dtm,
  documentEntry,
  type ObjectId,
  type SourcePatientId,
} from '@kartoteka/xds';
import type { DocumentReference, FhirResource, Reference } from '../model.ts';
import type { Faults } from '../outcome/fault.ts';
import { readAuthor } from './author.ts';
import { readCoding, readConcept, readConcepts } from './code.ts';
import { type Resolve, resolver } from './contained.ts';
import { readSlots } from './extensions.ts';
import { readCx, readUniqueId } from './identifier.ts';
import { readPractitioner } from './people.ts';
import { encounterType, readReferenceId } from './reference-id.ts';
import { readSourcePatient } from './source-patient.ts';
import { readTime } from './time.ts';

export interface ReadDocumentOptions {
  /** The id that the entry gets: an entryUUID, or a symbolic one. */
  readonly id: ObjectId;
  /** FHIRPath of the resource. */
  readonly path: string;
  /** Finds what is referred to outside the resource. */
  readonly outside: Resolve;
  readonly patientOf: (subject: Reference, resolve: Resolve) => PatientIdCx | undefined;
  readonly faults: Faults;
}

/**
 * A DocumentReference as DocumentEntry. What FHIR says and XDS cannot is reported, never dropped in
 * silence; whether the result keeps the rules of XDS is `checkSubmission`'s.
 *
 * IHE ITI MHD: mapping of DocumentEntry
 */
export function readDocumentReference(
  from: DocumentReference,
  options: ReadDocumentOptions,
): DocumentEntry {
  const { path, faults } = options;
  const resolve = resolver(from.contained as FhirResource[] | undefined, options.outside);
  const [content] = from.content;
  const attachment = content?.attachment;
  const uniqueId = readUniqueId(from.masterIdentifier ?? {});
  if (uniqueId === undefined) {
    faults.profile(
      `${path}.masterIdentifier`,
      'It is no OID, UUID, or number in the system of an OID.',
    );
  }
  if (from.content.length !== 1)
    faults.profile(`${path}.content`, 'MHD takes exactly one content.');
  if (from.status === 'entered-in-error') {
    faults.profile(`${path}.status`, 'MHD takes the status current only.');
  }
  if ((from.category?.length ?? 0) > 1) {
    faults.profile(`${path}.category`, 'MHD takes exactly one category.');
  }
  const time = timeReader(faults);
  return documentEntry({
    id: options.id,
    ...(from.status === 'superseded' && { status: 'Deprecated' as const }),
    extraSlots: readSlots(from),
    uniqueId: uniqueId as DocumentEntry['uniqueId'],
    mimeType: attachment?.contentType,
    languageCode: attachment?.language,
    hash: attachment?.hash === undefined ? undefined : base64ToHex(attachment.hash),
    size: attachment?.size,
    title: textOf(attachment?.title),
    creationTime: time(
      attachment?.creation,
      attachment?._creation,
      `${path}.content[0].attachment.creation`,
    ),
    comments: textOf(from.description),
    typeCode: readConcept(from.type),
    classCode: readConcept(from.category?.[0]),
    formatCode: content?.format && readCoding(content.format),
    confidentialityCodes: readConcepts(from.securityLabel),
    patientId: from.subject && options.patientOf(from.subject, resolve),
    authors: readAuthors(from, resolve, options),
    legalAuthenticator: readAuthenticator(from, resolve, options),
    ...readContext(from, resolve, options),
  });
}

function readAuthors(from: DocumentReference, resolve: Resolve, options: ReadDocumentOptions) {
  return (from.author ?? []).flatMap((reference, index) => {
    const author = readAuthor(reference, resolve);
    if (!author) unresolved(`${options.path}.author[${index}]`, options.faults);
    return author ?? [];
  });
}

function readAuthenticator(
  { authenticator }: DocumentReference,
  resolve: Resolve,
  { path, faults }: ReadDocumentOptions,
): DocumentEntry['legalAuthenticator'] {
  if (!authenticator) return undefined;
  const found = resolve(authenticator);
  const person =
    found?.resourceType === 'Practitioner'
      ? readPractitioner(found)
      : readAuthor(authenticator, resolve)?.person;
  if (person === undefined) unresolved(`${path}.authenticator`, faults);
  return person;
}

function readContext(
  { context }: DocumentReference,
  resolve: Resolve,
  { path, faults }: ReadDocumentOptions,
): Partial<DocumentEntry> {
  if (!context) return {};
  const time = timeReader(faults);
  const at = `${path}.context`;
  return {
    eventCodes: readConcepts(context.event),
    healthcareFacilityTypeCode: readConcept(context.facilityType),
    practiceSettingCode: readConcept(context.practiceSetting),
    serviceStartTime: time(context.period?.start, context.period?._start, `${at}.period.start`),
    serviceStopTime: time(context.period?.end, context.period?._end, `${at}.period.end`),
    referenceIds: [
      ...readReferenceIds(context.encounter, encounterType, `${at}.encounter`, faults),
      ...readReferenceIds(context.related, undefined, `${at}.related`, faults),
    ],
    ...readSource(context.sourcePatientInfo, resolve, `${at}.sourcePatientInfo`, faults),
  };
}

function readReferenceIds(
  references: readonly Reference[] | undefined,
  type: string | undefined,
  at: string,
  faults: Faults,
): string[] {
  return (references ?? []).flatMap((reference, index) => {
    const text = readReferenceId(reference, type);
    if (text === undefined) {
      faults.profile(`${at}[${index}]`, 'XDS needs an identifier in the system of an OID here.');
    }
    return text ?? [];
  });
}

function readSource(
  reference: Reference | undefined,
  resolve: Resolve,
  at: string,
  faults: Faults,
): Partial<DocumentEntry> {
  if (!reference) return {};
  const found = resolve(reference);
  if (found?.resourceType === 'Patient') return readSourcePatient(found);
  const logical = reference.identifier && readCx(reference.identifier);
  if (logical) return { sourcePatientId: logical as SourcePatientId };
  unresolved(at, faults);
  return {};
}

function unresolved(at: string, faults: Faults): void {
  faults.profile(
    at,
    'The reference leads nowhere, and says no identifier or name XDS could carry.',
  );
}

function timeReader(faults: Faults) {
  return (
    value: string | undefined,
    beside: Parameters<typeof readTime>[1],
    at: string,
  ): Dtm | undefined => {
    const time = readTime(value, beside);
    if (time === undefined && value !== undefined) faults.value(at, 'No calendar has this day.');
    return time;
  };
}

function textOf(text: string | undefined): { readonly value: string }[] {
  return text === undefined ? [] : [{ value: text }];
}

function base64ToHex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}
