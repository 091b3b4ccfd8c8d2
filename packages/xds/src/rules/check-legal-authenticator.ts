import { findPersonFault } from './find-person-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** The legal authenticator is a person. */
export function checkLegalAuthenticator(subject: Subject, findings: Findings): void {
  for (const { id, legalAuthenticator } of subject.documents) {
    const fault =
      legalAuthenticator === undefined ? undefined : findPersonFault(legalAuthenticator);
    if (fault) findings.metadata(`${place('DocumentEntry', id)}.legalAuthenticator`, fault);
  }
}
