import { createServer, request as httpsRequest, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TestCredentials } from '../../cloud/test/cloud-for-tests.ts';

export interface Passing {
  readonly path: string;
  readonly method: string;
  readonly body: Buffer;
}

export interface CloudAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** What becomes of an answer: it passes (changed perhaps), or the line is cut before it arrives. */
export type GateRule = (
  passing: Passing,
  answer: CloudAnswer,
) => CloudAnswer | 'cut' | Promise<CloudAnswer | 'cut'>;

/**
 * A line between practice and cloud that a test can cut, close or tamper with. It ends TLS with the
 * cloud's own server key and speaks to the cloud with the account's certificate.
 */
export interface CloudGate {
  readonly url: string;
  readonly passed: Passing[];
  rule: GateRule;
  /** Nobody listens any more: connections are refused. */
  close(): Promise<void>;
  open(): Promise<void>;
}

const pass: GateRule = (_passing, answer) => answer;

export async function startCloudGate(options: {
  readonly cloudPort: number;
  readonly root: string;
  readonly server: { readonly certificatePem: string; readonly privateKeyPem: string };
  readonly credentials: TestCredentials;
}): Promise<CloudGate> {
  const passed: Passing[] = [];
  const sockets = new Set<Socket>();
  let port = 0;
  let server: Server | undefined;
  const gate: CloudGate = {
    get url() {
      return `https://localhost:${port}`;
    },
    passed,
    rule: pass,
    close: async () => {
      const closing = server;
      server = undefined;
      for (const socket of sockets) socket.destroy();
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
    open: async () => {
      if (server) return;
      const opened = createServer(
        { cert: options.server.certificatePem, key: options.server.privateKeyPem },
        async (incoming, outgoing) => {
          const passing = {
            path: incoming.url ?? '',
            method: incoming.method ?? '',
            body: await whole(incoming),
          };
          passed.push(passing);
          const answer = await gate.rule(
            passing,
            await forward(passing, incoming.headers as Record<string, string>, options),
          );
          if (answer === 'cut') {
            incoming.socket.destroy();
            return;
          }
          const {
            'content-length': _length,
            'transfer-encoding': _encoding,
            ...headers
          } = answer.headers;
          outgoing.writeHead(answer.status, { ...headers, 'content-length': answer.body.length });
          outgoing.end(answer.body);
        },
      );
      opened.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
      port = (opened.address() as AddressInfo).port;
      server = opened;
    },
  };
  await gate.open();
  return gate;
}

function forward(
  { path, method, body }: Passing,
  headers: Record<string, string>,
  options: {
    readonly cloudPort: number;
    readonly root: string;
    readonly credentials: TestCredentials;
  },
): Promise<CloudAnswer> {
  const { 'transfer-encoding': _encoding, connection: _connection, ...others } = headers;
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest({
      host: 'localhost',
      port: options.cloudPort,
      path,
      method,
      headers: { ...others, 'content-length': String(body.length) },
      ca: options.root,
      cert: options.credentials.tlsCertificate,
      key: options.credentials.tlsKey,
      agent: false,
    });
    outgoing.on('error', reject);
    outgoing.on('response', async (incoming) => {
      resolve({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: await whole(incoming),
      });
    });
    outgoing.end(body);
  });
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
