import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { instantText } from '../paging-contract.ts';

/** One line of "Pulpit": a state in words, how bad it is, and its one button. */
export const boardLine = z.object({
  id: z.enum([
    'outbox',
    'refused',
    'conflicts',
    'consents',
    'patient-moves',
    'removals',
    'cloud',
    'certificates',
    'quota',
    'findings',
    'first-steps',
  ]),
  severity: z.enum(['fine', 'notice', 'warning', 'problem']),
  text: z.string(),
  detail: z.string().nullable(),
  /** Since when the oldest of it waits. */
  since: instantText.nullable(),
  /** Where the button leads, with its words. */
  action: z.object({ label: z.string(), to: z.string() }).nullable(),
});

export const getBoard = {
  method: 'GET',
  path: '/api/board',
  summary: 'The morning board',
  answer: z.object({
    at: instantText,
    lines: z.array(boardLine),
    firstSteps: z.array(
      z.object({ id: z.string(), text: z.string(), done: z.boolean(), to: z.string() }),
    ),
  }),
} as const satisfies RouteContract;
