import type { Clock } from '@kartoteka/kernel';
import type { Metrics } from '@kartoteka/service';
import { type AtnaSender, type AtnaSenderOptions, startAtnaSender } from './send-outbox.ts';

/** Starts sending, and shows in the metrics what waits and for how long. */
export function startTelling(
  options: AtnaSenderOptions & { readonly metrics: Metrics; readonly clock: Clock },
): AtnaSender {
  const { metrics, clock } = options;
  const sender = startAtnaSender(options);
  metrics.gauge(
    'kartoteka_atna_waiting',
    'Exchanges that the audit record repository has not taken yet',
    async () => (await sender.backlog()).waiting,
  );
  metrics.gauge(
    'kartoteka_atna_oldest_seconds',
    'Age of the oldest exchange that waits for the audit record repository',
    async () => {
      const { since } = await sender.backlog();
      return since ? (clock.now().getTime() - since.getTime()) / 1000 : 0;
    },
  );
  return sender;
}
