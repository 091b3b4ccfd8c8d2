import { findLanguageFault } from './find-language-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** The language is a language tag. */
export function checkLanguageCode(subject: Subject, findings: Findings): void {
  for (const { id, languageCode } of subject.documents) {
    const fault = languageCode === undefined ? undefined : findLanguageFault(languageCode);
    if (fault) findings.metadata(`${place('DocumentEntry', id)}.languageCode`, fault);
  }
}
