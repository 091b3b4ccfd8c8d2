import type { RouteContract } from '@kartoteka/kernel';
import { removalState, retentionClass, retentionView } from '@kartoteka/machine-api';
import { z } from 'zod';
import { dayText, instantText } from '../paging-contract.ts';

const one = z.object({ id: z.uuid() });

/** A removal as the screens show it: `done` only by the cloud's receipt. */
export const removalView = z.object({
  id: z.uuid(),
  state: removalState,
  /** An answer of the cloud was lost; what it holds is being asked. */
  checking: z.boolean(),
  /** Whether the documents are in the cloud; otherwise they are here only. */
  inCloud: z.boolean(),
  /** Whether a second person is needed. */
  early: z.boolean(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: instantText,
  expiresAt: instantText,
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  note: z.string().nullable(),
  doneAt: instantText.nullable(),
  /** What the signed-in person may do with it now. */
  may: z.object({ confirm: z.boolean(), reject: z.boolean(), withdraw: z.boolean() }),
  documents: z.array(z.object({ id: z.uuid(), title: z.string(), uniqueId: z.string() })),
});
export type RemovalView = z.infer<typeof removalView>;

/** Open removals first, then the others, newest first. */
export const listRemovals = {
  method: 'GET',
  path: '/api/removals',
  summary: 'Removals of documents',
  answer: z.object({ waiting: z.number().int(), removals: z.array(removalView) }),
} as const satisfies RouteContract;

/** "Usuń": all of the documents in the cloud, or all of them here only. */
export const proposeRemoval = {
  method: 'POST',
  path: '/api/removals',
  summary: 'Propose the removal of documents',
  body: z.object({
    documentIds: z.array(z.uuid()).min(1).max(200),
    reason: z.string().trim().min(3).max(500),
  }),
  answer: removalView,
} as const satisfies RouteContract;

export const decideRemoval = {
  method: 'POST',
  path: '/api/removals/{id}/decision',
  summary: 'Confirm, reject or withdraw a removal',
  params: one,
  body: z.object({ decision: z.enum(['confirm', 'reject', 'withdraw']) }),
  answer: removalView,
} as const satisfies RouteContract;

/** What the cloud proposes to remove for its age; nothing goes by itself. */
export const listDue = {
  method: 'GET',
  path: '/api/removals/due',
  summary: 'Documents whose retention period is over',
  answer: z.object({
    total: z.number().int(),
    classes: z.array(
      z.object({ code: retentionClass, documents: z.number().int(), since: dayText }),
    ),
    /** Those that the practice knows, oldest first. */
    documents: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        uniqueId: z.string(),
        code: retentionClass,
        dueSince: dayText,
      }),
    ),
  }),
} as const satisfies RouteContract;

export const readRetention = {
  method: 'GET',
  path: '/api/retention',
  summary: 'How long documents are kept',
  answer: retentionView,
} as const satisfies RouteContract;

export const saveRetention = {
  method: 'PUT',
  path: '/api/retention',
  summary: 'Change how long documents are kept',
  body: z.object({
    version: z.number().int().min(0),
    classes: z
      .array(z.object({ code: retentionClass, years: z.number().int().min(1).max(200) }))
      .min(1),
  }),
  answer: retentionView,
} as const satisfies RouteContract;
