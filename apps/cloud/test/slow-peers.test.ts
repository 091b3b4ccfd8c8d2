import type { TLSSocket } from 'node:tls';
import { findDocuments } from '@kartoteka/xds';
import { samplePatientId, sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import { answerOf, flood, openSocket } from './raw-socket.ts';

const short = { silenceMs: 300, bytesPerSecondMin: 2_000, graceMs: 600 };
const connectionsMax = 4;

/** Senders, readers and crowds over raw TLS: each is cut off, recorded, and nobody else notices. */
describe('peers that take their time', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let other: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests({
      refusalWindowMs: 0,
      connectionsPerCertificateMax: connectionsMax,
      limits: {
        sending: short,
        taking: short,
        headersTimeoutMs: 600,
        handshakeTimeoutMs: 600,
      },
    });
    account = await cloud.account('5010');
    other = await cloud.account('6020');
  });
  afterAll(() => cloud.stop());

  const open = (credentials: TestAccount | undefined) => openSocket(cloud, credentials);
  const path = (of: TestAccount, service = 'repository') => `/services/${of.id}/xds/${service}`;
  const head = (of: TestAccount, ...lines: string[]) =>
    [
      `POST ${path(of)} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/soap+xml',
      ...lines,
      '',
      '',
    ].join('\r\n');
  const lastRecord = async (tenant: string) => {
    const [row] = await cloud.test.asAdmin<{ action: string; outcome: string }>(
      'select action, outcome from kartoteka.audit_record where tenant = $1 order by id desc limit 1',
      [tenant],
    );
    return row && `${row.action} ${row.outcome}`;
  };

  it('cuts off a message that falls silent, with a fault and a record', async () => {
    const socket = await open(account);
    socket.write(`${head(account, 'Content-Length: 10000')}<Envelope`);
    const answer = await answerOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).toContain('service.sender-slow');
    expect(await lastRecord(account.id)).toBe('message.refused service.sender-slow');
  });

  it('cuts off a message that drips', async () => {
    const socket = await open(account);
    socket.write(head(account, 'Transfer-Encoding: chunked'));
    const drip = setInterval(() => socket.write('1\r\nx\r\n'), 50);
    const answer = await answerOf(socket);
    clearInterval(drip);
    expect(answer).toContain('service.sender-slow');
    expect(await lastRecord(account.id)).toBe('message.refused service.sender-slow');
  });

  it('cuts off a head that does not end, and keeps it in the operator’s trail', async () => {
    const socket = await open(account);
    socket.write(`POST ${path(account)} HTTP/1.1\r\nHost: localhost\r\nX-Slow: `);
    expect(await answerOf(socket)).toContain('service.request-timeout');
    await expect
      .poll(() => lastRecord('operator'), { timeout: 10_000 })
      .toBe('machine.refused service.request-timeout');
  });

  it('refuses what is announced as too large before a byte of it is read', async () => {
    const socket = await open(account);
    socket.write(head(account, 'Content-Length: 300000000'));
    const answer = await answerOf(socket);
    expect(answer).toContain('soap.too-large');
    expect(answer).not.toContain('sender-slow');
    expect(await lastRecord(account.id)).toBe('message.refused soap.too-large');
  });

  it('counts what is not announced, and refuses it where it is too large', async () => {
    const socket = await open(account);
    const answer = answerOf(socket);
    socket.write(head(account, 'Transfer-Encoding: chunked'));
    const sent = await flood(socket, 300);
    await answer;
    // The envelope has a limit of its own, far below that of the body.
    expect(sent).toBeLessThan(100);
    expect(await lastRecord(account.id)).toBe('message.refused soap.too-large');
  });

  it('cuts off whoever does not take the documents of ITI-43, and records it', async () => {
    const client = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 1, documents: 1 });
    const [entry] = sample.submission.documents;
    const bytes = Buffer.alloc(24 * 1_048_576, 'k');
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha1').update(bytes).digest('hex');
    if (!entry) throw new RangeError('a sample has a document');
    const stored = await client.provide({
      submission: { ...sample.submission, documents: [{ ...entry, hash, size: bytes.length }] },
      contents: new Map([[entry.id, bytes]]),
    });
    expect(stored.errors).toEqual([]);
    const [row] = await cloud.test.asAdmin<{ repository_oid: string }>(
      'select repository_oid from cloud.account where tenant = $1',
      [account.id],
    );
    const request = await signedRetrieve(row?.repository_oid ?? '', entry.uniqueId ?? '');
    const socket = await open(account);
    socket.on('error', () => {});
    socket.pause();
    socket.write(request);
    await expect
      .poll(() => lastRecord(account.id), { timeout: 20_000 })
      .toBe('answer.cut service.reader-slow');
    socket.destroy();
  });

  it('lets a certificate open so many connections and no more, and others meanwhile', async () => {
    const sockets = await Promise.all(Array.from({ length: connectionsMax }, () => open(account)));
    const tooMany = await open(account);
    const ask = (socket: TLSSocket, of: TestAccount) => {
      const answer = answerOf(socket);
      socket.write(
        `GET /services/${of.id}/api/v1/account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      return answer;
    };
    const refused = await ask(tooMany, account);
    expect(refused).toMatch(/^HTTP\/1\.1 429 /);
    expect(refused).toContain('service.too-many-connections');
    expect(await lastRecord(account.id)).toBe('machine.refused service.too-many-connections');
    expect(await ask(await open(other), other)).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of sockets) expect(await ask(socket, account)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask(await open(account), account)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('serves others while many drip', async () => {
    const slow = await Promise.all(Array.from({ length: connectionsMax }, () => open(account)));
    const drips = slow.map((socket) => {
      socket.on('error', () => {});
      socket.resume();
      socket.write(head(account, 'Transfer-Encoding: chunked'));
      return setInterval(() => socket.write('1\r\nx\r\n'), 20);
    });
    const found = await machineClient(cloud, other).query(
      findDocuments({ patientId: samplePatientId(), statuses: ['Approved'] }),
    );
    expect(found.status).toBe('Success');
    for (const drip of drips) clearInterval(drip);
    for (const socket of slow) socket.destroy();
  });

  /** A whole signed ITI-43 as bytes, caught on its way. */
  async function signedRetrieve(repository: string, uniqueId: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const caught = {
      ...cloud,
      transport: () => ({
        send: async (request: {
          readonly headers: Readonly<Record<string, string>>;
          readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
        }) => {
          for await (const piece of request.body) pieces.push(Buffer.from(piece));
          headers = request.headers;
          throw new Error('caught');
        },
      }),
    } as unknown as CloudForTests;
    let headers: Readonly<Record<string, string>> = {};
    await machineClient(caught, account)
      .retrieve(repository, [uniqueId])
      .catch(() => undefined);
    const body = Buffer.concat(pieces);
    const lines = Object.entries(headers)
      .filter(([name]) => name.toLowerCase() === 'content-type')
      .map(([name, value]) => `${name}: ${value}`);
    const start = [
      `POST ${path(account)} HTTP/1.1`,
      ...['Host: localhost', ...lines, `Content-Length: ${body.length}`],
      '',
      '',
    ];
    return Buffer.concat([Buffer.from(start.join('\r\n')), body]);
  }
});
