import type { Branded } from '../brand.ts';
import { type Oid, parseOid } from './oid.ts';

/** A patient identifier as XDS carries it: CX restricted to `id^^^&OID&ISO` (ITI TF-3: 4.2.3.1.7). */
export type PatientIdCx = Branded<'PatientIdCx'>;

export interface PatientIdParts {
  readonly id: string;
  readonly domain: Oid;
}

const cxPattern = /^([^^&|~]{1,256})\^\^\^&([0-9.]+)&ISO$/;

/**
 * Reads `id^^^&OID&ISO`; other components, a missing id or a domain that is no OID make it `undefined`.
 *
 * @example parsePatientIdCx('44051401359^^^&2.16.840.1.113883.3.4424.1.1.616&ISO')
 */
export function parsePatientIdCx(text: string): PatientIdCx | undefined {
  const match = cxPattern.exec(text);
  if (!match?.[2] || parseOid(match[2]) === undefined) return undefined;
  return text as PatientIdCx;
}

/** Writes an identifier in its domain as CX. */
export function patientIdCx({ id, domain }: PatientIdParts): PatientIdCx {
  const cx = parsePatientIdCx(`${id}^^^&${domain}&ISO`);
  if (!cx) throw new RangeError('an identifier with a separator cannot be written as CX');
  return cx;
}

/** Takes a CX apart again. */
export function patientIdParts(cx: PatientIdCx): PatientIdParts {
  const [id = '', , , domain = ''] = cx.split('^');
  return { id, domain: domain.split('&')[1] as Oid };
}
