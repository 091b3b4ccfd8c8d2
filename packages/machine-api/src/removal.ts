import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { staffMember } from './staff-member.ts';

const account = z.object({ account: z.string() });
const address = account.extend({ id: z.uuid() });

/** `expired`: nobody confirmed it, or carried it out, in time; it counts for nothing. */
export const removalState = z.enum([
  'proposed',
  'confirmed',
  'done',
  'rejected',
  'withdrawn',
  'expired',
]);
export type RemovalState = z.infer<typeof removalState>;

/** The cloud's receipt for a removal order: what it holds now. */
export const removalReceipt = z.object({
  id: z.uuid(),
  state: removalState,
  /** Whether a document was not due when the order was proposed: only then a second person is needed. */
  early: z.boolean(),
  reason: z.string(),
  documents: z.array(z.string()),
  requestedBy: staffMember,
  requestedAt: z.string(),
  expiresAt: z.string(),
  decidedBy: staffMember.nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
  doneAt: z.string().nullable(),
});
export type RemovalReceipt = z.infer<typeof removalReceipt>;

/**
 * Proposes a removal under the sender's id; the same again gets the same receipt. Documents that are
 * all due are removed at once.
 */
export const putRemovalOrder = {
  method: 'PUT',
  path: '/services/{account}/api/v1/removal-orders/{id}',
  summary: 'Propose the removal of documents',
  params: address,
  body: z.object({
    documents: z.array(z.string().min(1).max(200)).min(1).max(500),
    reason: z.string().trim().min(3).max(500),
    requestedBy: staffMember,
  }),
  answer: removalReceipt,
} as const satisfies RouteContract;

/**
 * Confirming takes another person than the one who proposed; `carryOut: false` leaves the removal to
 * ITI-62 and ITI-86. Withdrawing is the proposer's, rejecting another person's.
 */
export const decideRemovalOrder = {
  method: 'POST',
  path: '/services/{account}/api/v1/removal-orders/{id}/decision',
  summary: 'Confirm, reject or withdraw a removal',
  params: address,
  body: z.object({
    decision: z.enum(['confirm', 'reject', 'withdraw']),
    by: staffMember,
    note: z.string().trim().max(500).optional(),
    carryOut: z.boolean().default(true),
  }),
  answer: removalReceipt,
} as const satisfies RouteContract;

export const getRemovalOrder = {
  method: 'GET',
  path: '/services/{account}/api/v1/removal-orders/{id}',
  summary: 'One removal order',
  params: address,
  answer: removalReceipt,
} as const satisfies RouteContract;

export const listRemovalOrders = {
  method: 'GET',
  path: '/services/{account}/api/v1/removal-orders',
  summary: 'Removal orders, newest first',
  params: account,
  query: z.object({
    open: z.enum(['yes', 'no']).default('no'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: z.object({ orders: z.array(removalReceipt) }),
} as const satisfies RouteContract;
