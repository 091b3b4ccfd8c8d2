import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

const prefix = 'urn:ihe:iti:2010:DocumentAvailability:';
const values: readonly string[] = [`${prefix}Online`, `${prefix}Offline`];

/** documentAvailability is online or offline (ITI TF-3: 4.2.3.2.30). */
export function checkDocumentAvailability(subject: Subject, findings: Findings): void {
  for (const { id, documentAvailability } of subject.documents) {
    if (documentAvailability === undefined || values.includes(documentAvailability)) continue;
    findings.metadata(
      `${place('DocumentEntry', id)}.documentAvailability`,
      `The value is neither ${prefix}Online nor ${prefix}Offline.`,
    );
  }
}
