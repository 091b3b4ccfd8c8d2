import type { Bundle, DocumentReference, List } from '@kartoteka/fhir';
import { patientSystem, sampleBundle } from '@kartoteka/fhir/sample';
import type { DocumentUniqueId } from '@kartoteka/kernel';
import {
  type AssociationType,
  association,
  author,
  type Code,
  type Dtm,
  documentEntry,
  folder,
  type ObjectId,
  objectId,
  type SourcePatientId,
  submissionSet,
  type Xcn,
} from '@kartoteka/xds';
import { sampleOids, samplePatientId } from '@kartoteka/xds/sample';
import { sha1 } from '../machine-client.ts';
import { relation, type Sample } from '../samples.ts';

/**
 * A submission of one document, told twice and independently: as ITI-41 and as ITI-65. It says only what
 * both can say; the language of texts, `uri` and `documentAvailability` have no word in MHD.
 */
export interface Brought {
  readonly uniqueId: string;
  readonly document: number;
  readonly set: number;
  /** Which bytes. */
  readonly text: number;
  readonly patient: number;
  /** A new folder with this number. */
  readonly folder: number | undefined;
  readonly relation?: { readonly type: AssociationType; readonly target: string };
}

export function bytesOf({ document, text }: Brought): Uint8Array {
  return Buffer.from(`<dokument numer="${document}" treść="${'słowo '.repeat(text + 1)}"/>`);
}

const doctor = '5425740^Próbna^Żaneta^^^lek.^^^&2.999.1.6.2&ISO' as Xcn;
const { source } = sampleOids;
const mhd = 'https://profiles.ihe.net/ITI/MHD';

/** As ITI-41 brings it. @param target entryUUID of the related document in the account */
export function submissionOf(brought: Brought, target: ObjectId): Sample {
  const bytes = bytesOf(brought);
  const patientId = samplePatientId(brought.patient);
  const entry = documentEntry({
    id: objectId('Document01'),
    uniqueId: brought.uniqueId as DocumentUniqueId,
    mimeType: 'text/xml',
    languageCode: 'pl-PL',
    hash: sha1(bytes),
    size: bytes.length,
    title: [{ value: `Karta informacyjna ${brought.document}` }],
    comments: [{ value: 'Przykład' }],
    creationTime: '20260301081500' as Dtm,
    typeCode: coded('18842-5', '2.16.840.1.113883.6.1', 'Discharge summary'),
    classCode: coded('00.20', '2.999.11.1.32', 'Karta informacyjna'),
    formatCode: coded('urn:extPL:pl-cda', '2.999.3', 'PIK HL7 CDA'),
    confidentialityCodes: [coded('N', '2.16.840.1.113883.5.25', 'normal')],
    eventCodes: [coded('K35', '2.16.840.1.113883.6.3', 'Zapalenie')],
    healthcareFacilityTypeCode: coded('4220', '2.999.4', 'Oddział'),
    practiceSettingCode: coded('05', '2.999.5', 'Chirurgia'),
    serviceStartTime: '20260227' as Dtm,
    serviceStopTime: '20260301' as Dtm,
    authors: [author({ person: doctor })],
    legalAuthenticator: doctor,
    patientId,
    sourcePatientId: patientId as SourcePatientId,
    sourcePatientInfo: ['PID-5|Przykładny^Świętosław', 'PID-7|19440514', 'PID-8|M'],
    referenceIds: [`Z-${brought.document}^^^&${source}&ISO^urn:ihe:iti:xds:2013:accession`],
  });
  const set = submissionSet({
    id: objectId('SubmissionSet01'),
    uniqueId: setIdOf(brought),
    title: [{ value: 'Wysyłka wypisu' }],
    authors: [author({ person: '5425740^Próbna^^^^^^^&2.999.1.6.2&ISO' as Xcn })],
    contentTypeCode: coded('REGISTER', '2.999.6', 'Rejestracja'),
    submissionTime: '20260301081630' as Dtm,
    sourceId: source,
    patientId,
  });
  const filed = folder({
    id: objectId('Folder01'),
    uniqueId: folderIdOf(brought),
    title: [{ value: 'Hospitalizacja' }],
    codes: [coded('HOSP', '2.999.8', 'Hospitalizacja')],
    patientId,
  });
  const isFiled = brought.folder !== undefined;
  const filing = [
    member('FolderInSet', set.id, filed.id),
    member('InFolder', filed.id, entry.id),
    member('InFolderInSet', set.id, objectId('InFolder')),
  ];
  const related = brought.relation ? [relation(brought.relation.type, target)] : [];
  return {
    submission: {
      submissionSet: set,
      documents: [entry],
      folders: isFiled ? [filed] : [],
      associations: [
        { ...member('InSet', set.id, entry.id), submissionSetStatus: 'Original' },
        ...(isFiled ? filing : []),
        ...related,
      ],
      requestSlots: [],
    },
    contents: new Map([[entry.id, bytes]]),
  };
}

