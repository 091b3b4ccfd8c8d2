import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import { createAuthority, generateKeyPair, issueCertificate } from '@kartoteka/pki';
import { element, textOf, type XmlMarkup } from '@kartoteka/xml';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createSecurityVerifier,
  createWssSigner,
  type OutgoingAttachment,
  type ReceiveOptions,
  receiveSoap,
  type WssSigner,
  writeEnvelope,
  writeMtom,
  xopInclude,
} from '../src/index.ts';
import {
  bytesOf,
  clock,
  codeOf,
  contentsOf,
  documentsOf,
  inPieces,
  type MemorySink,
  memorySink,
  multipart,
  partHeaders,
  random,
  raw,
  retrieved,
  rootHeaders,
} from './sample.ts';
import { hasXmlsec1 } from './wss/foreign.sample.ts';
import { resign, timestampIdOf } from './wss/resign.sample.ts';

let signer: WssSigner;
let identity: { privateKeyPem: string; certificatePem: string };
let authorityPem: string;
beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority', clock, random });
  authorityPem = authority.certificatePem;
  const keys = await generateKeyPair();
  const certificatePem = await issueCertificate({
    authority,
    publicKeyPem: keys.publicKeyPem,
    subject: { cn: '0000000000005010 WSS' },
    profile: 'wss',
    days: 300,
    clock,
    random,
  });
  identity = { privateKeyPem: keys.privateKeyPem, certificatePem };
  signer = createWssSigner({ ...identity, clock, random });
});

const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b';
const addressing = { action, messageId: 'urn:uuid:1', to: 'https://cloud.example/repository' };
const trust = async (): Promise<void> => {};

function attachment(contentId: string, bytes: Uint8Array): OutgoingAttachment {
  const open = () => inPieces(bytes, 1000);
  return { contentId, contentType: 'application/octet-stream', size: bytes.length, open };
}

/** A signed MTOM message with these attachments, as it goes over the wire. */
async function signedMtom(...contents: readonly Uint8Array[]) {
  const attachments = contents.map((bytes, index) => attachment(`${index}.doc@test`, bytes));
  const body = retrieved(...attachments.map(({ contentId }) => xopInclude(contentId)));
  const root = await writeEnvelope({ ...addressing, body, security: signer, attachments });
  const framed = writeMtom(root, attachments, { action, random });
  return { root, contentType: framed.contentType, body: await bytesOf(framed.body) };
}

async function receive(
  message: { readonly contentType: string; readonly body: Uint8Array },
  sink: MemorySink = memorySink(),
  options: Partial<ReceiveOptions<number>> = {},
) {
  const { contentType, body } = message;
  const security = { trust };
  return receiveSoap({ contentType }, inPieces(body, 999), { clock, sink, security, ...options });
}

