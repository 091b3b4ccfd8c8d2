import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import {
  type AddressInfo,
  createServer as createNetServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { Problem } from '@kartoteka/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withCorrelation } from '../../src/observe/correlation.ts';
import {
  type HttpsTransport,
  httpsTransport,
  type TransportOptions,
} from '../../src/transport/https-transport.ts';
import { makeTestCertificates } from './test-certificates.ts';

let tls: ReturnType<typeof makeTestCertificates>;
beforeAll(() => {
  tls = makeTestCertificates();
});
afterAll(() => tls.remove());

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const step of cleanUp.splice(0).reverse()) step();
});

/** Listens and gives the port; sockets die with the test. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function listenHttps(handler: Handler, options: ServerOptions = {}): Promise<number> {
  return listen(createHttpsServer({ ...tls.server, ...options }, handler));
}

/** A server that does with the decrypted connection whatever a test wants. */
function listenTls(handler: (socket: TLSSocket) => void): Promise<number> {
  return listen(
    createTlsServer({ ...tls.server }, (socket) => {
      socket.on('error', () => {});
      handler(socket);
    }),
  );
}

function transportTo(port: number, more: Partial<TransportOptions> = {}): HttpsTransport {
  const transport = httpsTransport({
    url: `https://127.0.0.1:${port}/services/xds/repository`,
    tls: { ca: tls.authority.cert },
    timeoutMs: 2_000,
    ...more,
  });
  cleanUp.push(() => transport.close());
  return transport;
}

async function* pieces(bytes: Uint8Array, size = 16_384): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const message = () => ({
  headers: { 'content-type': 'text/xml' },
  body: pieces(Buffer.from('<a/>')),
});

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Sends and reads to the end; the problem that came of it. */
async function failure(transport: HttpsTransport, request = message()): Promise<Problem> {
  try {
    await bytesOf((await transport.send(request)).body);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('the exchange went well');
}

const facts = (problem: Problem) => [problem.code, problem.params.outcome];

describe('an exchange that goes well', () => {
  it('streams both ways, byte for byte', async () => {
    const sent = randomBytes(8_000_000);
    const answered = randomBytes(8_000_000);
    const port = await listenHttps(async (request, response) => {
      const hash = createHash('sha256');
      for await (const chunk of request) hash.update(chunk);
      response.writeHead(202, {
        'Content-Type': 'application/xop+xml',
        'X-Digest': hash.digest('hex'),
      });
      response.end(answered);
    });
    const answer = await transportTo(port).send({
      headers: { 'content-type': 'a/b' },
      body: pieces(sent),
    });
    expect(answer.status).toBe(202);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/xop+xml',
      'x-digest': createHash('sha256').update(sent).digest('hex'),
    });
    expect((await bytesOf(answer.body)).equals(answered)).toBe(true);
  });

  it('shows our certificate, and carries headers and the correlation id of the work', async () => {
    const seen: unknown[] = [];
    const port = await listenHttps(
      (request, response) => {
        const socket = request.socket as TLSSocket;
        const { headers, method, url } = request;
        seen.push(socket.authorized, socket.getPeerCertificate().subject.CN, method, url);
        seen.push(headers['content-type'], headers['x-correlation-id']);
        response.end();
      },
      { requestCert: true, rejectUnauthorized: true, ca: tls.authority.cert },
    );
    const transport = transportTo(port, { tls: { ca: tls.authority.cert, ...tls.client } });
    await withCorrelation('bdfkm-rtvqx-hjnps-wzcgd', async () =>
      bytesOf((await transport.send(message())).body),
    );
    expect(seen).toEqual([
      true,
      'client',
      'POST',
      '/services/xds/repository',
      'text/xml',
      'bdfkm-rtvqx-hjnps-wzcgd',
    ]);
  });

  it('keeps the connection for the next call', async () => {
    const ports = new Set<number | undefined>();
    const port = await listenHttps((request, response) => {
      ports.add(request.socket.remotePort);
      request.resume().on('end', () => response.end('x'));
    });
    const transport = transportTo(port);
    for (let n = 0; n < 3; n += 1) await bytesOf((await transport.send(message())).body);
    expect(ports.size).toBe(1);
  });

  it('hands every status on and follows no redirect', async () => {
    const paths: (string | undefined)[] = [];
    const port = await listenHttps((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const answer = await transportTo(port).send(message());
    expect([answer.status, answer.headers.location, paths.length]).toEqual([302, '/elsewhere', 1]);
    await bytesOf(answer.body);
  });

  it('takes an answer that comes before the request is complete', async () => {
    const port = await listenHttps((_request, response) => {
      response.writeHead(413, { Connection: 'close' }).end('too large');
    });
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(65_536);
    })();
    const answer = await transportTo(port).send({ headers: {}, body: endless });
    expect(answer.status).toBe(413);
    expect((await bytesOf(answer.body)).toString()).toBe('too large');
  });

  it('may take long in our own hands: only silence of the other side counts', async () => {
    const port = await listenHttps(async (request, response) => {
      for await (const _chunk of request);
      response.end('answered');
    });
    const slow = (async function* () {
      yield Buffer.from('a');
      await new Promise((resolve) => setTimeout(resolve, 300));
      yield Buffer.from('b');
    })();
    const answer = await transportTo(port, { timeoutMs: 150 }).send({ headers: {}, body: slow });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await bytesOf(answer.body)).toString()).toBe('answered');
  });

  it('goes over plain http on this machine only', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('plain')));
    const transport = httpsTransport({ url: `http://127.0.0.1:${port}/` });
    expect((await bytesOf((await transport.send(message())).body)).toString()).toBe('plain');
    transport.close();
    for (const url of [
      'http://cloud.example/',
      'http://127.0.0.1.evil.example/',
      'ftp://127.0.0.1/',
    ]) {
      expect(() => httpsTransport({ url })).toThrow(
        expect.objectContaining({ code: 'service.peer-not-encrypted' }),
      );
    }
  });
});