/** As ITI-65 brings it: the sample of a foreign client, with other ids and relations. */
export function bundleOf(brought: Brought, target: ObjectId): Bundle {
  const { document: serial, patient } = brought;
  const [number = ''] = samplePatientId(patient).split('^');
  const { bundle } = sampleBundle({
    serial,
    bytes: bytesOf(brought),
    patient: number,
    relatesTo: relatesTo(brought, target),
  });
  const [set, document, binary] = bundle.entry ?? [];
  const list = set?.resource as List;
  const folderUrl = 'urn:uuid:00000004-0000-4000-8000-000000000004';
  const isFiled = brought.folder !== undefined;
  return {
    ...bundle,
    entry: [
      {
        ...set,
        resource: {
          ...list,
          identifier: usual(setIdOf(brought)),
          entry: [...(list.entry ?? []), ...(isFiled ? [{ item: { reference: folderUrl } }] : [])],
        } as List,
      },
      { ...document },
      { ...binary },
      ...(isFiled
        ? [
            {
              fullUrl: folderUrl,
              resource: folderList(brought, number, document?.fullUrl),
              request: { method: 'POST' as const, url: 'List' },
            },
          ]
        : []),
    ],
  };
}

function folderList(brought: Brought, patient: string, document: string | undefined): List {
  return {
    resourceType: 'List',
    extension: [
      {
        url: `${mhd}/StructureDefinition/ihe-designationType`,
        valueCodeableConcept: {
          coding: [{ system: 'urn:oid:2.999.8', code: 'HOSP', display: 'Hospitalizacja' }],
        },
      },
    ],
    identifier: usual(folderIdOf(brought)),
    status: 'current',
    mode: 'working',
    title: 'Hospitalizacja',
    code: {
      coding: [{ system: `${mhd}/CodeSystem/MHDlistTypes`, code: 'folder' }],
    },
    subject: { identifier: { system: patientSystem, value: patient } },
    entry: [{ item: { reference: document ?? '' } }],
  };
}

const codesOfRelation: Partial<
  Record<AssociationType, NonNullable<DocumentReference['relatesTo']>[number]['code'][]>
> = {
  RPLC: ['replaces'],
  APND: ['appends'],
  XFRM: ['transforms'],
  XFRM_RPLC: ['replaces', 'transforms'],
};

function relatesTo(brought: Brought, target: ObjectId): DocumentReference['relatesTo'] {
  if (!brought.relation) return undefined;
  const reference = `DocumentReference/${target.slice('urn:uuid:'.length)}`;
  return codesOfRelation[brought.relation.type]?.map((code) => ({ code, target: { reference } }));
}

const setIdOf = ({ set }: Brought) => `${source}.20.${set}`;
const folderIdOf = (brought: Brought) => `${source}.21.${brought.folder}`;

function usual(oid: string): List['identifier'] {
  return [{ use: 'usual', system: 'urn:ietf:rfc:3986', value: `urn:oid:${oid}` }];
}

function coded(code: string, codingScheme: string, display: string): Code {
  return { code, codingScheme, display: [{ value: display }], extraSlots: [] };
}

function member(id: string, from: ObjectId, target: ObjectId) {
  return association({ id: objectId(id), type: 'HasMember', source: from, target });
}
