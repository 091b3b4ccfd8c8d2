import { connect, type TLSSocket } from 'node:tls';
import type { CloudForTests, TestCredentials } from './cloud-for-tests.ts';

/** A connection that the test itself fills, byte by byte. */
export function openSocket(
  cloud: CloudForTests,
  credentials: TestCredentials | undefined,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...{ host: 'localhost', port: cloud.port, ca: cloud.root },
      ...(credentials && { cert: credentials.tlsCertificate, key: credentials.tlsKey }),
    });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Everything that comes until the connection is closed. */
export function answerOf(socket: TLSSocket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

/**
 * Sends pieces of one mebibyte without saying how many, until the other side has enough.
 *
 * @returns how many went out
 */
export async function flood(socket: TLSSocket, piecesMax: number): Promise<number> {
  const piece = Buffer.alloc(1_048_576, ' ');
  let sent = 0;
  while (!socket.destroyed && sent < piecesMax) {
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')]);
    const taken = socket.write(chunk, () => {});
    sent += 1;
    if (!taken) await roomOrEnd(socket);
  }
  return sent;
}

function roomOrEnd(socket: TLSSocket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) socket.off(event, done);
      resolve();
    };
    const events = ['drain', 'close', 'error'] as const;
    for (const event of events) socket.on(event, done);
  });
}
