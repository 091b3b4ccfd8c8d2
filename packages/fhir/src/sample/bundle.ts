import { createHash } from 'node:crypto';
import { samplePeople } from '@kartoteka/kernel/sample';
import type { Bundle, DocumentReference, FhirResource } from '../model.ts';

/** The domain of patient identifiers of the samples, and an invented person with a right check digit. */
export const patientSystem = 'urn:oid:2.999.1.1.616';
export const patientNumber: string = samplePeople[3]?.pesel ?? '';
const structure = 'https://profiles.ihe.net/ITI/MHD/StructureDefinition';
const sourceOid = 'urn:oid:2.999.2.7.26';

/** Held to the type of its own resource, where the types of FHIR say only that it is one. */
export function typed(resource: FhirResource): FhirResource {
  return resource;
}

export interface BundleOptions {
  readonly serial: number;
  readonly level?: 'Minimal' | 'Comprehensive' | 'UnContained.Comprehensive';
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  readonly relatesTo?: DocumentReference['relatesTo'];
  readonly patient?: string;
}

export function sha1Base64(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('base64');
}

/** A full good Provide Document Bundle with one document, as a foreign client would write it. */
export function sampleBundle(options: BundleOptions) {
  const { serial, level = 'Comprehensive', contentType = 'text/xml' } = options;
  const bytes = options.bytes ?? Buffer.from(`<dokument fhir="${serial}"/>`);
  const subject = () => ({
    identifier: { system: patientSystem, value: options.patient ?? patientNumber },
  });
  const binaryUrl = urn(1, serial);
  const documentUrl = urn(2, serial);
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    meta: { profile: [`${structure}/IHE.MHD.${level}.DocumentReference`] },
    contained: [
      typed({
        resourceType: 'Practitioner',
        id: 'doctor',
        identifier: [{ system: 'urn:oid:2.999.1.6.2', value: '5425740' }],
        name: [{ family: 'Próbna', given: ['Żaneta'], prefix: ['lek.'] }],
      }),
      typed({
        resourceType: 'Patient',
        id: 'patient',
        identifier: [{ system: patientSystem, value: options.patient ?? patientNumber }],
        name: [{ family: 'Przykładny', given: ['Świętosław'] }],
        birthDate: '1944-05-14',
        gender: 'male',
      }),
    ],
    masterIdentifier: { system: 'urn:oid:2.999.2.7.26.7.1', value: `F-${serial}` },
    status: 'current',
    type: {
      coding: [{ system: 'http://loinc.org', code: '18842-5', display: 'Discharge summary' }],
    },
    category: [
      {
        coding: [{ system: 'urn:oid:2.999.11.1.32', code: '00.20', display: 'Karta informacyjna' }],
      },
    ],
    subject: subject(),
    author: [{ reference: '#doctor' }],
    authenticator: { reference: '#doctor' },
    description: 'Przykład',
    securityLabel: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
            code: 'N',
            display: 'normal',
          },
        ],
      },
    ],
    ...(options.relatesTo && { relatesTo: options.relatesTo }),
    content: [
      {
        attachment: {
          contentType,
          language: 'pl-PL',
          url: binaryUrl,
          size: bytes.length,
          hash: sha1Base64(bytes),
          title: `Karta informacyjna ${serial}`,
          creation: '2026-03-01T09:15:00+01:00',
        },
        format: { system: 'urn:oid:2.999.3', code: 'urn:extPL:pl-cda', display: 'PIK HL7 CDA' },
      },
    ],
    context: {
      event: [
        {
          coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'K35', display: 'Zapalenie' }],
        },
      ],
      period: { start: '2026-02-27', end: '2026-03-01' },
      facilityType: { coding: [{ system: 'urn:oid:2.999.4', code: '4220', display: 'Oddział' }] },
      practiceSetting: {
        coding: [{ system: 'urn:oid:2.999.5', code: '05', display: 'Chirurgia' }],
      },
      sourcePatientInfo: { reference: '#patient' },
      related: [
        {
          identifier: {
            system: 'urn:oid:2.999.2.7.26',
            value: `Z-${serial}`,
            type: {
              coding: [{ system: 'urn:ietf:rfc:3986', code: 'urn:ihe:iti:xds:2013:accession' }],
            },
          },
        },
      ],
    },
  };
  const bundle: Bundle = {
    resourceType: 'Bundle',
    meta: { profile: [`${structure}/IHE.MHD.${level}.ProvideBundle`] },
    type: 'transaction',
    entry: [
      {
        fullUrl: urn(3, serial),
        resource: typed({
          resourceType: 'List',
          extension: [
            {
              url: `${structure}/ihe-designationType`,
              valueCodeableConcept: {
                coding: [{ system: 'urn:oid:2.999.6', code: 'REGISTER', display: 'Rejestracja' }],
              },
            },
            {
              url: `${structure}/ihe-sourceId`,
              valueIdentifier: { system: 'urn:ietf:rfc:3986', value: sourceOid },
            },
          ],
          identifier: [
            { use: 'usual', system: 'urn:ietf:rfc:3986', value: `${sourceOid}.20.${serial}` },
          ],
          status: 'current',
          mode: 'working',
          title: 'Wysyłka wypisu',
          code: {
            coding: [
              {
                system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes',
                code: 'submissionset',
              },
            ],
          },
          subject: subject(),
          date: '2026-03-01T09:16:30+01:00',
          source: {
            identifier: { system: 'urn:oid:2.999.1.6.2', value: '5425740' },
            display: 'Próbna',
          },
          entry: [{ item: { reference: documentUrl } }],
        }),
        request: { method: 'POST', url: 'List' },
      },
      {
        fullUrl: documentUrl,
        resource: document,
        request: { method: 'POST', url: 'DocumentReference' },
      },
      {
        fullUrl: binaryUrl,
        resource: typed({
          resourceType: 'Binary',
          contentType,
          data: Buffer.from(bytes).toString('base64'),
        }),
        request: { method: 'POST', url: 'Binary' },
      },
    ],
  };
  return { bundle, bytes };
}

function urn(kind: number, serial: number): string {
  return `urn:uuid:0000000${kind}-0000-4000-8000-${String(serial).padStart(12, '0')}`;
}
