import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { instantText, worldName, worldParams } from '../worlds/contract.ts';
import { faultKinds } from './fault.ts';

const faultRule = z.object({
  id: z.string(),
  fault: z.enum(faultKinds),
  ms: z.number().nullable(),
  status: z.number().nullable(),
  /** All platforms when `null`. */
  platform: z.string().nullable(),
  operation: z.string(),
  /** How many more calls; `null` for all. */
  remaining: z.number().nullable(),
  from: instantText.nullable(),
  until: instantText.nullable(),
});
export type FaultRuleRow = z.infer<typeof faultRule>;

/** What a world is told to let go wrong. */
export const newFault = z
  .object({
    fault: z.enum(faultKinds),
    /** `slow`: of the delay. `clock-skew`: how far the clock is off. */
    ms: z.number().int().optional(),
    /** `status`: 500 to 599. */
    status: z.number().int().optional(),
    platform: z.string().min(1).max(60).optional(),
    /** `*` stands for any characters; all operations when left out. */
    operation: z.string().min(1).max(120).default('*'),
    /** The next so many calls; all when left out. */
    times: z.number().int().min(1).max(1_000_000).optional(),
    /** In the world's time. */
    from: instantText.optional(),
    until: instantText.optional(),
  })
  .strict();
export type NewFault = z.infer<typeof newFault>;

export const listFaults = {
  method: 'GET',
  path: '/api/worlds/{world}/faults',
  summary: 'Faults of a world, oldest first; the first that fits a call counts',
  params: worldParams,
  answer: z.object({ faults: z.array(faultRule) }),
} as const satisfies RouteContract;

export const addFault = {
  method: 'POST',
  path: '/api/worlds/{world}/faults',
  summary: 'Let something go wrong in a world',
  params: worldParams,
  body: newFault,
  answer: faultRule,
} as const satisfies RouteContract;

export const deleteFault = {
  method: 'DELETE',
  path: '/api/worlds/{world}/faults/{fault}',
  summary: 'Remove one fault',
  params: z.object({ world: worldName, fault: z.uuid() }),
  answer: z.object({ removed: z.number().int() }),
} as const satisfies RouteContract;

export const deleteFaults = {
  method: 'DELETE',
  path: '/api/worlds/{world}/faults',
  summary: 'Remove all faults of a world',
  params: worldParams,
  answer: z.object({ removed: z.number().int() }),
} as const satisfies RouteContract;
