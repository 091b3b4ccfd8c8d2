import type { Language } from '@kartoteka/kernel';
import { monthForms } from './months.ts';

/** Poland and Hungary share their rules for the time of day; both zones give the same answers today. */
export type TimeZone = 'Europe/Warsaw' | 'Europe/Budapest' | 'UTC';

const defaultZone: TimeZone = 'Europe/Warsaw';

/**
 * The day as clinical views and tables show it in all three languages (UX-12): `2021-06-15`. Sorts,
 * and cannot be misread. A date without time passes unchanged, also a partial one (`2021`,
 * `2021-06`); an instant is told in the given time zone.
 *
 * @param value ISO date, partial date or instant, or a `Date`
 * @example clinicalDate('2021-06-15T23:30:00Z') // '2021-06-16'
 */
export function clinicalDate(value: string | Date, zone: TimeZone = defaultZone): string {
  if (typeof value === 'string' && isDayOrLess(value)) return value;
  const at = partsIn(zone, value);
  return at ? `${at.year}-${at.month}-${at.day}` : String(value);
}

/**
 * The time of day with leading zeros and 24 hours (UX-12): `08:46`.
 *
 * @param value ISO instant or a `Date`
 */
export function clinicalTime(value: string | Date, zone: TimeZone = defaultZone): string {
  const at = partsIn(zone, value);
  return at ? `${at.hour}:${at.minute}` : String(value);
}

/**
 * Day and time as the archive shows them: `2021-06-15 08:46`. Seconds stay away.
 *
 * @param value ISO instant or a `Date`; a date without time gives the day alone
 */
export function clinicalDateTime(value: string | Date, zone: TimeZone = defaultZone): string {
  if (typeof value === 'string' && isDayOrLess(value)) return value;
  return `${clinicalDate(value, zone)} ${clinicalTime(value, zone)}`;
}

/**
 * The day in words for patients (UX-12): `5 czerwca 2026`, `2026. június 5.`, `5 June 2026`. A
 * partial date stays partial: `czerwiec 2026`, `2026`.
 *
 * @param value ISO date, partial date or instant, or a `Date`
 */
export function longDate(
  language: Language,
  value: string | Date,
  zone: TimeZone = defaultZone,
): string {
  const [year = '', month, day] = clinicalDate(value, zone).split('-');
  const forms = monthForms[language][Number(month) - 1];
  if (!month || !forms) return year;
  if (language === 'hu') {
    return day ? `${year}. ${forms.name} ${Number(day)}.` : `${year}. ${forms.name}`;
  }
  return day ? `${Number(day)} ${forms.ofDay} ${year}` : `${forms.name} ${year}`;
}

/**
 * Day in words and time of day: `5 czerwca 2026, 08:46`.
 *
 * @param value ISO instant or a `Date`
 */
export function longDateTime(
  language: Language,
  value: string | Date,
  zone: TimeZone = defaultZone,
): string {
  if (typeof value === 'string' && isDayOrLess(value)) return longDate(language, value, zone);
  return `${longDate(language, value, zone)}, ${clinicalTime(value, zone)}`;
}

function isDayOrLess(value: string): boolean {
  return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

const zoneFormats = new Map<TimeZone, Intl.DateTimeFormat>();

// The numbers are read out part by part, so that no regional setting decides how a date looks.
function partsIn(zone: TimeZone, value: string | Date): Parts | undefined {
  const instant = typeof value === 'string' ? new Date(value) : value;
  if (Number.isNaN(instant.getTime())) return undefined;
  const found: Record<string, string> = {};
  for (const part of formatOf(zone).formatToParts(instant)) found[part.type] = part.value;
  const { year = '', month = '', day = '', hour = '', minute = '' } = found;
  return { year: year.padStart(4, '0'), month, day, hour, minute };
}

function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = zoneFormats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  zoneFormats.set(zone, format);
  return format;
}
