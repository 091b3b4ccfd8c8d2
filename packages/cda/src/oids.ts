/** HL7 version 3, the namespace of every CDA document. */
export const hl7 = 'urn:hl7-org:v3';
/** Extensions of the Polish implementation up to 1.3.1 and from 1.3.2 on. */
export const extPl = [
  'http://www.csioz.gov.pl/xsd/extPL/r2',
  'http://www.csioz.gov.pl/xsd/extPL/r3',
] as const;
export const xmlSchemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/** Root of the Polish e-health object identifiers; also the id of P1 itself as custodian. */
export const polishRoot = '2.16.840.1.113883.3.4424';

/** Object identifiers that mean something to the product (PIK 1.3.1, chapter on identifiers). */
export const oid = {
  pesel: `${polishRoot}.1.1.616`,
  licencePharmacist: `${polishRoot}.1.6.1`,
  licenceDoctor: `${polishRoot}.1.6.2`,
  licenceNurse: `${polishRoot}.1.6.3`,
  licenceLaboratory: `${polishRoot}.1.6.4`,
  licencePhysiotherapist: `${polishRoot}.1.6.5`,
  nip: `${polishRoot}.2.1`,
  regon9: `${polishRoot}.2.2.1`,
  regon14: `${polishRoot}.2.2.2`,
  provider: `${polishRoot}.2.3.1`,
  unit: `${polishRoot}.2.3.2`,
  cell: `${polishRoot}.2.3.3`,
  documentClass: `${polishRoot}.11.1.32`,
  cellSpecialty: `${polishRoot}.11.2.4`,
  procedures: `${polishRoot}.11.2.6`,
  profession: `${polishRoot}.11.3.18`,
  /** Pool of ids that P1 gives to supply orders. */
  supplyOrders: `${polishRoot}.7.3`,
  loinc: '2.16.840.1.113883.6.1',
  icd10: '2.16.840.1.113883.6.3',
  confidentiality: '2.16.840.1.113883.5.25',
  sex: '2.16.840.1.113883.5.1',
  cdaType: '2.16.840.1.113883.1.3',
  /** Hungarian TAJ: no OID of it is public, so our documents carry it in a pool of our own. */
  taj: '2.25.141105893605715729927023938617344396180.100',
} as const;

/** Domains of the national numbers of patients, as documents carry them. */
export const patientDomains = { pesel: oid.pesel, taj: oid.taj } as const;

/** Templates of whole documents of the Polish implementation stand directly below this root. */
export const pikTemplateRoot = `${polishRoot}.13.10.1`;
/** IHE ITI: scanned document, XDS-SD (ITI TF-3: 5.2). */
export const scannedDocumentTemplate = '1.3.6.1.4.1.19376.1.2.20';
/** Root of the templates that the product defines itself, below a UUID (ITU-T X.667). */
export const ownTemplateRoot = '2.25.141105893605715729927023938617344396180';
