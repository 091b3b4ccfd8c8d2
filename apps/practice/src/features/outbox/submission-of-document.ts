import type { Author as CdaAuthor, CdaCode, CdaHeader, InstanceId } from '@kartoteka/cda';
import { type DocumentUniqueId, type Oid, type PatientIdCx, parseOid } from '@kartoteka/kernel';
import {
  type Association,
  type Author,
  association,
  author,
  type Code,
  code,
  type Dtm,
  documentEntry,
  dtmOf,
  localized,
  objectId,
  parseDtm,
  type Submission,
  submission,
  submissionSet,
  writeOrganisation,
  writePerson,
} from '@kartoteka/xds';

/** What a document is sent with; everything was read from it once, at import. */
export interface DocumentToSend {
  readonly header: CdaHeader;
  readonly kindName: string;
  readonly title: string;
  /** Its own, or the one that the user's word on a conflict gave it. */
  readonly uniqueId: DocumentUniqueId;
  readonly mimeType: string;
  readonly size: number;
  readonly sha1: string;
  /** Fixed when the document entered the outbox; the same at every attempt. */
  readonly entryUuid: string;
  readonly submissionSetUniqueId: string;
  /** The patient of the practice's index, for documents that name none that XDS can carry. */
  readonly patientId: PatientIdCx;
  /** entryUUID of the document that this one replaces, where the cloud holds it. */
  readonly replaces: string | undefined;
}

/** The unit that wrote a document, as far as XDS names it (PRODUCT 3.6, protocol page 2.5). */
export interface WritingUnit {
  readonly name: string;
  /** Part X of the departmental code: field of medicine. */
  readonly resortX: string;
  /** Part VIII: speciality of the unit. */
  readonly resortVIII: string;
}

/** What the practice says of itself where a document is silent. */
export interface PracticeFacts {
  /** Root below which the practice issues ids: SubmissionSet.sourceId. */
  readonly sourceId: Oid;
  /** `undefined` until the practice filled in its organisation structure. */
  readonly unit: WritingUnit | undefined;
}

const schemes = {
  class: 'Klasyfikacja dokumentów P1',
  type: 'LOINC',
  format: 'Kody formatów P1',
  confidentiality: '2.16.840.1.113883.5.25',
  practiceSetting: 'Dziedzina medyczna',
  facilityType: 'Specjalność komórki organizacyjnej',
  contentType: 'Typ wysyłki',
} as const;
const polish = 'pl-PL';
/**
 * Where neither the document nor the practice's structure says what XDS demands; foreign CDA mostly.
 * Unit and field of medicine are then those of a general practice.
 */
const unstated = {
  class: '00.00',
  type: '34133-9',
  facilityType: '0010',
  practiceSetting: '115',
} as const;

/**
 * The ITI-41 submission of one document: CDA header mapped to XDS metadata with P1's value sets
 * (protocol page 2.5 and 3.4). The same document always makes the same submission but for the time.
 */
