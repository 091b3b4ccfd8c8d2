import type { Branded } from '../brand.ts';
import { cleanTyped } from './clean-typed.ts';

/** An object identifier in dotted form, at most 64 characters (ITI TF-3: Table 4.2.3.1.7-2). */
export type Oid = Branded<'Oid'>;

export const oidLengthMax = 64;

const oidPattern = /^[0-2](\.(0|[1-9]\d*))+$/;

/**
 * Reads an OID; `undefined` when the text is none.
 *
 * @example parseOid('2.16.840.1.113883.3.4424.2.7.26')
 */
export function parseOid(typed: string): Oid | undefined {
  const text = cleanTyped(typed);
  if (text.length > oidLengthMax || !oidPattern.test(text)) return undefined;
  return text as Oid;
}

/**
 * The OID below `2.25` that stands for a UUID (ITU-T X.667, 6.3).
 *
 * @example oidFromUuid('f81d4fae-7dec-11d0-a765-00a0c91e6bf6') // '2.25.329800735698586629295641978511506172918'
 */
export function oidFromUuid(uuid: string): Oid {
  return `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`)}` as Oid;
}

/** An OID one or more arcs below another. Throws when the result would be no OID. */
export function oidBelow(root: Oid, ...arcs: (string | number)[]): Oid {
  const below = parseOid([root, ...arcs].join('.'));
  if (!below) throw new RangeError(`no OID below ${root}`);
  return below;
}
