import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Problem, type ProblemCode, type Random } from '@kartoteka/kernel';
import { type Log, makeCorrelationId } from '@kartoteka/service';
import type { RecordRefusal } from '../features/accounts/record-refusal.ts';

export interface BrokenConnectionOptions {
  readonly recordRefusal: RecordRefusal;
  readonly random: Random;
  readonly log: Log;
}

/**
 * What OpenSSL and Node say of a handshake that ended before a request. ERR_SSL_WRONG_VERSION_NUMBER
 * is not among them: any bytes that are no TLS at all bring it.
 */
const handshakeCodes: Readonly<Record<string, ProblemCode>> = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'pki.tls-version',
  ERR_SSL_VERSION_TOO_LOW: 'pki.tls-version',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'service.request-timeout',
};

/**
 * Keeps refusals of clients that never get to say which account they mean: below TLS 1.2, or silent in
 * the handshake. They stand in the operator's trail.
 */
export function recordBrokenHandshakes(server: Server, options: BrokenConnectionOptions): void {
  server.on('tlsClientError', (error: Error & { code?: string }, socket: TLSSocket) => {
    const code = handshakeCodes[error.code ?? ''];
    if (code) record(code, socket, options);
  });
}

/** As {@link recordBrokenHandshakes}, for requests whose head never came whole. */
export function recordUnreadable(
  options: BrokenConnectionOptions,
): (code: ProblemCode, socket: Socket) => void {
  return (code, socket) => {
    if (code === 'service.request-timeout') record(code, socket as TLSSocket, options);
  };
}

function record(
  code: ProblemCode,
  socket: TLSSocket,
  { recordRefusal, random, log }: BrokenConnectionOptions,
): void {
  recordRefusal({
    addressed: '',
    problem: new Problem(code),
    certificateDer: socket.getPeerCertificate?.(false)?.raw,
    remoteAddress: socket.remoteAddress ?? '',
    correlationId: makeCorrelationId(random),
  }).catch((error: unknown) => log.error({ error }, 'A refusal was not recorded'));
}
