import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What an application counts and measures, in the text format of Prometheus. */
export interface Metrics {
  /** One answered request; `route` is the pattern, never the address. */
  request(facts: { method: string; route: string; status: number; seconds: number }): void;
  /** A counter of the application's own, such as `kartoteka_documents_stored_total`. */
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Everything, as `/metrics` answers it. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Bounds in seconds: from a cached page to a 100 MB upload. */
const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Makes a registry of its own (nothing global), with the process figures and the request histogram.
 *
 * @example
 * const metrics = createMetrics({ application: 'cloud' });
 * const stored = metrics.counter('kartoteka_documents_stored_total', 'Documents stored');
 */
export function createMetrics(options: { readonly application: string }): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ application: options.application });
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'kartoteka_http_request_seconds',
    help: 'Time from the head of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  });
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    counter: (name, help, labels = []) =>
      new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
