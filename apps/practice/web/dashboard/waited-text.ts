import type { Translate } from '@kartoteka/ui';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * How long something has waited, in the unit that people use for it.
 *
 * @example waitedText(t, '2026-03-02T07:00:00Z', '2026-03-02T09:10:00Z') // 'for 2 hours'
 */
export function waitedText(t: Translate, since: string, now: string): string {
  const waitedMs = Math.max(0, Date.parse(now) - Date.parse(since));
  if (waitedMs < minuteMs) return t('board.justNow');
  if (waitedMs < hourMs)
    return t('board.sinceMinutes', { minutes: Math.floor(waitedMs / minuteMs) });
  if (waitedMs < 2 * dayMs) return t('board.sinceHours', { hours: Math.floor(waitedMs / hourMs) });
  return t('board.sinceDays', { days: Math.floor(waitedMs / dayMs) });
}
