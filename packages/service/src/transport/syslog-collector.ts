import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { type ExchangePhase, peerProblem, timeoutCode } from './peer-problem.ts';

/** A receiver of syslog over TLS (RFC 5425), and what we show it. */
export interface SyslogCollector {
  readonly host: string;
  readonly port: number;
  /** PEM of the authority that it is trusted by; the system's own list when left out. */
  readonly ca?: string;
  /** Our certificate and key as PEM, where the collector asks for them. */
  readonly cert?: string;
  readonly key?: string;
}

export interface SyslogLimits {
  /** From the first packet to the end of the handshake. */
  readonly connectTimeoutMs: number;
  /** From the end of the handshake until the collector has closed after us. */
  readonly deliveryTimeoutMs: number;
}

export const syslogLimitsDefault: SyslogLimits = {
  connectTimeoutMs: 10_000,
  deliveryTimeoutMs: 30_000,
};

/**
 * Sends frames over a connection of their own and returns when the collector has read them all. Syslog
 * has no receipts; the end of the connection is one: we close our side, and a collector answers that
 * only after everything before it (RFC 5425, 4.4). One that dies with unread frames resets instead.
 *
 * @throws Problem `service.peer-*`; then some, all or none of the frames may have arrived
 * @example await sendToCollector({ host: 'arr.example', port: 6514, ca }, [frame]);
 */
export async function sendToCollector(
  collector: SyslogCollector,
  frames: readonly Uint8Array[],
  limits: SyslogLimits = syslogLimitsDefault,
): Promise<void> {
  const { host, port, ca, cert, key } = collector;
  const state: { phase: ExchangePhase } = { phase: 'connecting' };
  const socket = connect({
    host,
    port,
    minVersion: 'TLSv1.2',
    // A server name is a name, never an address (RFC 6066, 3).
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  });
  const expire = () => socket.destroy(Object.assign(new Error('too late'), { code: timeoutCode }));
  let timer = setTimeout(expire, limits.connectTimeoutMs);
  try {
    await once(socket, 'secureConnect');
    clearTimeout(timer);
    timer = setTimeout(expire, limits.deliveryTimeoutMs);
    state.phase = 'sending';
    await deliver(socket, frames);
  } catch (error) {
    throw peerProblem(error, { host: `${host}:${port}`, phase: state.phase });
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function deliver(socket: TLSSocket, frames: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let handedOver = false;
    const cut = () => reject(Object.assign(new Error('closed early'), { code: 'ECONNRESET' }));
    socket.once('error', reject);
    // Whatever a collector says, we do not read it; but only a stream that is read can end.
    socket.resume();
    socket.once('end', () => (handedOver ? resolve() : cut()));
    socket.once('close', cut);
    for (const frame of frames) socket.write(frame);
    socket.end(() => {
      handedOver = true;
    });
  });
}
