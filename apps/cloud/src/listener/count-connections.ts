import type { Server } from 'node:https';
import type { TLSSocket } from 'node:tls';

/**
 * Open connections of one certificate in one process. A practice needs a handful; what opens more
 * must not take the place of others.
 */
export const connectionsPerCertificateMaxDefault = 64;

/**
 * Counts the connections of each certificate while they are open.
 *
 * @returns whether a connection was one too many when it was opened; the first request on it is told
 */
export function countConnections(
  server: Server,
  connectionsMax: number,
): (socket: TLSSocket) => boolean {
  const open = new Map<string, number>();
  const tooMany = new WeakSet<TLSSocket>();
  server.on('secureConnection', (socket: TLSSocket) => {
    const certificate: string | undefined = socket.getPeerCertificate(false)?.fingerprint256;
    if (certificate === undefined) return;
    const count = (open.get(certificate) ?? 0) + 1;
    open.set(certificate, count);
    if (count > connectionsMax) tooMany.add(socket);
    socket.once('close', () => {
      const left = (open.get(certificate) ?? 1) - 1;
      if (left > 0) open.set(certificate, left);
      else open.delete(certificate);
    });
  });
  return (socket) => tooMany.has(socket);
}