describe('signed messages with attachments', () => {
  it('come back with content, certificate and signed headers', async () => {
    const contents = [randomBytes(5000), Buffer.alloc(0), Buffer.from('x')];
    const sink = memorySink();
    const message = await receive(await signedMtom(...contents), sink);
    expect(contentsOf(message, sink)).toEqual(contents);
    expect(message.envelope.addressing).toMatchObject(addressing);
    const { security } = message;
    expect(security?.created).toEqual(clock.now());
    expect(security?.expires.getTime()).toBe(clock.now().getTime() + 300_000);
    expect(security?.replayKey).toMatch(/^[0-9a-f]{64}$/);
    const signed = security?.signedHeaders.map(({ name }) => name);
    expect(signed?.sort()).toEqual(['Action', 'MessageID', 'To']);
  });

  it('are accepted by a kept verifier, and fed to the digest in any pieces', async () => {
    const security = createSecurityVerifier({ clock, trust });
    const sizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 });
    const contents = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(contents, sizes, async (given, cuts) => {
        const { contentType, body } = await signedMtom(...given);
        const sink = memorySink();
        const limits = { collectedBytesMax: 0 };
        const pieces = inPieces(body, ...cuts);
        const options = { clock, sink, security, limits };
        const message = await receiveSoap({ contentType }, pieces, options);
        const received = contentsOf(message, sink).map((one) => one.toString('hex'));
        expect(received).toEqual(given.map((one) => Buffer.from(one).toString('hex')));
      }),
      { numRuns: 25 },
    );
  });

  it('are refused with one byte changed, wherever it is, and leave nothing', async () => {
    const message = await signedMtom(Buffer.from('document one'), Buffer.from('document two'));
    const at = message.body.indexOf('document one');
    const places = [at, at + 11, message.body.indexOf('document two') + 3];
    for (const place of places) {
      const body = Buffer.from(message.body);
      body[place] = (body[place] ?? 0) ^ 1;
      const sink = memorySink();
      expect(await codeOf(receive({ ...message, body }, sink))).toBe('security.signature-digest');
      expect(sink.contents.size).toBe(0);
      expect(sink.discarded.length).toBe(2);
    }
  });

  it('are refused when two attachments change places', async () => {
    const message = await signedMtom(Buffer.from('document one'), Buffer.from('document two'));
    const text = message.body.toString('latin1');
    const swapped = text
      .replace('document one', 'document ???')
      .replace('document two', 'document one')
      .replace('document ???', 'document two');
    const body = Buffer.from(swapped, 'latin1');
    expect(await codeOf(receive({ ...message, body }))).toBe('security.signature-digest');
  });

  it('ask for trust before an attachment is read, and read nothing when it is refused', async () => {
    const events: string[] = [];
    const sink = memorySink();
    const watching = {
      ...sink,
      put: (stream: AsyncIterable<Uint8Array>) => {
        events.push('put');
        return sink.put(stream);
      },
    };
    const message = await signedMtom(Buffer.from('x'));
    const asked = async (der: Uint8Array): Promise<void> => {
      events.push(`trust ${der.length > 500}`);
    };
    await receive(message, watching, { security: { trust: asked } });
    expect(events).toEqual(['trust true', 'put']);
    events.length = 0;
    const refuse = () => Promise.reject(new Problem('pki.not-registered'));
    const run = receive(message, watching, { security: { trust: refuse } });
    expect(await codeOf(run)).toBe('pki.not-registered');
    expect(events).toEqual([]);
  });

  it('may have their parts in any order, stored first and read back for the digest', async () => {
    const { root } = await signedMtom(
      Buffer.from('first'),
      Buffer.from('second'),
      Buffer.from('third'),
    );
    const parts = [
      { headers: rootHeaders, content: root },
      ...['first', 'second', 'third'].map((content, index) => ({
        headers: partHeaders(`${index}.doc@test`),
        content,
      })),
    ];
    const contentType = 'multipart/related; boundary=b; start="<root@test>"';
    for (const order of ['0132', '0213', '0312', '0321', '1023', '3210', '2013']) {
      const ordered = [...order].map((index) => parts[Number(index)] ?? parts[0]!);
      const body = multipart('b', ordered);
      const sink = memorySink();
      const message = await receive({ contentType, body }, sink);
      expect(contentsOf(message, sink).map(String)).toEqual(['first', 'second', 'third']);
      const { read: _, ...writeOnly } = sink;
      const run = receiveSoap({ contentType }, inPieces(body, 0), {
        clock,
        sink: writeOnly,
        security: { trust },
      });
      expect(await codeOf(run)).toBe('soap.attachment-order');
      const tampered = Buffer.from(body.toString('latin1').replace('second', 'zecond'), 'latin1');
      expect(await codeOf(receive({ contentType, body: tampered }))).toBe(
        'security.signature-digest',
      );
    }
  });

  it('may refer twice to one attachment', async () => {
    const once = attachment('a', Buffer.from('shared'));
    const body = retrieved(xopInclude('a'), xopInclude('a'));
    const root = await writeEnvelope({
      ...addressing,
      body,
      security: signer,
      attachments: [once],
    });
    const framed = writeMtom(root, [once], { action, random });
    const sink = memorySink();
    const message = await receive({ ...framed, body: await bytesOf(framed.body) }, sink);
    expect(contentsOf(message, sink).map(String)).toEqual(['shared', 'shared']);
  });

  it('are the same whether signed inline and sent as an attachment or the other way round', async () => {
    const content = randomBytes(600);
    const base64 = content.toString('base64');
    const inline = await writeEnvelope({
      ...addressing,
      body: retrieved(base64),
      security: signer,
    });
    // Another sender's stack signs the infoset and optimises afterwards.
    const optimised = inline.toString().replace(base64, xopInclude('o').xml);
    const body = multipart('b', [
      { headers: rootHeaders, content: optimised },
      { headers: partHeaders('o'), content },
    ]);
    const sink = memorySink();
    const message = await receive({ contentType: 'multipart/related; boundary=b', body }, sink);
    expect(contentsOf(message, sink)).toEqual([content]);
  });

  it('are refused when the Include was signed instead of the content', async () => {
    const one = attachment('a', Buffer.from('unsigned'));
    const body = retrieved(xopInclude('a'));
    const root = await writeEnvelope({ ...addressing, body, security: signer, attachments: [one] });
    const text = root.toString();
    const literal = Buffer.from(resign(text, identity, { ids: ['Body', timestampIdOf(text)] }));
    const framed = writeMtom(literal, [one], { action, random });
    const code = await codeOf(receive({ ...framed, body: await bytesOf(framed.body) }));
    expect(code).toBe('security.signature-covers-include');
  });
});

