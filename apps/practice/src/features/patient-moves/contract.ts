import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { instantText } from '../paging-contract.ts';

const one = z.object({ id: z.uuid() });

/** A changed or merged identifier that the cloud has not confirmed yet; without the identifiers. */
export const patientMoveView = z.object({
  id: z.uuid(),
  kind: z.enum(['change', 'merge']),
  state: z.enum(['waiting', 'checking', 'refused']),
  since: instantText,
  by: z.string(),
  problem: z.object({ code: z.string(), text: z.string(), next: z.string() }).nullable(),
  quoted: z.string().nullable(),
  /** Both identifiers have a portal account: a person has to say that it is one patient. */
  needsDecision: z.boolean(),
});
export type PatientMoveView = z.infer<typeof patientMoveView>;

export const listPatientMoves = {
  method: 'GET',
  path: '/api/patients/{id}/moves',
  summary: 'Identifier changes on their way to the cloud',
  params: one,
  answer: z.object({ moves: z.array(patientMoveView) }),
} as const satisfies RouteContract;

/** Sends a refused one again; `endPortalAccess` says that both portal accounts are one person's. */
export const retryPatientMove = {
  method: 'POST',
  path: '/api/patient-moves/{id}/retry',
  summary: 'Send an identifier change again',
  params: one,
  body: z.object({ endPortalAccess: z.boolean().default(false) }),
  answer: z.object({ moves: z.array(patientMoveView) }),
} as const satisfies RouteContract;
