import { findUriFault } from './find-uri-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A URI that is given is one. */
export function checkUri(subject: Subject, findings: Findings): void {
  for (const { id, uri } of subject.documents) {
    const fault = uri === undefined ? undefined : findUriFault(uri);
    if (fault) findings.metadata(`${place('DocumentEntry', id)}.URI`, fault);
  }
}
