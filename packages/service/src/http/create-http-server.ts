import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import cookie from '@fastify/cookie';
import { type Clock, Problem, type ProblemCode, type Random } from '@kartoteka/kernel';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { Log } from '../database/log.ts';
import {
  correlationHeader,
  makeCorrelationId,
  parseCorrelationId,
  withCorrelation,
} from '../observe/correlation.ts';
import type { Metrics } from '../observe/metrics.ts';
import { answerFailure } from './answer-failure.ts';
import { checkSameOrigin } from './check-same-origin.ts';
import { type ReadinessChecks, serveHealth } from './health.ts';
import {
  answerUnreadable,
  createNodeServer,
  type HttpLimits,
  httpLimitsDefault,
} from './node-server.ts';
import { type OpenApiOptions, serveOpenApi } from './open-api.ts';
import type { RecordRefusedAct } from './refused-act.ts';
import { securityHeaders } from './security-headers.ts';
import type { SessionReader } from './session.ts';
import { type RecordSlowReader, watchPace } from './watch-pace.ts';

export interface HttpServerOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** One per area that people sign in to; none for a server that machines call. */
  readonly sessions?: readonly SessionReader[];
  /** Keeps what signed-in people were refused (`recordRefusedActs`). */
  readonly recordRefusedAct?: RecordRefusedAct;
  /** Keeps that an answer was cut off because it was taken too slowly. */
  readonly recordSlowReader?: RecordSlowReader;
  /** Told of a request that never had a head, or not in time, and was answered without a route. */
  readonly onUnreadable?: (code: ProblemCode, socket: Socket) => void;
  readonly limits?: Partial<HttpLimits>;
  /** TLS ends here; `requestCert` and `ca` for client certificates. */
  readonly tls?: TlsOptions;
  /** Addresses of proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies?: readonly string[];
  readonly openApi?: OpenApiOptions;
  /** For `/readyz`. */
  readonly readiness?: ReadinessChecks;
  /** Counted always when given; served at `/metrics` only with `serveMetrics`. */
  readonly metrics?: Metrics;
  readonly serveMetrics?: boolean;
}

/**
 * Makes the Fastify server that every application stands on: limits, security headers, correlation
 * id, same-origin check, problem answers, health, metrics and the OpenAPI document. Routes are bound
 * with `bindRoute`; `server.close()` lets running requests finish.
 *
 * @example
 * const server = await createHttpServer({ clock, random, log, sessions: [signIn.sessions] });
 * bindRoute(server, getBoard, { access: { roles: 'any' } }, () => readBoard());
 * await server.listen({ host: '127.0.0.1', port: 4000 });
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const limits = { ...httpLimitsDefault, ...options.limits };
  const { log, random } = options;
  const server: FastifyInstance = fastify({
    logger: false,
    bodyLimit: limits.bodyBytesMax,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    ...(options.trustedProxies && { trustProxy: [...options.trustedProxies] }),
    genReqId: (raw) =>
      parseCorrelationId(raw.headers[correlationHeader]) ?? makeCorrelationId(random),
    serverFactory: (handler) => createNodeServer(handler, limits, options.tls),
    clientErrorHandler: (error, socket) =>
      answerUnreadable(error, socket, { random, told: options.onUnreadable }),
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders('own', options.tls !== undefined));
      answerFailure(error, request, reply, log);
    },
  });
  server.decorate('kartoteka', {
    clock: options.clock,
    log,
    sessions: options.sessions ?? [],
    routes: [],
    recordRefusedAct: options.recordRefusedAct,
  });
  // Contracts validate and serialise by themselves; the compilers only satisfy the framework.
  server.setValidatorCompiler(() => (value) => ({ value }));
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, log));
  server.setNotFoundHandler((request, reply) =>
    answerFailure(new Problem('service.not-found'), request, reply, log),
  );
  await server.register(cookie);
  addRequestHooks(server, options);
  watchPace(server, {
    sending: limits.sending,
    taking: limits.taking,
    recordSlowReader: options.recordSlowReader,
  });
  closeSlowConnections(server, limits.closeTimeoutMs);
  if (options.openApi) await serveOpenApi(server, options.openApi);
  serveHealth(server, options.readiness ?? {}, log);
  const { metrics } = options;
  if (metrics && options.serveMetrics) {
    server.get('/metrics', async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.text()),
    );
  }
  return server;
}

function addRequestHooks(server: FastifyInstance, options: HttpServerOptions): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders('own', request.protocol === 'https'));
    reply.header('cache-control', 'no-store');
    reply.header(correlationHeader, request.id);
    reply.raw.once('close', () => reportRequest(request, reply, options));
    withCorrelation(request.id, done);
  });
  server.addHook('onRequest', async (request) => {
    const { method, host, headers } = request;
    checkSameOrigin({ method, host, headers });
  });
  // Reading the body leaves the asynchronous context that began above: enter it again.
  server.addHook('preValidation', (request, _reply, done) => withCorrelation(request.id, done));
}

/** One line and one measurement per request, whether its answer went out whole or was cut. */
function reportRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { log, metrics }: HttpServerOptions,
): void {
  const { method } = request;
  // The pattern, never the address: addresses hold ids.
  const route = request.routeOptions.url ?? 'unknown';
  const status = reply.statusCode;
  const durationMs = Math.round(reply.elapsedTime * 10) / 10;
  metrics?.request({ method, route, status, seconds: reply.elapsedTime / 1000 });
  const facts = { method, route, status, durationMs, correlationId: request.id };
  if (reply.raw.writableFinished) log.info(facts, 'request answered');
  else log.warn(facts, 'connection cut before the end of the answer');
}

const idleCheckMs = 50;

/**
 * Requests that run when closing begins may finish, their connections end with them, and whatever
 * outstays the limit is cut.
 */
function closeSlowConnections(server: FastifyInstance, closeTimeoutMs: number): void {
  const timers: NodeJS.Timeout[] = [];
  server.addHook('preClose', async () => {
    timers.push(setInterval(() => server.server.closeIdleConnections(), idleCheckMs));
    timers.push(setTimeout(() => server.server.closeAllConnections(), closeTimeoutMs));
  });
  server.addHook('onClose', async () => {
    for (const timer of timers) clearTimeout(timer);
  });
}
