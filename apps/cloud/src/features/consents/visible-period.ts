/**
 * The instants at which a consent's days begin and end where the practice is: from midnight of the
 * first day until midnight after the last.
 *
 * @param days `YYYY-MM-DD`, both included
 * @param timeZone IANA name, such as `Europe/Warsaw`
 * @throws RangeError for a zone that does not exist
 */
export function visiblePeriod(
  days: { readonly from: string; readonly to: string },
  timeZone: string,
): { readonly from: Date; readonly until: Date } {
  const [year = 0, month = 1, day = 1] = days.to.split('-').map(Number);
  const next = new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
  return { from: midnight(days.from, timeZone), until: midnight(next, timeZone) };
}

function midnight(day: string, timeZone: string): Date {
  const asUtc = new Date(`${day}T00:00:00Z`);
  // The offset is that of the local midnight, so it is looked up once more where the first guess was.
  const guess = new Date(asUtc.getTime() - offsetMs(asUtc, timeZone));
  return new Date(asUtc.getTime() - offsetMs(guess, timeZone));
}

function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(at.getTime() / 1000) * 1000;
}
