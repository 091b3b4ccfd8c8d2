import type { FastifyInstance } from 'fastify';
import type { Log } from '../database/log.ts';

/** What has to work before requests are sent here; each throws or rejects when it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

const checkTimeoutMs = 3_000;

/**
 * `/healthz`: the process answers. `/readyz`: every check passed within three seconds, else 503 with
 * the names of those that did not; why stands in the log only.
 */
export function serveHealth(server: FastifyInstance, checks: ReadinessChecks, log: Log): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const failing = await failingChecks(checks, log);
    return reply
      .status(failing.length === 0 ? 200 : 503)
      .send({ status: failing.length === 0 ? 'ready' : 'not-ready', failing });
  });
}

async function failingChecks(checks: ReadinessChecks, log: Log): Promise<string[]> {
  const names = Object.keys(checks);
  const results = await Promise.allSettled(
    Object.values(checks).map((check) => withinTime(check())),
  );
  return names.filter((name, index) => {
    const result = results[index];
    if (result?.status !== 'rejected') return false;
    log.warn({ check: name, error: result.reason }, 'not ready');
    return true;
  });
}

async function withinTime(work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('check took too long')), checkTimeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
