import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { staffMember } from './staff-member.ts';

const account = z.object({ account: z.string() });

/** Every document belongs to exactly one, by the codes of its metadata. */
export const retentionClass = z.enum([
  'referral',
  'prescription',
  'record',
  'final-report',
  'other',
]);
export type RetentionClass = z.infer<typeof retentionClass>;

const years = z.number().int().min(1).max(200);

export const retentionView = z.object({
  /** 0 while nothing was changed. */
  version: z.number().int(),
  classes: z.array(
    z.object({
      code: retentionClass,
      /** Whole calendar years after the year of the document. */
      years,
      /** What is shipped, to be verified by the practice. */
      shippedYears: years,
    }),
  ),
  setAt: z.string().nullable(),
  setBy: z.string().nullable(),
});
export type RetentionView = z.infer<typeof retentionView>;

export const getRetention = {
  method: 'GET',
  path: '/services/{account}/api/v1/retention',
  summary: 'How long documents are kept',
  params: account,
  answer: retentionView,
} as const satisfies RouteContract;

/** Saves a new version over the one that was read; another's change in between is refused. */
export const putRetention = {
  method: 'PUT',
  path: '/services/{account}/api/v1/retention',
  summary: 'Change how long documents are kept',
  params: account,
  body: z.object({
    version: z.number().int().min(0),
    classes: z.array(z.object({ code: retentionClass, years })).min(1),
    by: staffMember,
  }),
  answer: retentionView,
} as const satisfies RouteContract;

/** What may be removed for its age; proposed, never removed by itself. */
export const getDueDocuments = {
  method: 'GET',
  path: '/services/{account}/api/v1/retention/due',
  summary: 'Documents whose retention period is over',
  params: account,
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
  answer: z.object({
    today: z.string(),
    total: z.number().int(),
    classes: z.array(
      z.object({ code: retentionClass, documents: z.number().int(), since: z.string() }),
    ),
    /** Oldest first, up to the limit. */
    documents: z.array(
      z.object({ uniqueId: z.string(), code: retentionClass, dueSince: z.string() }),
    ),
  }),
} as const satisfies RouteContract;
