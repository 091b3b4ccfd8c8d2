import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import { type Findings, place } from './findings.ts';
import type { CheckedTransaction, Subject } from './subject.ts';

const always: readonly CheckedTransaction[] = ['iti41', 'iti42', 'iti57', 'iti65', 'answer'];
/** A repository works these out itself (ITI TF-3: Table 4.3.1.1-3); an update takes them over. */
const fromRepository: readonly CheckedTransaction[] = ['iti42', 'answer'];
const fromRegistry: readonly CheckedTransaction[] = ['answer'];

const ofDocument: readonly [keyof DocumentEntry, readonly CheckedTransaction[]][] = [
  ['type', always],
  ['mimeType', always],
  ['creationTime', always],
  ['languageCode', always],
  ['patientId', always],
  ['sourcePatientId', always],
  ['uniqueId', always],
  ['classCode', always],
  ['typeCode', always],
  ['formatCode', always],
  ['healthcareFacilityTypeCode', always],
  ['practiceSettingCode', always],
  ['confidentialityCodes', always],
  ['repositoryUniqueId', fromRepository],
  ['hash', fromRepository],
  ['size', fromRepository],
  ['status', fromRegistry],
];

const ofSet: readonly [keyof SubmissionSet, readonly CheckedTransaction[]][] = [
  ['submissionTime', always],
  ['contentTypeCode', always],
  ['patientId', always],
  ['sourceId', always],
  ['uniqueId', always],
  ['status', fromRegistry],
];

const ofFolder: readonly [keyof Folder, readonly CheckedTransaction[]][] = [
  ['title', always],
  ['codes', always],
  ['patientId', always],
  ['uniqueId', always],
  ['status', fromRegistry],
];

/** ITI TF-3: Table 4.3.1.1-3: what must be there, and from whom on. */
export function checkRequiredAttributes(subject: Subject, findings: Findings): void {
  for (const entry of subject.documents) {
    // An on-demand entry has no document yet (ITI TF-3: 4.2.5.2).
    const rows =
      entry.type === 'on-demand'
        ? ofDocument.filter(([name]) => !onlyOfContent.has(name))
        : ofDocument;
    report(entry, 'DocumentEntry', rows, subject.transaction, findings);
  }
  for (const set of subject.submissionSets) {
    report(set, 'SubmissionSet', ofSet, subject.transaction, findings);
  }
  for (const folder of subject.folders) {
    report(folder, 'Folder', ofFolder, subject.transaction, findings);
  }
}

const onlyOfContent: ReadonlySet<string> = new Set(['creationTime', 'hash', 'size']);
const labels: Readonly<Record<string, string>> = {
  codes: 'code',
  confidentialityCodes: 'confidentialityCode',
  status: 'availabilityStatus',
  type: 'objectType',
};

function report<T extends { readonly id: string; readonly limitedMetadata: boolean }>(
  object: T,
  kind: string,
  rows: readonly [keyof T, readonly CheckedTransaction[]][],
  transaction: CheckedTransaction,
  findings: Findings,
): void {
  // Another check says whether Limited Metadata are taken; what they lack, they lack rightly.
  if (object.limitedMetadata) return;
  for (const [name, transactions] of rows) {
    if (!transactions.includes(transaction) || !isMissing(object[name])) continue;
    const label = labels[String(name)] ?? String(name);
    findings.metadata(`${place(kind, object.id)}.${label}`, `${kind} has no ${label}.`);
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
