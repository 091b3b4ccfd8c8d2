import { type RequestOptions, request } from 'node:https';
import type { Problem } from '@kartoteka/kernel';
import { callSoap } from '@kartoteka/soap';
import { attributeOf, childElements, element, readXml, type XmlElement } from '@kartoteka/xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
  testRandom,
} from './cloud-for-tests.ts';

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

describe('the description of a SOAP endpoint', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let other: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    other = await cloud.account('6020');
  });
  afterAll(() => cloud.stop());

  const get = (path: string, options: RequestOptions = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: 'localhost',
          port: cloud.port,
          path,
          ca: cloud.root,
          servername: 'localhost',
          cert: account.tlsCertificate,
          key: account.tlsKey,
          agent: false,
          ...options,
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (piece: string) => {
            text += piece;
          });
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'],
              text,
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  const path = (endpoint: string) => `/services/${account.id}/xds/${endpoint}`;
  /** Every element below, in document order. */
  const all = (root: XmlElement, name: string): XmlElement[] =>
    childElements(root).flatMap((one) => [...(one.name === name ? [one] : []), ...all(one, name)]);
  const valuesOf = (root: XmlElement, name: string, attribute: string) =>
    all(root, name).map((one) => attributeOf(one, attribute));

  it.each([
    ['registry', 'DocumentRegistry'],
    ['repository', 'DocumentRepository'],
  ])('%s?wsdl names its address, its schemas and a SOAP 1.2 binding', async (endpoint, actor) => {
    const answer = await get(`${path(endpoint)}?wsdl`);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('text/xml; charset=utf-8');
    const { root } = readXml(Buffer.from(answer.text));
    const address = `https://localhost:${cloud.port}${path(endpoint)}`;
    expect(valuesOf(root, 'address', 'location')).toEqual([address]);
    expect(valuesOf(root, 'service', 'name')).toEqual([`${actor}_Service`]);
    expect(valuesOf(root, 'UsingAddressing', 'required')).toHaveLength(1);
    for (const location of valuesOf(root, 'import', 'schemaLocation')) {
      expect(location).toMatch(new RegExp(`^${address}\\?xsd=[a-z]+\\.xsd$`));
    }
    expect(valuesOf(root, 'import', 'schemaLocation').length).toBeGreaterThan(0);
    expect(all(root, 'binding').map(({ namespace }) => namespace)).toEqual([
      'http://schemas.xmlsoap.org/wsdl/',
      'http://schemas.xmlsoap.org/wsdl/soap12/',
    ]);
  });

  it.each(['registry', 'repository'])(
    '%s?wsdl describes what is bound and nothing else: an action that it names is never unsupported',
    async (endpoint) => {
      const { text } = await get(`${path(endpoint)}?wsdl`);
      const { root } = readXml(Buffer.from(text));
      const described = new Set(
        all(root, 'operation').flatMap((one) => attributeOf(one, 'soapAction') ?? []),
      );
      for (const action of everyAction) {
        expect([action, await isBound(endpoint, action)]).toEqual([action, described.has(action)]);
      }
    },
  );

  /** A signed call with an empty body: refused as such by who answers the action, as unknown by others. */
  const isBound = async (endpoint: string, action: string): Promise<boolean> => {
    const sent = callSoap<never>(cloud.transport(path(endpoint), account), {
      action,
      to: `https://localhost:${cloud.port}${path(endpoint)}`,
      body: element('nothing', {}),
      attachments: [],
      mtom: false,
      security: account.signer,
      random: testRandom,
      answer: { clock: cloud.clock, sink: noContent },
    });
    const peerCode = await sent.then(
      () => undefined,
      (thrown: Problem) => thrown.params.peerCode,
    );
    return peerCode !== 'xds.action-unsupported';
  };

  it('every schema that a description or a schema leads to is there', async () => {
    const seen = new Set<string>();
    const visit = async (address: string): Promise<void> => {
      if (seen.has(address)) return;
      seen.add(address);
      const { pathname, search } = new URL(address);
      const answer = await get(pathname + search);
      expect([address, answer.status]).toEqual([address, 200]);
      const { root } = readXml(Buffer.from(answer.text));
      for (const next of valuesOf(root, 'import', 'schemaLocation')) await visit(next ?? '');
    };
    await visit(`https://localhost:${cloud.port}${path('registry')}?wsdl`);
    await visit(`https://localhost:${cloud.port}${path('repository')}?WSDL`);
    const names = [...seen].flatMap((address) => /xsd=(.*)$/.exec(address)?.[1] ?? []);
    expect(names.sort()).toEqual(
      expect.arrayContaining(['lcm.xsd', 'query.xsd', 'rim.xsd', 'rs.xsd', 'xdsb.xsd', 'xml.xsd']),
    );
  });

  it('names the host as the caller knows it, and never what is no host', async () => {
    const answer = await get(`${path('registry')}?wsdl`, {
      headers: { host: 'chmura.example:8443' },
    });
    expect(answer.text).toContain(`https://chmura.example:8443${path('registry')}"`);
    const forged = await get(`${path('registry')}?wsdl`, {
      headers: { host: 'a"><script>' },
    });
    expect(forged.status).toBe(400);
    expect(forged.text).not.toContain('<script>');
  });

  it('keeps the account as the caller writes it', async () => {
    const answer = await get('/services/5010/xds/registry?wsdl');
    expect(answer.text).toContain(`https://localhost:${cloud.port}/services/5010/xds/registry"`);
  });

  it.each(['', '?xsd=unknown.xsd', '?xsd=../write-wsdl.ts', '?xsd=', '?something'])(
    'answers "%s" as missing',
    async (query) => {
      expect((await get(path('registry') + query)).status).toBe(404);
    },
  );

  it('stands behind the guard: no certificate 403, that of another account 400', async () => {
    const without = { cert: undefined, key: undefined };
    expect((await get(`${path('registry')}?wsdl`, without)).status).toBe(403);
    expect((await get(`${path('registry')}?xsd=rim.xsd`, without)).status).toBe(403);
    const foreign = { cert: other.tlsCertificate, key: other.tlsKey };
    expect((await get(`${path('registry')}?wsdl`, foreign)).status).toBe(400);
  });
});

const noContent = {
  put: () => Promise.reject(new RangeError('an answer without attachments')),
  discard: async () => {},
};

const everyAction = [
  'urn:ihe:iti:2007:RegistryStoredQuery',
  'urn:ihe:iti:2007:RegisterDocumentSet-b',
  'urn:ihe:iti:2010:UpdateDocumentSet',
  'urn:ihe:iti:2010:DeleteDocumentSet',
  'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
  'urn:ihe:iti:2007:RetrieveDocumentSet',
  'urn:ihe:iti:2017:RemoveDocuments',
];
