import type { Author } from '../model/author.ts';
import { findOrganisationFault } from './find-organisation-fault.ts';
import { findPersonFault } from './find-person-fault.ts';
import { findRoleFault } from './find-role-fault.ts';
import { findTelecomFault } from './find-telecom-fault.ts';
import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** Authors may be missing, but one that is given says who it is (ITI TF-3: 4.2.3.1.4). */
export function checkAuthors(subject: Subject, findings: Findings): void {
  for (const { id, authors } of subject.documents) {
    for (const author of authors) checkAuthor(author, place('DocumentEntry', id), findings);
  }
  for (const { id, authors } of subject.submissionSets) {
    for (const author of authors) checkAuthor(author, place('SubmissionSet', id), findings);
  }
}

function checkAuthor(author: Author, at: string, findings: Findings): void {
  const { person, institutions, telecoms, roles, specialties } = author;
  if (person === undefined && institutions.length === 0 && telecoms.length === 0) {
    findings.metadata(
      `${at}.author`,
      'An author has neither a person nor an institution nor a telecommunication address.',
    );
  }
  const faults: [string, string | undefined][] = [
    ['authorPerson', person === undefined ? undefined : findPersonFault(person)],
    ['authorInstitution', firstFault(institutions, findOrganisationFault)],
    ['authorRole', firstFault(roles, findRoleFault)],
    ['authorSpecialty', firstFault(specialties, findRoleFault)],
    ['authorTelecommunication', firstFault(telecoms, findTelecomFault)],
  ];
  for (const [name, fault] of faults) if (fault) findings.metadata(`${at}.${name}`, fault);
}

function firstFault(
  texts: readonly string[],
  find: (text: string) => string | undefined,
): string | undefined {
  for (const text of texts) {
    const fault = find(text);
    if (fault) return fault;
  }
  return undefined;
}
