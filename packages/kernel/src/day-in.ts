const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The day on which a moment falls for people in a time zone, as `YYYY-MM-DD`.
 *
 * @param timeZone IANA name
 * @throws RangeError for a name that no time zone has
 * @example dayIn(new Date('2026-03-01T22:30:00Z'), 'Europe/Warsaw') // '2026-03-01', and from 23:00Z the next day
 */
export function dayIn(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes days as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
