/** Addresses that the MHD profile fixes (IHE ITI MHD 4.2). */
const mhd = 'https://profiles.ihe.net/ITI/MHD';
const structure = `${mhd}/StructureDefinition`;

export const listTypes = `${mhd}/CodeSystem/MHDlistTypes`;

export const mhdExtensions = {
  designationType: `${structure}/ihe-designationType`,
  sourceId: `${structure}/ihe-sourceId`,
  intendedRecipient: `${structure}/ihe-intendedRecipient`,
} as const;

/** How much metadata a profile asks for. */
export type MetadataLevel = 'Minimal' | 'Comprehensive' | 'UnContained.Comprehensive';
export const metadataLevels: readonly MetadataLevel[] = [
  'Minimal',
  'Comprehensive',
  'UnContained.Comprehensive',
];

/** @example profileOf('Comprehensive', 'ProvideBundle') */
export function profileOf(
  level: MetadataLevel,
  of: 'ProvideBundle' | 'DocumentReference' | 'SubmissionSet' | 'Folder',
): string {
  return `${structure}/IHE.MHD.${level}.${of}`;
}

/** Extensions of our own: what XDS metadata say and FHIR has no element for. */
export const ownExtensions = {
  /** A text exactly as XDS has it, where the elements beside it say less. */
  verbatim: 'urn:kartoteka:fhir:verbatim',
  /** The coding scheme of XDS, where a system stands for several. */
  codingScheme: 'urn:kartoteka:fhir:coding-scheme',
  /** A slot that XDS does not name: `name` and each `value`. */
  slot: 'urn:kartoteka:fhir:slot',
  /** An institution of an author besides the first. */
  institution: 'urn:kartoteka:fhir:institution',
  /** An association type for which `relatesTo.code` has no word of its own. */
  associationType: 'urn:kartoteka:fhir:association-type',
} as const;

/** The system of identifiers that are URIs themselves. */
export const uriSystem = 'urn:ietf:rfc:3986';
