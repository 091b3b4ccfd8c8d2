import { findHashFault } from './find-hash-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A hash is SHA-1 in hexadecimal. */
export function checkHash(subject: Subject, findings: Findings): void {
  for (const { id, hash } of subject.documents) {
    const fault = hash === undefined ? undefined : findHashFault(hash);
    if (fault) findings.metadata(`${place('DocumentEntry', id)}.hash`, fault);
  }
}
