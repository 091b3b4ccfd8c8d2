import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createServer, type Server, type TlsOptions } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { sendToCollector } from '../../src/index.ts';
import { makeTestCertificates, type Pair } from './test-certificates.ts';

const certificates = makeTestCertificates();
const ca = certificates.authority.cert;
const frames = [Buffer.from('5 eins '), Buffer.from('5 zwei ')];
const limits = { connectTimeoutMs: 2_000, deliveryTimeoutMs: 2_000 };

describe('sending to a collector of syslog', () => {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });
  afterAll(() => certificates.remove());

  const listen = async (server: Server | ReturnType<typeof createTcpServer>): Promise<number> => {
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const collector = async (pair: Pair, options: TlsOptions = {}, stopAfter?: number) => {
    const got: Buffer[] = [];
    const server = createServer({ ...pair, ...options }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', (piece) => {
        got.push(piece);
        if (stopAfter !== undefined) socket.destroy();
      });
    });
    const port = await listen(server);
    return { port, text: () => Buffer.concat(got).toString() };
  };

  it('returns when the collector has read everything and closed', async () => {
    const { port, text } = await collector(certificates.server);
    await sendToCollector({ host: '127.0.0.1', port, ca }, frames, limits);
    expect(text()).toBe('5 eins 5 zwei ');
  });

  it('shows its own certificate where it is asked for, and fails where it has none', async () => {
    const { port, text } = await collector(certificates.server, { requestCert: true, ca });
    await sendToCollector({ host: '127.0.0.1', port, ca, ...certificates.client }, frames, limits);
    expect(text()).toBe('5 eins 5 zwei ');
    await expect(
      sendToCollector({ host: '127.0.0.1', port, ca }, frames, limits),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^service\.peer-/) });
  });

  it.each([
    ['of another name', 'elsewhere', 'service.peer-other-name'],
    ['that has expired', 'expired', 'service.peer-expired'],
    ['of an authority that is not trusted', 'selfSigned', 'service.peer-untrusted'],
  ] as const)('sends nothing to a server %s', async (_name, which, code) => {
    const { port, text } = await collector(certificates[which]);
    await expect(
      sendToCollector({ host: '127.0.0.1', port, ca }, frames, limits),
    ).rejects.toMatchObject({ code });
    expect(text()).toBe('');
  });

  it('does not take a connection that broke for a delivery', async () => {
    const { port } = await collector(certificates.server, {}, 1);
    const many = Array.from({ length: 2_000 }, () => Buffer.alloc(4_000, 'x'));
    await expect(
      sendToCollector({ host: '127.0.0.1', port, ca }, many, limits),
    ).rejects.toMatchObject({ code: 'service.peer-cut' });
  });

  it('gives up on one that is silent: at the handshake, and when it should close', async () => {
    const short = { connectTimeoutMs: 100, deliveryTimeoutMs: 100 };
    const deaf = await listen(createTcpServer(() => {}));
    await expect(
      sendToCollector({ host: '127.0.0.1', port: deaf, ca }, frames, short),
    ).rejects.toMatchObject({ code: 'service.peer-timeout' });
    const stubborn = createServer({ ...certificates.server, allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {});
      socket.resume();
    });
    const port = await listen(stubborn);
    await expect(
      sendToCollector({ host: '127.0.0.1', port, ca }, frames, short),
    ).rejects.toMatchObject({ code: 'service.peer-timeout' });
  });

  it('says that nobody listens', async () => {
    const port = await listen(createTcpServer());
    open.pop()?.close();
    await expect(
      sendToCollector({ host: '127.0.0.1', port, ca }, frames, limits),
    ).rejects.toMatchObject({ code: 'service.peer-refused' });
  });
});
