import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { type Language, Problem, type ProblemCode, type Random } from '@kartoteka/kernel';
import { correlationHeader, makeCorrelationId } from '../observe/correlation.ts';
import { type PaceLimits, sendingPaceDefault, takingPaceDefault } from './pace-limits.ts';
import { problemMediaType, toProblemAnswer } from './problem-answer.ts';

/** Limits of one server, each with its unit. */
export interface HttpLimits {
  /** Largest body of a route that names no other limit. */
  readonly bodyBytesMax: number;
  readonly headerBytesMax: number;
  readonly headersMax: number;
  /** From the first byte of a connection to the end of its TLS handshake. */
  readonly handshakeTimeoutMs: number;
  /** From the first byte of a request to the last of its head. */
  readonly headersTimeoutMs: number;
  /** From the first byte of a request to the last of its body. */
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** How slowly the body of a request may come. */
  readonly sending: PaceLimits;
  /** How slowly an answer may be taken. */
  readonly taking: PaceLimits;
  /** How long running requests may take after closing began, before their connections are cut. */
  readonly closeTimeoutMs: number;
}

export const httpLimitsDefault: HttpLimits = {
  bodyBytesMax: 1_048_576,
  headerBytesMax: 16_384,
  headersMax: 100,
  handshakeTimeoutMs: 15_000,
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 300_000,
  keepAliveTimeoutMs: 30_000,
  sending: sendingPaceDefault,
  taking: takingPaceDefault,
  closeTimeoutMs: 20_000,
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Node's own server under Fastify, with every limit set; over TLS 1.2 or newer when `tls` is given. */
export function createNodeServer(
  handler: Handler,
  limits: HttpLimits,
  tls: TlsOptions | undefined,
): Server {
  const options = {
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.max(250, Math.min(5_000, limits.headersTimeoutMs / 2)),
    requireHostHeader: true,
    insecureHTTPParser: false,
  };
  const server = tls
    ? createSecureServer(
        { ...options, minVersion: 'TLSv1.2', handshakeTimeout: limits.handshakeTimeoutMs, ...tls },
        handler,
      )
    : createServer(options, handler);
  server.maxHeadersCount = limits.headersMax;
  return server;
}

const statusLines: Readonly<Record<string, string>> = {
  'service.request-timeout': '408 Request Timeout',
  'service.request-unreadable': '400 Bad Request',
};

/**
 * Answers bytes that are not HTTP at all, or came too slowly. Nothing was parsed, so there is no
 * language and no correlation id of the caller: Polish, and an id of our own.
 */
export function answerUnreadable(
  error: { code?: string },
  socket: Socket,
  {
    random,
    told,
  }: {
    readonly random: Random;
    readonly told?: ((code: ProblemCode, socket: Socket) => void) | undefined;
  },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const code = late ? 'service.request-timeout' : 'service.request-unreadable';
  told?.(code, socket);
  const language: Language = 'pl';
  const correlationId = makeCorrelationId(random);
  const body = JSON.stringify(toProblemAnswer(new Problem(code), { language, correlationId }));
  const head = [
    `HTTP/1.1 ${statusLines[code]}`,
    `Content-Type: ${problemMediaType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `${correlationHeader}: ${correlationId}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
