import type { Code } from '../model/code.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A coded attribute has a code, the scheme of the code and a display name (ITI TF-3: 4.2.3.1.2). */
export function checkCodes(subject: Subject, findings: Findings): void {
  for (const entry of subject.documents) {
    const at = place('DocumentEntry', entry.id);
    checkCode(entry.classCode, `${at}.classCode`, findings);
    checkCode(entry.typeCode, `${at}.typeCode`, findings);
    checkCode(entry.formatCode, `${at}.formatCode`, findings);
    checkCode(entry.healthcareFacilityTypeCode, `${at}.healthcareFacilityTypeCode`, findings);
    checkCode(entry.practiceSettingCode, `${at}.practiceSettingCode`, findings);
    for (const one of entry.confidentialityCodes) {
      checkCode(one, `${at}.confidentialityCode`, findings);
    }
    for (const one of entry.eventCodes) checkCode(one, `${at}.eventCode`, findings);
  }
  for (const { id, contentTypeCode } of subject.submissionSets) {
    checkCode(contentTypeCode, `${place('SubmissionSet', id)}.contentTypeCode`, findings);
  }
  for (const { id, codes } of subject.folders) {
    for (const one of codes) checkCode(one, `${place('Folder', id)}.code`, findings);
  }
  for (const { id, documentation } of subject.associations) {
    checkCode(documentation, `${place('Association', id)}.documentation`, findings);
  }
}

function checkCode(code: Code | undefined, at: string, findings: Findings): void {
  if (code === undefined) return;
  if (code.code === '') findings.metadata(at, 'The Classification has no nodeRepresentation.');
  if (code.codingScheme === '') findings.metadata(at, 'The code has no codingScheme Slot.');
  if (!code.display.some(({ value }) => value !== '')) {
    findings.metadata(at, 'The code has no Name to show.');
  }
}
