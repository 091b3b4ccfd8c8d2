import { checkAssociationEnds } from './check-association-ends.ts';
import { checkAssociationTypes } from './check-association-types.ts';
import { checkAuthors } from './check-authors.ts';
import { checkCodes } from './check-codes.ts';
import { checkDocumentAvailability } from './check-document-availability.ts';
import { checkEveryMember } from './check-every-member.ts';
import { checkFolderUpdateTime } from './check-folder-update-time.ts';
import { checkHash } from './check-hash.ts';
import { checkIdentifiers } from './check-identifiers.ts';
import { checkIntendedRecipients } from './check-intended-recipients.ts';
import { checkLanguageCode } from './check-language-code.ts';
import { checkLegalAuthenticator } from './check-legal-authenticator.ts';
import { checkLimitedMetadata } from './check-limited-metadata.ts';
import { checkLogicalIds } from './check-logical-ids.ts';
import { checkMembership } from './check-membership.ts';
import { checkObjectIds } from './check-object-ids.ts';
import { checkPatientMatch } from './check-patient-match.ts';
import { checkReferenceIds } from './check-reference-ids.ts';
import { checkRelationships } from './check-relationships.ts';
import { checkRequiredAttributes } from './check-required-attributes.ts';
import { checkServiceTimeOrder } from './check-service-time-order.ts';
import { checkSourcePatientInfo } from './check-source-patient-info.ts';
import { checkStableDocuments } from './check-stable-documents.ts';
import { checkSubmissionSize } from './check-submission-size.ts';
import { checkSubmittedStatus } from './check-submitted-status.ts';
import { checkTimes } from './check-times.ts';
import { checkTitle } from './check-title.ts';
import { checkUniqueIdsInMessage } from './check-unique-ids-in-message.ts';
import { checkUri } from './check-uri.ts';
import type { Check, CheckedTransaction } from './subject.ts';

type Row = readonly [check: Check, iti41: boolean, iti42: boolean, iti57: boolean, answer: boolean];

const x = true;
const _ = false;

/**
 * The rules of ITI TF-3: 4.2 on metadata: which check looks at which message. A new transaction is a
 * new column, a new rule a new row.
 */
// biome-ignore format: the columns are read downwards.
const rows: readonly Row[] = [
  //                           ITI-41 ITI-42 ITI-57 answer
  [checkSubmissionSize,        x,     x,     x,     _],
  [checkLimitedMetadata,       x,     x,     x,     _],
  [checkStableDocuments,       x,     x,     x,     _],
  [checkRequiredAttributes,    x,     x,     x,     x],
  [checkObjectIds,             x,     x,     x,     x],
  [checkLogicalIds,            x,     x,     _,     _],
  [checkSubmittedStatus,       x,     x,     x,     _],
  [checkIdentifiers,           x,     x,     x,     x],
  [checkUniqueIdsInMessage,    x,     x,     x,     _],
  [checkPatientMatch,          x,     x,     x,     _],
  [checkCodes,                 x,     x,     x,     x],
  [checkTimes,                 x,     x,     x,     x],
  [checkFolderUpdateTime,      x,     x,     x,     x],
  [checkServiceTimeOrder,      x,     x,     x,     _],
  [checkHash,                  x,     x,     x,     x],
  [checkTitle,                 x,     x,     x,     x],
  [checkLanguageCode,          x,     x,     x,     x],
  [checkAuthors,               x,     x,     x,     x],
  [checkLegalAuthenticator,    x,     x,     x,     x],
  [checkSourcePatientInfo,     x,     x,     x,     x],
  [checkReferenceIds,          x,     x,     x,     x],
  [checkUri,                   x,     x,     x,     x],
  [checkDocumentAvailability,  x,     x,     x,     x],
  [checkIntendedRecipients,    x,     x,     x,     x],
  [checkAssociationTypes,      x,     x,     x,     x],
  [checkAssociationEnds,       x,     x,     x,     _],
  [checkMembership,            x,     x,     x,     _],
  [checkEveryMember,           x,     x,     x,     _],
  [checkRelationships,         x,     x,     _,     _],
];

/** The checks of each column, in the order of the rows. */
export const checksOf: Readonly<Record<CheckedTransaction, readonly Check[]>> = {
  iti41: rows.filter(([, iti41]) => iti41).map(([check]) => check),
  iti42: rows.filter(([, , iti42]) => iti42).map(([check]) => check),
  iti57: rows.filter(([, , , iti57]) => iti57).map(([check]) => check),
  // MHD's Minimal profile is Limited Metadata, marked as such (IHE ITI MHD: 1:33.2).
  iti65: rows
    .filter(([check, iti41]) => iti41 && check !== checkLimitedMetadata)
    .map(([check]) => check),
  answer: rows.filter(([, , , , answer]) => answer).map(([check]) => check),
};
