import { findPatientInfoFault } from './find-patient-info-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Demographics come as PID fields, without those that XDS forbids. */
export function checkSourcePatientInfo(subject: Subject, findings: Findings): void {
  for (const { id, sourcePatientInfo } of subject.documents) {
    for (const text of sourcePatientInfo) {
      const fault = findPatientInfoFault(text);
      if (fault) findings.metadata(`${place('DocumentEntry', id)}.sourcePatientInfo`, fault);
    }
  }
}
