import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { instantText, worldParams } from '../worlds/contract.ts';

const clockAnswer = z.object({
  world: z.string(),
  /** What the world's clock shows. */
  now: instantText,
  /** It stands still. */
  frozen: z.boolean(),
  /** Its distance from the machine's time, in milliseconds. */
  offsetMs: z.number(),
});

const offsetMsMax = 100 * 366 * 86_400_000;

/** Parts left out stay as they are; `{}` changes nothing, `{"offsetMs":0,"frozen":false}` is as new. */
const clockChange = z
  .object({
    now: instantText.optional(),
    offsetMs: z.number().int().min(-offsetMsMax).max(offsetMsMax).optional(),
    frozen: z.boolean().optional(),
  })
  .strict();

export const getClock = {
  method: 'GET',
  path: '/api/clock',
  summary: 'Time of the default world',
  answer: clockAnswer,
} as const satisfies RouteContract;

export const putClock = {
  method: 'PUT',
  path: '/api/clock',
  summary: 'Move the time of the default world',
  body: clockChange,
  answer: clockAnswer,
} as const satisfies RouteContract;

export const getWorldClock = {
  method: 'GET',
  path: '/api/worlds/{world}/clock',
  summary: 'Time of a world',
  params: worldParams,
  answer: clockAnswer,
} as const satisfies RouteContract;

export const putWorldClock = {
  method: 'PUT',
  path: '/api/worlds/{world}/clock',
  summary: 'Move the time of a world',
  params: worldParams,
  body: clockChange,
  answer: clockAnswer,
} as const satisfies RouteContract;