describe('a request that surely was not sent', () => {
  it('to a name that does not exist', async () => {
    const transport = httpsTransport({ url: 'https://no-such-host.invalid/' });
    expect(facts(await failure(transport))).toEqual(['service.peer-name', 'not-sent']);
  });

  it('to a port where nobody listens; its body was not even begun', async () => {
    const port = await listenHttps(() => {});
    for (const step of cleanUp.splice(0)) step();
    let begun = false;
    const body = (async function* () {
      begun = true;
      yield Buffer.from('x');
    })();
    const problem = await failure(transportTo(port), { headers: { 'content-type': 'x' }, body });
    expect(facts(problem)).toEqual(['service.peer-refused', 'not-sent']);
    expect([problem.params.host, begun]).toEqual([`127.0.0.1:${port}`, false]);
  });

  it.each([
    ['of an authority that we do not trust', () => tls.selfSigned, 'service.peer-untrusted'],
    ['that is out of its period', () => tls.expired, 'service.peer-expired'],
    ['made out to another name', () => tls.elsewhere, 'service.peer-other-name'],
  ])('to a server with a certificate %s', async (_name, pair, code) => {
    let asked = false;
    const port = await listenHttps(() => {
      asked = true;
    }, pair());
    expect(facts(await failure(transportTo(port)))).toEqual([code, 'not-sent']);
    expect(asked).toBe(false);
  });

  it('to a server whose certificate has another name, unless that name is the one expected', async () => {
    const port = await listenHttps((_request, response) => response.end('ok'), tls.elsewhere);
    const transport = transportTo(port, {
      tls: { ca: tls.authority.cert, servername: 'elsewhere.example' },
    });
    expect((await bytesOf((await transport.send(message())).body)).toString()).toBe('ok');
  });

  it('to a server that speaks no TLS, or none that is new enough', async () => {
    const plain = await listen(createHttpServer((_request, response) => response.end()));
    expect(facts(await failure(transportTo(plain)))).toEqual(['service.peer-channel', 'not-sent']);
    const old = await listenHttps(() => {}, {
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(facts(await failure(transportTo(old)))).toEqual(['service.peer-channel', 'not-sent']);
  });

  it.each([
    ['TLS 1.2', '-tls1_2', 'foreignClient'],
    ['TLS 1.3', '-tls1_3', 'foreignClient'],
    ['TLS 1.3, no certificate', '-tls1_3', undefined],
  ] as const)('to a server that refuses our certificate: %s', async (_name, version, client) => {
    const port = await listenOpenssl(version);
    const own = client ? tls[client] : {};
    const problem = await failure(transportTo(port, { tls: { ca: tls.authority.cert, ...own } }));
    expect(facts(problem)).toEqual(['service.peer-channel', 'not-sent']);
    expect(problem.text('pl')).toContain('„Wystąpił błąd w obsłudze bezpiecznego kanału”');
  });

  it('to a server that is silent during the handshake', async () => {
    const port = await listen(createNetServer(() => {}));
    const problem = await failure(transportTo(port, { timeoutMs: 100 }));
    expect(facts(problem)).toEqual(['service.peer-timeout', 'not-sent']);
    expect(problem.text('pl')).toBe('Limit czasu operacji został przekroczony.');
  });

  it('to a server that hangs up during the handshake', async () => {
    const port = await listen(
      createNetServer((socket) => socket.once('data', () => socket.destroy())),
    );
    expect(facts(await failure(transportTo(port)))).toEqual(['service.peer-cut', 'not-sent']);
  });

  it('completely, to a server that hangs up in the middle of it', async () => {
    const port = await listenTls((socket) => socket.once('data', () => socket.destroy()));
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(65_536);
    })();
    const problem = await failure(transportTo(port), {
      headers: { 'content-type': 'x' },
      body: endless,
    });
    expect(facts(problem)).toEqual(['service.peer-cut', 'not-sent']);
  });

  it('completely, to a server that stops reading', async () => {
    const port = await listenTls((socket) => socket.pause());
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(65_536);
    })();
    const request = { headers: { 'content-type': 'x' }, body: endless };
    const problem = await failure(transportTo(port, { timeoutMs: 200 }), request);
    expect(facts(problem)).toEqual(['service.peer-timeout', 'not-sent']);
  });

  it('with a certificate and a key of our own that do not belong together', () => {
    const own = { cert: tls.client.cert, key: tls.foreignClient.key };
    for (const broken of [own, { cert: 'nonsense', key: tls.client.key }]) {
      expect(() => httpsTransport({ url: 'https://cloud.example/', tls: broken })).toThrow(
        expect.objectContaining({ code: 'service.peer-own-certificate' }),
      );
    }
  });

  it('because its own body failed: that failure is the one reported, and the server sees a cut', async () => {
    let aborted = () => {};
    const cut = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    let seen = () => {};
    const arrived = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const port = await listenHttps((request) => {
      request.on('error', () => aborted());
      request.once('data', () => seen());
    });
    const failing = (async function* () {
      yield Buffer.from('the first part');
      await arrived;
      throw new Problem('service.busy');
    })();
    await expect(transportTo(port).send({ headers: {}, body: failing })).rejects.toMatchObject({
      code: 'service.busy',
    });
    await cut;
  });
});

