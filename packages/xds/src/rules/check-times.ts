import { findTimeFault } from './find-time-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Times have the form of DTM. */
export function checkTimes(subject: Subject, findings: Findings): void {
  for (const entry of subject.documents) {
    const at = place('DocumentEntry', entry.id);
    checkTime(entry.creationTime, `${at}.creationTime`, findings);
    checkTime(entry.serviceStartTime, `${at}.serviceStartTime`, findings);
    checkTime(entry.serviceStopTime, `${at}.serviceStopTime`, findings);
  }
  for (const { id, submissionTime } of subject.submissionSets) {
    checkTime(submissionTime, `${place('SubmissionSet', id)}.submissionTime`, findings);
  }
  for (const { id, lastUpdateTime } of subject.folders) {
    checkTime(lastUpdateTime, `${place('Folder', id)}.lastUpdateTime`, findings);
  }
}

function checkTime(text: string | undefined, at: string, findings: Findings): void {
  const fault = text === undefined ? undefined : findTimeFault(text);
  if (fault) findings.metadata(at, fault);
}
