import { type PatientIdCx, patientIdParts } from '@kartoteka/kernel';
import type { Submission } from '../model/submission.ts';
import { type Findings, place } from '../rules/findings.ts';
import type { SubmissionRequest } from './provide-and-register.ts';
import type { AccountFacts } from './registry-port.ts';

/** The account is active, has room, and takes patients of this domain. */
export function checkAccount(
  request: SubmissionRequest<unknown>,
  account: AccountFacts,
  findings: Findings,
): void {
  checkTaking(request.submission, account, findings);
  checkLimits(request, account, findings);
}

/** The account is active and takes patients of this domain. */
export function checkTaking(
  { submissionSet }: Submission,
  account: AccountFacts,
  findings: Findings,
): void {
  if (account.state !== 'active') {
    findings.add(
      'LocalPolicyRestrictionError',
      'Account',
      `The account is ${account.state}: it can be read but takes no new documents.`,
    );
  }
  const { id, patientId } = submissionSet;
  if (patientId !== undefined && !isDomainTaken(patientId, account)) {
    findings.add(
      'XDSUnknownPatientId',
      `${place('SubmissionSet', id)}.patientId`,
      'The account takes no patient identifiers of this domain.',
    );
  }
}

function checkLimits(
  { submission, contents }: SubmissionRequest<unknown>,
  account: AccountFacts,
  findings: Findings,
): void {
  if (account.documentsUsed + submission.documents.length > account.documentsMax) {
    findings.add(
      'out-of-resources',
      'Account',
      `The account takes ${account.documentsMax} documents and has ${account.documentsUsed}.`,
    );
  }
  const bytes = contents ? sizeOf(contents.values()) : 0;
  if (account.bytesUsed + bytes > account.bytesMax) {
    findings.add(
      'out-of-resources',
      'Account',
      `The account takes ${account.bytesMax} bytes, has ${account.bytesUsed}, and this would add ${bytes}.`,
    );
  }
}

export function sizeOf(contents: Iterable<{ readonly size: number }>): number {
  let bytes = 0;
  for (const { size } of contents) bytes += size;
  return bytes;
}

function isDomainTaken(patientId: PatientIdCx, { patientDomains }: AccountFacts): boolean {
  return patientDomains.length === 0 || patientDomains.includes(patientIdParts(patientId).domain);
}