describe('a request whose outcome is unknown', () => {
  it('when the connection is cut before an answer', async () => {
    const port = await listenHttps((request) => {
      request.resume().on('end', () => request.socket.destroy());
    });
    expect(facts(await failure(transportTo(port)))).toEqual(['service.peer-cut', 'unknown']);
  });

  it('when no answer comes in time', async () => {
    const port = await listenHttps((request) => request.resume());
    expect(facts(await failure(transportTo(port, { timeoutMs: 100 })))).toEqual([
      'service.peer-timeout',
      'unknown',
    ]);
  });

  it('when a kept connection turns out to be dead', async () => {
    let calls = 0;
    const port = await listenHttps((request, response) => {
      calls += 1;
      if (calls === 1) request.resume().on('end', () => response.end('x'));
      else request.socket.destroy();
    });
    const transport = transportTo(port);
    await bytesOf((await transport.send(message())).body);
    expect(facts(await failure(transport))).toEqual(['service.peer-cut', 'unknown']);
  });

  it.each([
    ['is cut', (response: ServerResponse) => response.socket?.destroy(), 'service.peer-cut'],
    ['stops coming', () => {}, 'service.peer-timeout'],
  ])('when the answer %s in the middle', async (_name, end, code) => {
    const port = await listenHttps((request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      request.resume().on('end', () => response.write('half', () => end(response)));
    });
    expect(facts(await failure(transportTo(port, { timeoutMs: 150 })))).toEqual([code, 'unknown']);
  });

  it('when the answer is cut while nobody is reading it', async () => {
    let cut = () => {};
    const port = await listenHttps((request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      request.resume().on('end', () => response.write('half'));
      cut = () => response.socket?.destroy();
    });
    const answer = await transportTo(port).send(message());
    cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(bytesOf(answer.body)).rejects.toMatchObject({
      code: 'service.peer-cut',
      params: { outcome: 'unknown' },
    });
  });

  it('when an answer trickles on without end', async () => {
    const port = await listenHttps((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const problem = await failure(transportTo(port, { timeoutMs: 1_000, overallTimeoutMs: 200 }));
    expect(facts(problem)).toEqual(['service.peer-timeout', 'unknown']);
  });

  it.each(['not HTTP at all\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'])(
    'when the answer is not HTTP: %j',
    async (text) => {
      const port = await listenTls((socket) => socket.on('data', () => socket.end(text)));
      expect(facts(await failure(transportTo(port)))).toEqual(['service.peer-answer', 'unknown']);
    },
  );

  it('keeps the words of the system to itself, as cause', async () => {
    const port = await listenHttps((request) => {
      request.resume().on('end', () => request.socket.destroy());
    });
    const problem = await failure(transportTo(port));
    expect(problem.cause).toBeInstanceOf(Error);
    expect(`${problem.text('en')} ${problem.next('en')}`).not.toMatch(/ECONN|socket|hang up/);
  });
});

/** A server that looks at client certificates as OpenSSL does: with alerts. */
async function listenOpenssl(version: string): Promise<number> {
  const port = await listen(createNetServer());
  for (const step of cleanUp.splice(-1)) step();
  const child = spawn('openssl', [
    's_server',
    '-accept',
    `127.0.0.1:${port}`,
    '-cert',
    `${tls.folder}/server.pem`,
    '-key',
    `${tls.folder}/server.key`,
    '-CAfile',
    `${tls.folder}/Test authority.pem`,
    '-Verify',
    '2',
    '-verify_return_error',
    version,
    '-www',
  ]);
  cleanUp.push(() => child.kill('SIGKILL'));
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.includes('ACCEPT')) break;
  }
  return port;
}
