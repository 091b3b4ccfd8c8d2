import type { Branded } from '../brand.ts';
import { cleanTyped } from './clean-typed.ts';

/** Part I of the Polish departmental code: the RPWDL book number, written with twelve digits. */
export type ResortCodeI = Branded<'ResortCodeI'>;

/** Parts of the departmental code that a unit carries and the form of each (Dz.U. 2019 poz. 173). */
export const resortCodeParts = {
  V: /^\d{2}$/,
  VII: /^(\d{3}|[1-9]\d{3})$/,
  VIII: /^\d{4}$/,
  IX: /^HC\.\d+(\.\d+)*$/,
  X: /^\d{2,3}$/,
} as const;
export type ResortCodePart = keyof typeof resortCodeParts;

/** Reads up to twelve digits and pads them on the left, as P1 writes them. */
export function parseResortCodeI(typed: string): ResortCodeI | undefined {
  const text = cleanTyped(typed);
  return /^\d{1,12}$/.test(text) ? (text.padStart(12, '0') as ResortCodeI) : undefined;
}

/** Whether a text has the form of the given part. */
export function isResortCodePart(part: ResortCodePart, text: string): boolean {
  return resortCodeParts[part].test(text);
}
