import { type Clock, Problem } from '@kartoteka/kernel';
import { childElements, textOf, type XmlElement } from '@kartoteka/xml';
import { wsu } from './names.ts';

export interface TimestampLimits {
  readonly clock: Clock;
  /** How far the clocks of two computers may differ. */
  readonly skewMs: number;
  /** How much time may lie between Created and Expires. */
  readonly lifetimeMaxMs: number;
}

/**
 * Reads a verified wsu:Timestamp and compares it with the clock (WS-Security 1.1, 10).
 *
 * @throws Problem `security.message-timestamp`, `…-expired`, `…-future`, `…-lifetime`
 */
export function readTimestamp(
  timestamp: XmlElement,
  limits: TimestampLimits,
): { created: Date; expires: Date } {
  const [first, second, ...more] = childElements(timestamp);
  if (more.length > 0) throw new Problem('security.message-timestamp');
  const created = readTime(first, 'Created');
  const expires = readTime(second, 'Expires');
  if (expires <= created) throw new Problem('security.message-timestamp', { place: 'Expires' });
  const now = limits.clock.now().getTime();
  if (expires.getTime() - created.getTime() > limits.lifetimeMaxMs) {
    const seconds = Math.floor(limits.lifetimeMaxMs / 1000);
    throw new Problem('security.message-lifetime', { params: { seconds } });
  }
  if (created.getTime() > now + limits.skewMs) throw new Problem('security.message-future');
  if (expires.getTime() <= now - limits.skewMs) throw new Problem('security.message-expired');
  return { created, expires };
}

function readTime(element: XmlElement | undefined, name: string): Date {
  const named = element?.name === name && element.namespace === wsu;
  const text = named ? textOf(element).trim() : '';
  const shaped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const time = shaped ? new Date(Date.parse(text)) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) {
    throw new Problem('security.message-timestamp', { place: name });
  }
  return time;
}
