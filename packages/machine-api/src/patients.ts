import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { staffMember } from './staff-member.ts';

const account = z.object({ account: z.string() });

const move = z.object({
  /** The sender's id: the same again is answered alike and done once. */
  id: z.uuid(),
  /** CX that goes; it may be given to somebody else later. */
  from: z.string().max(250),
  /** CX that stays. */
  to: z.string().max(250),
  reason: z.string().trim().min(3).max(500),
  by: staffMember,
  /** Both have a portal account: that of `from` ends, because it is the same person. */
  endPortalAccess: z.boolean().default(false),
});

/** What was carried from one identifier to the other. */
export const patientMoveReceipt = z.object({
  id: z.uuid(),
  kind: z.enum(['change', 'merge']),
  at: z.string(),
  documents: z.number().int(),
  submissionSets: z.number().int(),
  folders: z.number().int(),
  consents: z.number().int(),
  portal: z.enum(['none', 'moved', 'ended']),
});
export type PatientMoveReceipt = z.infer<typeof patientMoveReceipt>;

/** A patient's identifier was corrected. A POST, so that no number stands in an address. */
export const changePatientIdentifier = {
  method: 'POST',
  path: '/services/{account}/api/v1/patients/change',
  summary: 'Change the identifier of a patient',
  params: account,
  body: move,
  answer: patientMoveReceipt,
} as const satisfies RouteContract;

/** Two identifiers turned out to be one person's. */
export const mergePatientIdentifiers = {
  method: 'POST',
  path: '/services/{account}/api/v1/patients/merge',
  summary: 'Merge the identifiers of a patient',
  params: account,
  body: move,
  answer: patientMoveReceipt,
} as const satisfies RouteContract;
