import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';

const address = z.object({ account: z.string(), id: z.uuid() });

/** The cloud's receipt for a consent: what it holds now. */
export const consentReceipt = z.object({
  id: z.uuid(),
  state: z.enum(['active', 'revoked']),
  receivedAt: z.string(),
  revokedAt: z.string().nullable(),
  documents: z.array(z.string()),
});
export type ConsentReceipt = z.infer<typeof consentReceipt>;

/**
 * Creates a consent under the sender's id: sending the same again is answered with the same receipt,
 * the same id with other content is refused.
 */
export const putConsent = {
  method: 'PUT',
  path: '/services/{account}/api/v1/consents/{id}',
  summary: 'Hand over a consent',
  params: address,
  body: z.object({
    /** CX as in the documents' metadata. */
    patientId: z.string(),
    patientName: z.string().min(1).max(250),
    recipient: z.object({ kind: z.literal('patient') }),
    reason: z.string().min(1).max(300),
    /** Days, both included, in the practice's time zone. */
    from: z.iso.date(),
    to: z.iso.date(),
    timeZone: z.string().default('Europe/Warsaw'),
    /** Unique ids of the documents that it covers. */
    documents: z.array(z.string()).min(1).max(1000),
  }),
  answer: consentReceipt,
} as const satisfies RouteContract;

export const revokeConsentInCloud = {
  method: 'POST',
  path: '/services/{account}/api/v1/consents/{id}/revocation',
  summary: 'Revoke a consent',
  params: address,
  answer: consentReceipt,
} as const satisfies RouteContract;

export const getConsentInCloud = {
  method: 'GET',
  path: '/services/{account}/api/v1/consents/{id}',
  summary: 'What the cloud holds of a consent',
  params: address,
  answer: consentReceipt,
} as const satisfies RouteContract;

/** A one-time code with which a patient makes an account in the portal. */
export const createInvitation = {
  method: 'POST',
  path: '/services/{account}/api/v1/invitations',
  summary: 'Invite a patient to the portal',
  params: z.object({ account: z.string() }),
  body: z.object({ patientId: z.string(), patientName: z.string().min(1).max(250) }),
  answer: z.object({ code: z.string(), url: z.string(), expiresAt: z.string() }),
} as const satisfies RouteContract;
