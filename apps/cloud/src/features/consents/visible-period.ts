import { Problem } from '@kartoteka/kernel';

const dayMs = 86_400_000;

/**
 * The instants at which a consent's days begin and end where the practice is: from the first instant
 * of the first day until the first instant of the day after the last. Where clocks change at midnight
 * that is 01:00, or the first of two midnights.
 *
 * @param days `YYYY-MM-DD`, both included
 * @param timeZone IANA name, such as `Europe/Warsaw`
 * @throws Problem `account.time-zone`
 * @example visiblePeriod({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Warsaw') // 23 hours
 */
export function visiblePeriod(
  days: { readonly from: string; readonly to: string },
  timeZone: string,
): { readonly from: Date; readonly until: Date } {
  const clocks = clocksOf(timeZone);
  return {
    from: dayBegins(Date.parse(days.from), clocks),
    until: dayBegins(Date.parse(days.to) + dayMs, clocks),
  };
}

/** The local time of an instant, written as if it were one in UTC. */
type Clocks = (at: number) => number;

/** @param day the local midnight, written as if it were one in UTC */
function dayBegins(day: number, clocks: Clocks): Date {
  // What clocks are ahead of UTC by is looked up on both sides, because it may change in between.
  const starts = [day - dayMs, day + dayMs].map((around) => day - (clocks(around) - around));
  const first = starts.toSorted((one, other) => one - other).find((at) => clocks(at) >= day);
  return new Date(first ?? Math.max(...starts));
}

function clocksOf(timeZone: string): Clocks {
  const format = formatIn(timeZone);
  return (at) => {
    const found = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0;
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new Problem('account.time-zone', { place: 'timeZone', cause });
  }
}
