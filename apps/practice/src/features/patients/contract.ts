import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { dayText, pageOf, pageQuery } from '../paging-contract.ts';

/** How a patient is identified: PESEL, TAJ, another document, or not at all (newborn, foreigner). */
export const patientIdentity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pesel'), number: z.string() }),
  z.object({ kind: z.literal('taj'), number: z.string() }),
  z.object({ kind: z.literal('document'), number: z.string(), issuer: z.string().default('') }),
  z.object({ kind: z.literal('none'), reason: z.enum(['newborn', 'foreigner', 'unknown']) }),
]);
export type PatientIdentity = z.infer<typeof patientIdentity>;

export const representative = z.object({
  name: z.string().min(1).max(200),
  relation: z.enum(['mother', 'father', 'guardian', 'close-person']),
  pesel: z.string().optional(),
  phone: z.string().max(40).optional(),
});

/** What a registrar types; the server is the authority on what is right. */
export const patientForm = z.object({
  family: z.string().trim().min(1).max(120),
  given: z.string().trim().min(1).max(120),
  identity: patientIdentity,
  birthDate: dayText.optional(),
  sex: z.enum(['female', 'male', 'unknown']).default('unknown'),
  address: z.string().max(300).optional(),
  phone: z.string().max(40).optional(),
  email: z.string().max(200).optional(),
  birthName: z.string().max(200).optional(),
  motherName: z.string().max(200).optional(),
  birthPlace: z.string().max(200).optional(),
  representatives: z.array(representative).max(10).default([]),
  deceasedOn: dayText.optional(),
});
export type PatientForm = z.infer<typeof patientForm>;

export const patientView = patientForm.extend({
  id: z.uuid(),
  version: z.number().int(),
  /** Warnings that do not stop saving, such as a check digit of an imported number. */
  warnings: z.array(z.enum(['pesel-check-digit', 'pesel-birth-date', 'taj-check-digit'])),
  mergedInto: z.uuid().nullable(),
  documents: z.number().int(),
});
export type PatientView = z.infer<typeof patientView>;

export const patientRow = z.object({
  id: z.uuid(),
  family: z.string(),
  given: z.string(),
  identity: patientIdentity,
  birthDate: dayText.nullable(),
  deceased: z.boolean(),
  documents: z.number().int(),
});

const one = z.object({ id: z.uuid() });

/** Search by name, PESEL or TAJ in one box; a POST, so that no number stands in an address or a log. */
export const searchPatients = {
  method: 'POST',
  path: '/api/patients/search',
  summary: 'Search patients',
  body: pageQuery.extend({ text: z.string().max(200).default('') }),
  answer: pageOf(patientRow),
} as const satisfies RouteContract;

export const createPatient = {
  method: 'POST',
  path: '/api/patients',
  summary: 'Add a patient',
  body: patientForm,
  answer: patientView,
} as const satisfies RouteContract;

export const getPatient = {
  method: 'GET',
  path: '/api/patients/{id}',
  summary: 'One patient',
  params: one,
  answer: patientView,
} as const satisfies RouteContract;

/** Saves over the version that was read; another's change in between is a problem, not a loss. */
export const updatePatient = {
  method: 'PUT',
  path: '/api/patients/{id}',
  summary: 'Change a patient',
  params: one,
  body: patientForm.extend({ version: z.number().int() }),
  answer: patientView,
} as const satisfies RouteContract;

/** Moves everything of `{id}` to another record; the merged one stays readable and points there. */
export const mergePatients = {
  method: 'POST',
  path: '/api/patients/{id}/merge',
  summary: 'Merge a patient into another',
  params: one,
  body: z.object({ into: z.uuid() }),
  answer: patientView,
} as const satisfies RouteContract;

/** A one-time code with which the patient makes an account in the portal. */
export const invitePatient = {
  method: 'POST',
  path: '/api/patients/{id}/invitation',
  summary: 'Invite a patient to the portal',
  params: one,
  answer: z.object({ code: z.string(), url: z.string(), expiresAt: z.string() }),
} as const satisfies RouteContract;
