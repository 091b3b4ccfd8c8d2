import type { PatientIdCx } from '@kartoteka/kernel';
import type { DocumentEntry, SubmissionSet } from '@kartoteka/xds';

/** What XDS asks of full metadata and the Minimal profile leaves open (ITI TF-3: Table 4.3.1.1-3). */
const ofEntry: readonly (keyof DocumentEntry)[] = [
  ...(['creationTime', 'languageCode', 'sourcePatientId', 'classCode', 'typeCode'] as const),
  ...(['formatCode', 'healthcareFacilityTypeCode', 'practiceSettingCode'] as const),
  'confidentialityCodes',
];
const ofSet: readonly (keyof SubmissionSet)[] = ['contentTypeCode', 'sourceId', 'submissionTime'];

/**
 * What the Minimal profile leaves out makes Limited Metadata of an entry, so that every reader sees
 * what it is; the patient of the submission stands in for one that an entry does not name.
 */
export function completeMinimal(
  entry: DocumentEntry,
  patientId: PatientIdCx | undefined,
): DocumentEntry {
  const known = { ...entry, patientId: entry.patientId ?? patientId };
  return { ...known, limitedMetadata: lacks(known, ofEntry) };
}

/** The same for the set. */
export function completeMinimalSet(
  set: SubmissionSet,
  patientId: PatientIdCx | undefined,
): SubmissionSet {
  const known = { ...set, patientId: set.patientId ?? patientId };
  return { ...known, limitedMetadata: lacks(known, ofSet) };
}

function lacks<T>(object: T, names: readonly (keyof T)[]): boolean {
  return names.some((name) => {
    const value = object[name];
    return value === undefined || (Array.isArray(value) && value.length === 0);
  });
}
