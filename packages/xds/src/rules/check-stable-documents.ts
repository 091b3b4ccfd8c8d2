import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A document is stable; on-demand entries come by Register On-Demand (ITI-61), which is not offered. */
export function checkStableDocuments(subject: Subject, findings: Findings): void {
  for (const { id, type } of subject.documents) {
    if (type !== 'on-demand') continue;
    findings.metadata(
      `${place('DocumentEntry', id)}.objectType`,
      'The objectType is that of an on-demand document; only stable ones are taken here.',
    );
  }
}
