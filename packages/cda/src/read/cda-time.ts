import { optional } from './optional.ts';

/** How much of a point in time a document states. */
export type TimePrecision = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** A point in time as HL7 writes it: `YYYY[MM[DD[hh[mm[ss[.f]]]]]][+-zzzz]`. */
export interface CdaTime {
  /** As it stands in the document. */
  readonly value: string;
  readonly precision: TimePrecision;
  /** The local parts as ISO 8601 without zone, cut at the precision: `2014-09-06` or `2014-09-06T12:30`. */
  readonly local: string;
  /** Minutes east of UTC, where the document states them. */
  readonly offsetMinutes?: number;
  /** Digits in UTC as XDS writes them (DTM); a bare date stays as it is, for it has no hour to move. */
  readonly dtm: string;
}

/** The zone of practices in Poland and Hungary alike, for times that state none. */
export const timeZoneDefault = 'Europe/Warsaw';

const pattern =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?)?)?([+-]\d{2}(?:\d{2})?)?$/;
const precisions: readonly TimePrecision[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
const separators = ['', '-', '-', 'T', ':', ':'];

/**
 * Reads a point in time and checks that it exists in the calendar.
 *
 * @param timeZone the IANA zone that is meant where the value states no offset
 * @returns `undefined` for a value of another form, for 31 February, for 25 o'clock
 * @example readTime('20150301122300+0100')?.dtm // '20150301112300'
 */
export function readTime(value: string, timeZone = timeZoneDefault): CdaTime | undefined {
  const match = pattern.exec(value);
  if (!match) return undefined;
  const parts = match.slice(1, 7).filter((part) => part !== undefined);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  if (!isReal([year, month, day, hour, minute, second], utc)) return undefined;
  const precision = precisions[parts.length - 1] ?? 'day';
  const offsetMinutes = match[7] === undefined ? undefined : readOffset(match[7]);
  const local = parts.map((part, index) => `${separators[index]}${part}`).join('');
  const shift = offsetMinutes ?? zoneOffset(utc, timeZone);
  return {
    value,
    precision,
    local,
    ...optional('offsetMinutes', offsetMinutes),
    dtm: parts.length < 4 ? parts.join('') : digits(utc - shift * 60_000, parts.length),
  };
}

function isReal(parts: readonly number[], utc: number): boolean {
  const date = new Date(utc);
  const [year, month = 0, day, hour, minute, second] = parts;
  return (
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  );
}

function readOffset(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5) || '0');
  return text.startsWith('-') ? -minutes : minutes;
}

/** Minutes that the zone is ahead of UTC at that local time; the hour that summer time skips moves on. */
function zoneOffset(localAsUtc: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (instant: number) => {
    const parts = format.formatToParts(new Date(instant));
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    return readOffset(name.replace('GMT', '').replace(':', ''));
  };
  return offsetAt(localAsUtc - offsetAt(localAsUtc) * 60_000);
}

function digits(instant: number, parts: number): string {
  return new Date(instant)
    .toISOString()
    .replace(/\D/g, '')
    .slice(0, [4, 6, 8, 10, 12, 14][parts - 1]);
}