export function submissionOfDocument(
  document: DocumentToSend,
  practice: PracticeFacts,
  now: Date,
): Submission {
  const { header } = document;
  const entry = objectId(`urn:uuid:${document.entryUuid}`);
  const setId = objectId('SubmissionSet01');
  const authors = header.authors.map(authorOf);
  const facilityType = header.place.specialty?.code ?? practice.unit?.resortVIII;
  const practiceSetting = practice.unit?.resortX ?? unstated.practiceSetting;
  const ownPatient = header.patient?.cx ?? document.patientId;
  return submission({
    submissionSet: submissionSet({
      id: setId,
      title: localized(document.kindName, polish),
      authors: authors.slice(0, 1),
      contentTypeCode: code('REGISTER', schemes.contentType, 'Rejestracja dokumentu', polish),
      submissionTime: dtmOf(now),
      patientId: document.patientId,
      sourceId: practice.sourceId,
      uniqueId: document.submissionSetUniqueId,
    }),
    documents: [
      documentEntry({
        id: entry,
        mimeType: document.mimeType,
        title: localized(document.title.slice(0, 128), header.language ?? polish),
        authors,
        classCode: codeOf(header.documentClass, schemes.class, unstated.class, document.kindName),
        typeCode: codeOf(header.type, schemes.type, unstated.type, document.kindName),
        formatCode: code('urn:extPL:pl-cda', schemes.format, 'PIK HL7 CDA', polish),
        healthcareFacilityTypeCode: code(
          facilityType ?? unstated.facilityType,
          schemes.facilityType,
          header.place.specialty?.display ?? practice.unit?.name ?? unstated.facilityType,
          polish,
        ),
        practiceSettingCode: code(
          practiceSetting,
          schemes.practiceSetting,
          practiceSetting,
          polish,
        ),
        confidentialityCodes: [
          codeOf(header.confidentiality, schemes.confidentiality, 'N', 'normal'),
        ],
        creationTime: timeOf(header.effectiveTime?.dtm) ?? dtmOf(now),
        serviceStartTime: timeOf(header.service.start?.dtm),
        serviceStopTime: timeOf(header.service.stop?.dtm),
        languageCode: header.language ?? polish,
        legalAuthenticator: header.legalAuthenticator && personOf(header.legalAuthenticator),
        patientId: document.patientId,
        sourcePatientId: ownPatient,
        sourcePatientInfo: patientInfoOf(header),
        uniqueId: document.uniqueId,
        hash: document.sha1,
        size: document.size,
      }),
    ],
    associations: associationsOf(setId, entry, document.replaces),
  });
}

function associationsOf(
  set: ReturnType<typeof objectId>,
  entry: ReturnType<typeof objectId>,
  replaces: string | undefined,
): Association[] {
  const member = association({
    id: objectId('Association01'),
    type: 'HasMember',
    source: set,
    target: entry,
    submissionSetStatus: 'Original',
  });
  if (replaces === undefined) return [member];
  const replacing = association({
    id: objectId('Association02'),
    type: 'RPLC',
    source: entry,
    target: objectId(`urn:uuid:${replaces}`),
  });
  return [member, replacing];
}

function codeOf(
  stated: CdaCode | undefined,
  scheme: string,
  without: string,
  display: string,
): Code {
  return code(stated?.code ?? without, scheme, stated?.display ?? display, polish);
}

function timeOf(digits: string | undefined): Dtm | undefined {
  return digits === undefined ? undefined : parseDtm(digits);
}

function authorOf(written: CdaAuthor): Author {
  const organisation = written.organisation;
  const id = organisation?.ids[0];
  return author({
    person: personOf(written),
    institutions: organisation?.name
      ? [writeOrganisation({ name: organisation.name, ...idParts(id) })]
      : [],
    roles: written.profession ? [written.profession.code] : [],
    specialties: written.specialty ? [written.specialty.display ?? written.specialty.code] : [],
  });
}

function personOf(
  person: Pick<CdaAuthor, 'ids' | 'name'> & {
    readonly licence?: InstanceId;
    readonly device?: string;
  },
) {
  const { name } = person;
  return writePerson({
    ...idParts(person.licence ?? person.ids[0]),
    family: name?.family ?? person.device ?? 'nieznany',
    given: name?.given[0],
    ...(name && name.given.length > 1 && { further: name.given.slice(1).join(' ') }),
    ...(name?.prefix && { prefix: name.prefix }),
  });
}

/** An id with its authority; an organisation known by a bare OID has no number of its own. */
function idParts(id: InstanceId | undefined): { id?: string; authority?: Oid } {
  const authority = id && parseOid(id.root);
  if (!id || !authority) return {};
  return id.extension === undefined ? { id: id.root } : { id: id.extension, authority };
}

/** PID fields of the patient as the document knew them (ITI TF-3: 4.2.3.2.23). */
function patientInfoOf({ patient }: CdaHeader): string[] {
  if (!patient) return [];
  const clean = (text: string): string => text.replace(/[|^&~\\\r\n]/g, ' ');
  const birth = patient.birthTime?.dtm.slice(0, 8);
  return [
    patient.name && `PID-5|${clean(patient.name.family)}^${clean(patient.name.given.join(' '))}^^^`,
    birth && `PID-7|${birth}`,
    patient.sex && `PID-8|${{ female: 'F', male: 'M', other: 'O' }[patient.sex]}`,
  ].filter((field): field is string => typeof field === 'string' && field.length > 0);
}
