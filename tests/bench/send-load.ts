import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import type { MachineAccount } from '../faults/rig/machine.ts';

export interface Load {
  readonly seconds: number;
  readonly errors: number;
  /** Time of each request that was answered as it should. */
  readonly timesMs: readonly number[];
}

/**
 * Sends ready requests over so many connections of mutual TLS, each kept alive and with one request at
 * a time. Written over bare sockets, because the sender shares the processors with what it measures.
 *
 * @param isGood whether an answer is the one that is wanted
 */
export async function sendLoad(
  account: MachineAccount,
  options: {
    readonly requests: readonly Buffer[];
    readonly connections: number;
    readonly isGood: (status: number, body: Buffer) => boolean;
  },
): Promise<Load> {
  const { requests, isGood } = options;
  const sockets = await Promise.all(
    Array.from({ length: options.connections }, () => open(account)),
  );
  const timesMs: number[] = [];
  let next = 0;
  let errors = 0;
  const work = async (socket: TLSSocket): Promise<void> => {
    const exchange = exchangeOver(socket);
    for (let request = requests[next++]; request; request = requests[next++]) {
      const began = performance.now();
      const { status, body } = await exchange(request);
      if (isGood(status, body)) timesMs.push(performance.now() - began);
      else if (++errors === 1) console.error(`${status} ${body.toString('utf8').slice(0, 2000)}`);
    }
  };
  const began = performance.now();
  const done = await Promise.allSettled(sockets.map(work));
  const seconds = (performance.now() - began) / 1000;
  for (const one of done) {
    if (one.status === 'rejected') {
      errors += 1;
      console.error(one.reason);
    }
  }
  for (const socket of sockets) socket.destroy();
  return { seconds, errors, timesMs };
}

function open({ machineUrl, ca, tls }: MachineAccount): Promise<TLSSocket> {
  const { hostname, port } = new URL(machineUrl);
  const secureContext = createSecureContext({ ca, cert: tls.cert, key: tls.key });
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname,
      port: Number(port),
      servername: hostname,
      secureContext,
    });
    socket.setNoDelay(true);
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** One request and its answer at a time; answers without a Content-Length are not understood. */
function exchangeOver(socket: TLSSocket): (request: Buffer) => Promise<Answer> {
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  let received: Buffer[] = [];
  let expected: number | undefined;
  let length = 0;
  socket.on('data', (piece: Buffer) => {
    received.push(piece);
    length += piece.length;
    expected ??= answerLength(Buffer.concat(received));
    if (expected === undefined || length < expected) return;
    const whole = Buffer.concat(received);
    received = [];
    length = 0;
    expected = undefined;
    waiting?.resolve({
      status: Number(whole.toString('latin1', 9, 12)),
      body: whole.subarray(whole.indexOf('\r\n\r\n') + 4),
    });
  });
  const fail = (): void => waiting?.reject(new Error('the connection ended before the answer'));
  socket.on('error', fail);
  socket.on('close', fail);
  return (request) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(request);
    });
}

function answerLength(start: Buffer): number | undefined {
  const end = start.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const found = /\r\ncontent-length: *(\d+)/i.exec(start.toString('latin1', 0, end));
  if (!found) throw new Error('an answer without Content-Length');
  return end + 4 + Number(found[1]);
}
