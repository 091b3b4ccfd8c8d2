import { checkAttachments } from './check-attachments.ts';
import { checkAuthenticator, checkAuthors, checkCustodian } from './check-authors.ts';
import { type Check, type CheckContext, finding } from './check-context.ts';
import {
  checkCode,
  checkConfidentialityAndLanguage,
  checkTitleAndTime,
} from './check-description.ts';
import {
  checkGuide,
  checkId,
  checkIdUsedTwice,
  checkMarks,
  checkPikId,
  checkVersion,
} from './check-identity.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPatient } from './check-patient.ts';
import { checkPlaces } from './check-places.ts';
import { checkRelated, checkReplacedNamed } from './check-related.ts';
import type { Finding } from './finding.ts';

/** Every rule, and which documents it is about: any CDA, or the Polish implementation alone. */
const rules: readonly { readonly check: Check; readonly about: 'any' | 'pik' }[] = [
  { check: checkId, about: 'any' },
  { check: checkPatient, about: 'any' },
  { check: checkPikId, about: 'pik' },
  { check: checkIdUsedTwice, about: 'any' },
  { check: checkGuide, about: 'pik' },
  { check: checkVersion, about: 'pik' },
  { check: checkTitleAndTime, about: 'any' },
  { check: checkCode, about: 'pik' },
  { check: checkConfidentialityAndLanguage, about: 'pik' },
  { check: checkAuthors, about: 'pik' },
  { check: checkPlaces, about: 'pik' },
  { check: checkCustodian, about: 'pik' },
  { check: checkAuthenticator, about: 'pik' },
  { check: checkRelated, about: 'any' },
  { check: checkReplacedNamed, about: 'pik' },
  { check: checkNumbers, about: 'any' },
  { check: checkMarks, about: 'any' },
  { check: checkAttachments, about: 'any' },
];

/**
 * Runs every rule that concerns the document. The rules that yield errors stand first, so that a
 * long list of warnings never hides them.
 */
export function checkDocument(context: CheckContext, findingsMax: number): readonly Finding[] {
  const isPik = context.recognised.kind.family === 'pik';
  const found = rules
    .filter(({ about }) => about === 'any' || isPik)
    .flatMap(({ check }) => check(context));
  if (found.length <= findingsMax) return found;
  const more = finding('findings-more', context.document.place, { shown: findingsMax });
  return [...found.slice(0, findingsMax), more];
}