describe('signed messages with base64 in the envelope', () => {
  const limits = { inlineTextBytesMax: 3000, rootBytesMax: 20_000 };
  const inlined = async (body: XmlMarkup) => ({
    contentType: 'application/soap+xml',
    body: Buffer.from(await writeEnvelope({ ...addressing, body, security: signer })),
  });

  it('are verified with what was cut out, in every layout', async () => {
    const content = randomBytes(5000);
    const base64 = content.toString('base64');
    const layouts = [
      base64,
      base64.replace(/.{76}/g, '$&\n'),
      base64.replace(/.{64}/g, '$&\r\n'),
      base64.replace(/.{76}/g, '$&&#13;\n'),
      `\n\t${base64.replace(/.{76}/g, '$&\n    ')}\n`,
    ];
    for (const layout of layouts) {
      const message = await inlined(retrieved(raw(layout), 'eA==', raw(layout)));
      const sink = memorySink();
      const received = await receive(message, sink, { limits });
      expect(contentsOf(received, sink)).toEqual([content, Buffer.from('x'), content]);
    }
  });

  it('are refused when a bit or a blank of what was cut out differs', async () => {
    const base64 = randomBytes(5000).toString('base64');
    const message = await inlined(retrieved(base64));
    const at = message.body.indexOf(base64);
    const flipped = Buffer.from(message.body);
    flipped[at + 1000] = flipped[at + 1000] === 0x41 ? 0x42 : 0x41;
    const options = { limits };
    const sink = memorySink();
    const refusal = (body: Buffer) => codeOf(receive({ ...message, body }, sink, options));
    expect(await refusal(flipped)).toBe('security.signature-digest');
    const [before, after] = [message.body.subarray(0, at + 1000), message.body.subarray(at + 1000)];
    expect(await refusal(Buffer.concat([before, Buffer.from('\n'), after]))).toBe(
      'security.signature-digest',
    );
    expect(sink.contents.size).toBe(0);
  });

  it('may mix all three ways in one message', async () => {
    const [a, b, c] = [randomBytes(900), randomBytes(10), randomBytes(4000)];
    const one = attachment('a', a);
    const body = retrieved(c.toString('base64'), xopInclude('a'), b.toString('base64'));
    const root = await writeEnvelope({ ...addressing, body, security: signer, attachments: [one] });
    const framed = writeMtom(root, [one], { action, random });
    const sink = memorySink();
    const message = { ...framed, body: await bytesOf(framed.body) };
    const received = await receive(message, sink, { limits });
    expect(contentsOf(received, sink)).toEqual([c, a, b]);
  });
});

describe('what is handed on', () => {
  it('is what was verified: text moved out of the digest by a comment does not appear', async () => {
    const body = element('a', { xmlns: 'urn:x' }, raw('<v>100<!-- -->0</v>'));
    const bytes = await writeEnvelope({ ...addressing, body, security: signer });
    const message = await receive({ contentType: 'text/xml', body: bytes });
    expect(textOf(message.envelope.body)).toBe('1000');
  });

  it('lacks nothing that an unverified reading has', async () => {
    const { contentType, body } = await signedMtom(Buffer.from('x'));
    const sink = memorySink();
    const verified = await receive({ contentType, body }, sink);
    const security = {
      namespace:
        'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
      name: 'Security',
    };
    const options = { clock, sink, understood: [security] };
    const plain = await receiveSoap({ contentType }, inPieces(body, 0), options);
    expect(documentsOf(verified)).toHaveLength(documentsOf(plain).length);
    expect(verified.envelope.addressing).toEqual(plain.envelope.addressing);
    expect(plain.security).toBeUndefined();
  });

  it('needs a signature where one is asked for, and says that it was not looked at where not', async () => {
    const plain = await writeEnvelope({ ...addressing, body: retrieved() });
    const unsigned = { contentType: 'text/xml', body: plain };
    expect(await codeOf(receive(unsigned))).toBe('security.message-unsigned');
    const { contentType, body } = await signedMtom();
    const options = { clock, sink: memorySink() };
    const run = receiveSoap({ contentType }, inPieces(body, 0), options);
    expect(await codeOf(run)).toBe('soap.must-understand');
  });

  it('is bound to its time', async () => {
    const message = await signedMtom();
    const late = { now: () => new Date(clock.now().getTime() + 3_600_000) };
    expect(await codeOf(receive(message, memorySink(), { clock: late }))).toMatch(
      /^security\.message/,
    );
  });
});

describe('a foreign judge', () => {
  it.skipIf(!hasXmlsec1)(
    'xmlsec1 accepts what we sign, with the content put back in place of the Include',
    async () => {
      const content = randomBytes(100);
      const { root } = await signedMtom(content);
      const reconstituted = root
        .toString()
        .replace(/<xop:Include[^>]*\/>/, content.toString('base64'));
      const folder = mkdtempSync(join(tmpdir(), 'soap-'));
      const path = (name: string, bytes: string): string => {
        writeFileSync(join(folder, name), bytes);
        return join(folder, name);
      };
      const wsu =
        'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
      const soap = 'http://www.w3.org/2003/05/soap-envelope';
      const wsa = 'http://www.w3.org/2005/08/addressing';
      const ids = [
        `${soap}:Body`,
        `${wsa}:To`,
        `${wsa}:Action`,
        `${wsa}:MessageID`,
        `${wsu}:Timestamp`,
      ];
      const judge = (xml: string): void => {
        execFileSync(
          'xmlsec1',
          [
            ...['--verify', '--trusted-pem', path('ca.pem', authorityPem)],
            ...['--pubkey-cert-pem', path('leaf.pem', identity.certificatePem)],
            ...ids.flatMap((id) => ['--id-attr:Id', id]),
            path('message.xml', xml),
          ],
          { stdio: 'pipe' },
        );
      };
      judge(reconstituted);
      expect(() => judge(root.toString())).toThrow();
    },
  );
});
