/** A coded value as DICOM audit messages carry it (DICOM PS3.15, A.5.1). */
export interface AtnaCode {
  readonly code: string;
  readonly system: 'DCM' | 'IHE Transactions' | 'IHE XDS Metadata' | 'RFC-3881';
  readonly text: string;
}

const dicom = (code: string, text: string): AtnaCode => ({ code, system: 'DCM', text });
const rfc3881 = (code: string, text: string): AtnaCode => ({ code, system: 'RFC-3881', text });

/** What kind of event it was (DICOM PS3.16, CID 400). */
export const atnaEvents = {
  export: dicom('110106', 'Export'),
  import: dicom('110107', 'Import'),
  patientRecord: dicom('110110', 'Patient Record'),
  query: dicom('110112', 'Query'),
  securityAlert: dicom('110113', 'Security Alert'),
} as const;

/** Which way data went between the two participants. */
export const atnaRoles = {
  source: dicom('110153', 'Source Role ID'),
  destination: dicom('110152', 'Destination Role ID'),
} as const;

/** What the id of a participant object is. */
export const atnaIdKinds = {
  patient: rfc3881('2', 'Patient Number'),
  document: rfc3881('9', 'Report Number'),
  uri: rfc3881('12', 'URI'),
} as const;

/** The application serves others (DICOM PS3.15, A.5.2.4: application server). */
export const atnaSourceType = dicom('4', 'Application Server Process');
