import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Problem } from '@kartoteka/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Pace, type PaceLimits } from './pace-limits.ts';
import { PacedBody } from './paced-body.ts';

/** Told of a reader that was cut off; its answer is on its way and cannot say it any more. */
export type RecordSlowReader = (request: FastifyRequest, problem: Problem) => Promise<void>;

const lookEveryMsMax = 1_000;

/**
 * Cuts off peers that send or take too slowly: a body ends with `service.sender-slow`, which is
 * answered like any problem; the connection of an answer that nobody takes is closed.
 */
export function watchPace(
  server: FastifyInstance,
  options: {
    readonly sending: PaceLimits;
    readonly taking: PaceLimits;
    readonly recordSlowReader: RecordSlowReader | undefined;
  },
): void {
  const bodies = new Set<PacedBody>();
  const answers = new Set<WatchedAnswer>();
  const started = new WeakSet<FastifyRequest>();
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const raw = request.raw;
    if (!hasBody(raw) || payload !== raw) {
      done(null, payload);
      return;
    }
    const body = new PacedBody(raw, options.sending);
    bodies.add(body);
    started.add(request);
    done(null, body);
  });
  // What was not read of a body cannot be another request, and nobody reads it any more.
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (started.has(request) && !request.raw.complete) reply.header('connection', 'close');
    done();
  });
  server.addHook('onRequest', (request, reply, done) => {
    const answer = new WatchedAnswer(request, reply.raw, options.taking);
    answers.add(answer);
    reply.raw.once('close', () => answers.delete(answer));
    done();
  });
  let last = performance.now();
  const shortest = Math.min(
    ...[options.sending, options.taking].flatMap(({ silenceMs, graceMs }) => [silenceMs, graceMs]),
  );
  const lookEveryMs = Math.max(10, Math.min(lookEveryMsMax, shortest / 8));
  const look = () => {
    const now = performance.now();
    // Time in which this process could not look belongs to nobody.
    const ms = Math.min(now - last, 2 * lookEveryMs);
    last = now;
    for (const body of bodies) {
      body.look(ms);
      if (body.over) bodies.delete(body);
    }
    for (const answer of answers) {
      if (!answer.isTooSlow(ms)) continue;
      answers.delete(answer);
      answer.cut(options.recordSlowReader);
    }
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  server.addHook('onClose', async () => clearInterval(timer));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** One answer, from the moment that its request came. */
class WatchedAnswer {
  readonly #request: FastifyRequest;
  readonly #raw: ServerResponse;
  readonly #pace: Pace;
  #taken = 0;

  constructor(request: FastifyRequest, raw: ServerResponse, limits: PaceLimits) {
    this.#request = request;
    this.#raw = raw;
    this.#pace = new Pace(limits);
  }

  /** Counted only while bytes of ours wait for the reader. */
  isTooSlow(ms: number): boolean {
    const { socket } = this.#raw;
    if (!socket || !this.#raw.headersSent) return false;
    const waiting = socket.writableLength + this.#raw.writableLength;
    const taken = socket.bytesWritten - socket.writableLength;
    this.#pace.moved(this.#taken === 0 ? 0 : taken - this.#taken);
    this.#taken = taken;
    return waiting > 0 && this.#pace.waited(ms);
  }

  cut(record: RecordSlowReader | undefined): void {
    const problem = new Problem('service.reader-slow');
    const { log } = this.#request.server.kartoteka;
    const facts = { problem: problem.code, correlationId: this.#request.id };
    log.warn(facts, 'answer cut off: it was taken too slowly');
    this.#raw.destroy();
    record?.(this.#request, problem).catch((error: unknown) =>
      log.error({ error, ...facts }, 'a slow reader was not recorded'),
    );
  }
}
