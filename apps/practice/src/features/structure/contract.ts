import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
const optionalText = z.string().trim().max(200).default('');
const number = z.string().trim().max(40);

/** "Świadczeniodawca": whoever is entered in the register of providers. */
export const provider = z.object({
  name,
  address: optionalText,
  phone: optionalText,
  /** Nine digits. */
  regon: number,
  nip: number,
  /** "Kod res. cz. I": the number of the register's book. */
  resortI: number,
});

/** "Zakład leczniczy": the establishment that the units belong to. */
export const establishment = z.object({
  name,
  address: optionalText,
  phone: optionalText,
  /** Fourteen digits. */
  regon: number,
  nip: number,
});

/** "Komórka organizacyjna": a unit with the parts of its departmental code. */
export const unit = z.object({
  code: z.string().trim().min(1).max(20),
  name,
  resortV: number.default(''),
  resortVII: number.default(''),
  /** The unit's speciality. */
  resortVIII: number,
  resortIX: number.default(''),
  /** The field of medicine. */
  resortX: number,
  phone: optionalText,
  email: optionalText,
});
export type Unit = z.infer<typeof unit>;

const unitsMax = 200;

export const structure = z.object({
  provider,
  establishment,
  units: z.array(unit).min(1).max(unitsMax),
});
export type Structure = z.infer<typeof structure>;

/** The structure in force with who works in which unit; `structure` is `null` before the first saving. */
export const structureView = z.object({
  version: z.number().int(),
  structure: structure.nullable(),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
  /** Names of staff by the code of their unit. */
  staff: z.array(z.object({ unit: z.string(), name: z.string() })),
});
export type StructureView = z.infer<typeof structureView>;

export const getStructure = {
  method: 'GET',
  path: '/api/structure',
  summary: 'Organisation structure of the practice',
  answer: structureView,
} as const satisfies RouteContract;

/** Saves a new version over the one that was read; earlier ones are kept. */
export const saveStructure = {
  method: 'PUT',
  path: '/api/structure',
  summary: 'Change the organisation structure',
  body: structure.extend({ version: z.number().int().min(0) }),
  answer: structureView,
} as const satisfies RouteContract;
