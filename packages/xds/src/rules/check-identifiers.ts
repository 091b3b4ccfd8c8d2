import { findOidFault } from './find-oid-fault.ts';
import { findCxFault, findPatientIdFault } from './find-patient-id-fault.ts';
import { findDocumentUniqueIdFault, findSetUniqueIdFault } from './find-unique-id-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

type FindFault = (text: string) => string | undefined;

/** Unique ids, OIDs and patient identifiers have their form. */
export function checkIdentifiers(subject: Subject, findings: Findings): void {
  function check(find: FindFault, text: string | undefined, at: string): void {
    const fault = text === undefined ? undefined : find(text);
    if (fault) findings.metadata(at, fault);
  }
  for (const entry of subject.documents) {
    const at = place('DocumentEntry', entry.id);
    check(findDocumentUniqueIdFault, entry.uniqueId, `${at}.uniqueId`);
    check(findPatientIdFault, entry.patientId, `${at}.patientId`);
    check(findCxFault, entry.sourcePatientId, `${at}.sourcePatientId`);
    check(findOidFault, entry.repositoryUniqueId, `${at}.repositoryUniqueId`);
  }
  for (const set of subject.submissionSets) {
    const at = place('SubmissionSet', set.id);
    check(findSetUniqueIdFault, set.uniqueId, `${at}.uniqueId`);
    check(findPatientIdFault, set.patientId, `${at}.patientId`);
    check(findOidFault, set.sourceId, `${at}.sourceId`);
  }
  for (const folder of subject.folders) {
    const at = place('Folder', folder.id);
    check(findSetUniqueIdFault, folder.uniqueId, `${at}.uniqueId`);
    check(findPatientIdFault, folder.patientId, `${at}.patientId`);
  }
}
