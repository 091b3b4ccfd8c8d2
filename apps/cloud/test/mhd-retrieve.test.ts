import { createHash } from 'node:crypto';
import type { Bundle } from '@kartoteka/fhir';
import { readResource } from '@kartoteka/fhir';
import { sampleBundle } from '@kartoteka/fhir/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAccount } from './cloud-for-tests.ts';
import { type HttpAnswer, type HttpCall, httpClient, locationsOf } from './fhir-client.ts';
import { type PortalForTests, startPortalForTests } from './portal-for-tests.ts';
import { remover } from './removal-for-tests.ts';

const anyBytes = Buffer.from([0, 1, 2, 255, 254, 60, 62, 13, 10]);

describe('ITI-68 over the wire', () => {
  let portal: PortalForTests;
  let account: TestAccount;
  let http: (call: HttpCall) => Promise<HttpAnswer>;
  beforeAll(async () => {
    portal = await startPortalForTests();
    account = await portal.cloud.account('5010');
    http = httpClient(portal.cloud, account, account);
  });
  afterAll(() => portal.stop());

  let serial = 0;
  const store = async (bytes: Buffer, contentType: string) => {
    serial += 1;
    const { bundle } = sampleBundle({ serial, bytes, contentType });
    const stored = await http({
      path: '',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    });
    expect(stored.status).toBe(200);
    return `/${locationsOf(stored.json<Bundle>())[2]}`;
  };
  const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');

  it.each([
    ['text/goofy', undefined],
    ['text/goofy', '*/*'],
    ['text/goofy', 'text/goofy'],
    ['text/goofy', 'text/*;q=0.5, application/pdf'],
    ['text/goofy', 'application/octet-stream'],
    ['application/json', 'application/json'],
    ['text/xml; charset=UTF-8', 'text/xml'],
  ])(
    'gives the bytes of %s for Accept %s, with their type and hash',
    async (contentType, accept) => {
      const path = await store(anyBytes, contentType);
      const answer = await http({ path, ...(accept && { headers: { accept } }) });
      expect(answer.status).toBe(200);
      expect(answer.bytes).toEqual(anyBytes);
      expect(answer.headers).toMatchObject({
        'content-type': contentType,
        'content-length': String(anyBytes.length),
        etag: `"${sha1(anyBytes)}"`,
        'content-security-policy': expect.stringContaining('sandbox'),
      });
    },
  );

  it.each([
    ['json', 0],
    ['json', 1],
    ['xml', 2],
    ['json', 3],
    ['xml', 1_500_001],
  ] as const)('gives a Binary in %s around %i bytes', async (format, size) => {
    const bytes = Buffer.alloc(size, 'ab\n');
    const path = await store(bytes, 'text/plain');
    const asked = [
      await http({ path, headers: { accept: `application/fhir+${format}` } }),
      await http({ path: `${path}?_format=${format}` }),
    ];
    for (const answer of asked) {
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe(`application/fhir+${format}; charset=utf-8`);
      expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
      const reading = readResource(answer.bytes, format);
      const data = size === 0 ? {} : { data: bytes.toString('base64') };
      expect(reading).toMatchObject({ ok: true, resource: { contentType: 'text/plain', ...data } });
    }
  });

  it.each([
    ['application/pdf', undefined],
    ['application/json', undefined],
    ['text/goofy;q=0', undefined],
    [undefined, 'pdf'],
  ])('fhir.not-acceptable for Accept %s and _format %s', async (accept, format) => {
    const path = await store(anyBytes, 'text/goofy');
    const answer = await http({
      path: format ? `${path}?_format=${format}` : path,
      ...(accept && { headers: { accept } }),
    });
    expect(answer.status).toBe(406);
    expect(answer.json().issue[0]?.details?.coding?.[0]?.code).toBe('fhir.not-acceptable');
  });

  it('answers HEAD without the bytes, and If-None-Match of the tag it gave with 304', async () => {
    const path = await store(anyBytes, 'text/goofy');
    const head = await http({ path, method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.bytes).toHaveLength(0);
    expect(head.headers).toMatchObject({ 'content-length': '9', 'content-type': 'text/goofy' });
    const same = await http({ path, headers: { 'if-none-match': head.headers.etag! } });
    expect(same.status).toBe(304);
    expect((await http({ path, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('fhir.not-found for what never was, fhir.removed for what was removed, recorded', async () => {
    for (const id of ['0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10', 'no-uuid', '..']) {
      expect((await http({ path: `/Binary/${id}` })).status).toBe(404);
    }
    const own = remover(portal, account);
    const stored = await own.practice.store();
    const [entry] = await own.registered(stored.uniqueId);
    const id = entry!.id.slice('urn:uuid:'.length);
    expect((await http({ path: `/Binary/${id}` })).bytes).toEqual(Buffer.from(stored.bytes));
    const order = '5f0a3f0e-6c1e-4d7c-9a55-0c53c1b4a001';
    await own.propose([stored.uniqueId], { id: order });
    await own.decide(order, 'confirm', { id: 'jan', name: 'Jan Zieliński' });
    for (const path of [`/Binary/${id}`, `/DocumentReference/${id}`]) {
      const gone = await http({ path });
      expect(gone.status).toBe(410);
      expect(gone.json().issue[0]).toMatchObject({ code: 'deleted' });
    }
    expect((await own.audit('document.retrieve')).at(-1)).toMatchObject({
      outcome: 'fhir.removed',
    });
  });
});
