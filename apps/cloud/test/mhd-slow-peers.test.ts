import type { TLSSocket } from 'node:tls';
import { fhirLimitsDefault } from '@kartoteka/fhir';
import { sampleBundle } from '@kartoteka/fhir/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { httpClient, locationsOf } from './fhir-client.ts';
import { answerOf, flood, openSocket } from './raw-socket.ts';

const short = { silenceMs: 300, bytesPerSecondMin: 2_000, graceMs: 600 };
const chunked = 'Transfer-Encoding: chunked';
const mebibyte = 1_048_576;

/** Peers of the FHIR service that send or take too slowly or too much, over raw TLS. */
describe('MHD, peers that take their time', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests({
      refusalWindowMs: 0,
      limits: { sending: short, taking: short, headersTimeoutMs: 600, handshakeTimeoutMs: 600 },
    });
    account = await cloud.account('5010');
  });
  afterAll(() => cloud.stop());

  const bundle = ['', 'application/fhir+json'] as const;
  const xml = ['', 'application/fhir+xml'] as const;
  const documents = ['/DocumentReference/_search', 'application/x-www-form-urlencoded'] as const;
  const lists = ['/List/_search', 'application/x-www-form-urlencoded'] as const;
  type Place = readonly [path: string, type: string];

  const head = ([path, type]: Place, ...lines: string[]) =>
    [
      `POST /services/${account.id}/fhir${path} HTTP/1.1`,
      ...['Host: localhost', `Content-Type: ${type}`, ...lines],
      ...['', ''],
    ].join('\r\n');
  const post = async (place: Place, ...lines: string[]): Promise<TLSSocket> => {
    const socket = await openSocket(cloud, account);
    socket.write(head(place, ...lines));
    return socket;
  };
  const lastRecord = async () => {
    const [row] = await cloud.test.asAdmin<{ action: string; outcome: string }>(
      'select action, outcome from kartoteka.audit_record where tenant = $1 order by id desc limit 1',
      [account.id],
    );
    return row && `${row.action} ${row.outcome}`;
  };
  const used = async () => {
    const { bytesUsed, documentsUsed } = (await cloud.parts.operator.find(account.id))!;
    return { bytesUsed, documentsUsed };
  };
  const isCutOff = (answer: string, status: number, code: string) => {
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(answer).toContain('OperationOutcome');
    expect(answer).toContain(code);
  };

  it.each<[string, Place, string]>([
    ['ITI-65 in JSON', bundle, 'document.provide-bundle'],
    ['ITI-65 in XML', xml, 'document.provide-bundle'],
    ['ITI-66 by POST', lists, 'document.find-lists'],
    ['ITI-67 by POST', documents, 'document.find-references'],
  ])(
    '%s: a body that falls silent or drips is cut off, and recorded: service.sender-slow',
    async (_name, place, action) => {
      const silent = await post(place, 'Content-Length: 10000');
      silent.write('{');
      isCutOff(await answerOf(silent), 408, 'service.sender-slow');
      expect(await lastRecord()).toBe(`${action} service.sender-slow`);

      const dripping = await post(place, chunked);
      const drip = setInterval(() => dripping.write('1\r\nx\r\n'), 50);
      const answer = await answerOf(dripping);
      clearInterval(drip);
      isCutOff(answer, 408, 'service.sender-slow');
      expect(await lastRecord()).toBe(`${action} service.sender-slow`);
    },
  );

  it.each<[string, Place, string]>([
    ['ITI-65', bundle, 'document.provide-bundle'],
    ['ITI-66 by POST', lists, 'document.find-lists'],
    ['ITI-67 by POST', documents, 'document.find-references'],
  ])(
    '%s: what is announced as too large is refused before a byte is read: fhir.too-large',
    async (_name, place, action) => {
      const socket = await post(place, `Content-Length: ${fhirLimitsDefault.bodyBytesMax + 1}`);
      isCutOff(await answerOf(socket), 413, 'fhir.too-large');
      expect(await lastRecord()).toBe(`${action} fhir.too-large`);
    },
  );

  it.each<[string, Place, string, number]>([
    ['ITI-65', bundle, 'document.provide-bundle', fhirLimitsDefault.bodyBytesMax / mebibyte],
    ['ITI-67 by POST', documents, 'document.find-references', 1],
  ])(
    '%s: what is not announced is counted, and refused where it is too large: fhir.too-large',
    async (_name, place, action, taken) => {
      const before = await used();
      const socket = await post(place, chunked);
      const answered = answerOf(socket);
      // What lies in the buffers of both ends is sent, and not read.
      expect(await flood(socket, 100)).toBeLessThan(taken + 32);
      await answered;
      await expect.poll(lastRecord).toBe(`${action} fhir.too-large`);
      expect(await used()).toEqual(before);
    },
  );

  it('ITI-65: a sender that goes away in the middle stores nothing: service.sender-gone', async () => {
    const before = await used();
    const socket = await post(bundle, 'Content-Length: 10000');
    await new Promise((resolve) => socket.write('{"resourceType":', resolve));
    socket.destroy();
    await expect.poll(lastRecord).toBe('document.provide-bundle service.sender-gone');
    expect(await used()).toEqual(before);
  });

  it('ITI-68: whoever does not take the document is cut off, and recorded: service.reader-slow', async () => {
    const bytes = Buffer.alloc(20 * mebibyte, 'k');
    const { bundle: large } = sampleBundle({ serial: 1, bytes });
    const stored = await httpClient(
      cloud,
      account,
      account,
    )({
      path: '',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(large),
    });
    const [, place] = locationsOf(stored.json());
    const id = place!.split('/')[1];
    for (const accept of ['text/xml', 'application/fhir+json']) {
      const socket = await openSocket(cloud, account);
      socket.on('error', () => {});
      socket.pause();
      socket.write(
        `GET /services/${account.id}/fhir/Binary/${id} HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\n\r\n`,
      );
      await expect.poll(lastRecord, { timeout: 5_000 }).toBe('document.retrieve success');
      await expect.poll(lastRecord, { timeout: 20_000 }).toBe('answer.cut service.reader-slow');
      socket.destroy();
    }
  });
});
