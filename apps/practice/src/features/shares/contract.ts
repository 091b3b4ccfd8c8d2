import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { dayText, instantText, pageOf, pageQuery } from '../paging-contract.ts';

/** A consent ("zgoda"): drafted here, in force only by the cloud's receipt. */
export const consentState = z.enum([
  'waiting',
  'sending',
  'checking',
  'sent',
  'refused',
  'revoking',
  'revoked',
]);

export const consentRow = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  recipient: z.object({ kind: z.literal('patient'), name: z.string() }),
  /** "Sprawa". */
  reason: z.string(),
  from: dayText,
  to: dayText,
  state: consentState,
  sentAt: instantText.nullable(),
  revokedAt: instantText.nullable(),
  documents: z.number().int(),
});

export const consentView = consentRow.extend({
  createdBy: z.string(),
  documentList: z.array(
    z.object({
      id: z.uuid(),
      uniqueId: z.string(),
      name: z.string(),
      issuedAt: instantText.nullable(),
      /** "Wysłano": when the cloud gave its receipt for the document. */
      sentAt: instantText.nullable(),
    }),
  ),
  /** What happened in order; a step that failed tells what stood in the way and what to do. */
  steps: z.array(
    z.object({
      at: instantText,
      what: z.string(),
      by: z.string(),
      problem: z
        .object({
          code: z.string(),
          text: z.string(),
          next: z.string(),
          /** The cloud's own message, of the latest failure alone. */
          quoted: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
});
export type ConsentView = z.infer<typeof consentView>;

const one = z.object({ id: z.uuid() });

/** Prefills the dialog "Udostępnij": from today, to the practice's default, reason. */
export const shareDefaults = {
  method: 'GET',
  path: '/api/shares/defaults',
  summary: 'What the dialog "Udostępnij" starts with',
  answer: z.object({ from: dayText, to: dayText, reason: z.string() }),
} as const satisfies RouteContract;

/** "Udostępnij": sends what is not yet in the cloud and creates and sends the consent. */
export const shareDocuments = {
  method: 'POST',
  path: '/api/shares',
  summary: 'Share documents of one patient',
  body: z.object({
    documentIds: z.array(z.uuid()).min(1).max(100),
    recipient: z.object({ kind: z.literal('patient') }),
    from: dayText,
    to: dayText,
    reason: z.string().trim().min(1).max(300),
  }),
  answer: consentView,
} as const satisfies RouteContract;

export const searchConsents = {
  method: 'POST',
  path: '/api/consents/search',
  summary: 'Register of consents',
  body: pageQuery.extend({
    patientId: z.uuid().optional(),
    text: z.string().max(200).default(''),
    state: consentState.optional(),
  }),
  answer: pageOf(consentRow),
} as const satisfies RouteContract;

export const getConsent = {
  method: 'GET',
  path: '/api/consents/{id}',
  summary: 'One consent',
  params: one,
  answer: consentView,
} as const satisfies RouteContract;

/** "Odwołanie zgody". */
export const revokeConsent = {
  method: 'POST',
  path: '/api/consents/{id}/revocation',
  summary: 'Revoke a consent',
  params: one,
  answer: consentView,
} as const satisfies RouteContract;
