import type { Branded } from '@kartoteka/kernel';

/**
 * A point in time as XDS writes it, `YYYY[MM[DD[hh[mm[ss]]]]]`, with the precision that its length
 * says (ITI TF-3: Table 4.2.3.1.7-2). IHE means UTC; P1 writes Polish local time.
 */
export type Dtm = Branded<'Dtm'>;

const precisions = {
  4: 'year',
  6: 'month',
  8: 'day',
  10: 'hour',
  12: 'minute',
  14: 'second',
} as const;
export type DtmPrecision = (typeof precisions)[keyof typeof precisions];

const dtmPattern =
  /^(\d{4})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d))?)?)?)?)?$/;

/**
 * Reads a DTM; `undefined` for other forms and for days that no calendar has.
 *
 * @example parseDtm('20230229') // undefined
 */
export function parseDtm(text: string): Dtm | undefined {
  const match = dtmPattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match;
  if (Number(day ?? 1) > 28 && !isDay(Number(year), Number(month), Number(day))) return undefined;
  return text as Dtm;
}

/** @example dtmPrecision('20230228' as Dtm) // 'day' */
export function dtmPrecision(dtm: Dtm): DtmPrecision {
  return precisions[dtm.length as keyof typeof precisions];
}

/**
 * The first second that a DTM covers, in fourteen digits: the form in which times are compared.
 *
 * @example dtmStart('202302' as Dtm) // '20230201000000'
 */
export function dtmStart(dtm: Dtm): string {
  return dtm + '00000101000000'.slice(dtm.length);
}

/** The first second as a Date, read as UTC. @example dtmDate('2023' as Dtm).toISOString() */
export function dtmDate(dtm: Dtm): Date {
  const digits = dtmStart(dtm);
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)];
  const [hour, minute, second] = [digits.slice(8, 10), digits.slice(10, 12), digits.slice(12)];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** A moment with the precision of a second, in UTC. @example dtmOf(clock.now()) */
export function dtmOf(moment: Date): Dtm {
  return moment.toISOString().slice(0, 19).replace(/\D/g, '') as Dtm;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC reads years below 100 as 19xx.
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
