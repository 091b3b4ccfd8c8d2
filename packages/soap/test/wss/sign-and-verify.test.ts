import { fixedClock, Problem } from '@kartoteka/kernel';
import { readCertificate } from '@kartoteka/pki';
import { openXml, textOf, type XmlElement } from '@kartoteka/xml';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSecurityVerifier, createWssSigner } from '../../src/wss/index.ts';
import {
  attachment,
  check,
  type Identity,
  include,
  makeIdentity,
  names,
  now,
  random,
  refusalOf,
  signMessage,
  someBytes,
  unsignedEnvelope,
} from './message.sample.ts';
import { resign } from './resign.sample.ts';

let identity: Identity;
let other: Identity;

beforeAll(async () => {
  identity = await makeIdentity('0000000000005010 WSS');
  other = await makeIdentity('0000000000005028 WSS');
});

describe('a signed message', () => {
  it('comes back as its verified bytes, with certificate and times', async () => {
    const verified = await check(await signMessage(identity));
    expect(Buffer.from(verified.certificateDer)).toEqual(
      Buffer.from(readCertificate(identity.certificatePem).der),
    );
    expect(verified.created.toISOString()).toBe('2026-03-01T08:00:00.000Z');
    expect(verified.expires.toISOString()).toBe('2026-03-01T08:05:00.000Z');
    expect(verified.envelope.version).toBe('1.2');
    expect(textOf(verified.envelope.body)).toBe('ąż & ő');
    expect(verified.envelope.holes).toEqual([]);
  });

  it('says of each header whether it was signed, and leaves Security out', async () => {
    const { envelope } = await check(await signMessage(identity));
    expect(envelope.headers.map(({ element, signed }) => [element.name, signed])).toEqual([
      ['To', true],
      ['Action', true],
      ['MessageID', true],
      ['Route', false],
    ]);
  });

  it('needs nothing but Body and Timestamp', async () => {
    const { envelope } = await check(
      await signMessage(identity, unsignedEnvelope(), { ids: ['body-1'] }),
    );
    expect(envelope.headers.every(({ signed }) => !signed)).toBe(true);
  });

  it('is taken as SOAP 1.1 as well, and may stand in a header for the last receiver', async () => {
    const soap11 = unsignedEnvelope().replaceAll(
      names.soap,
      'http://schemas.xmlsoap.org/soap/envelope/',
    );
    expect((await check(await signMessage(identity, soap11))).envelope.version).toBe('1.1');
    const signed = await signMessage(identity);
    const role = `env:role="${names.soap}/role/ultimateReceiver" env:mustUnderstand`;
    expect(await refusalOf(check(signed.replace('env:mustUnderstand', role)))).toBe('accepted');
  });

  it('has a replay key that follows the signature and not the MessageID', async () => {
    const unsignedId = await signMessage(identity, unsignedEnvelope(), { ids: ['body-1'] });
    const first = await check(unsignedId);
    const renamed = await check(unsignedId.replace('urn:uuid:8a1c2f0e', 'urn:uuid:00000000'));
    expect(renamed.replayKey).toBe(first.replayKey);
    const again = await check(await signMessage(identity, unsignedEnvelope(), { ids: ['body-1'] }));
    expect(again.replayKey).not.toBe(first.replayKey);
  });

  it('is handed to trust, whose problem ends the check', async () => {
    const seen: Uint8Array[] = [];
    const trust = async (der: Uint8Array) => {
      seen.push(der);
      throw new Problem('security.signature-token');
    };
    expect(await refusalOf(check(await signMessage(identity), { trust }))).toBe(
      'security.signature-token',
    );
    expect(seen).toHaveLength(1);
    const altered = (await signMessage(identity)).replace('ąż', 'źź');
    expect(await refusalOf(check(altered, { trust }))).toBe('security.signature-digest');
    expect(seen).toHaveLength(1);
  });

  it('is refused where key and certificate of the signer do not belong together', () => {
    const mixed = { privateKeyPem: identity.privateKeyPem, certificatePem: other.certificatePem };
    expect(() => createWssSigner({ ...mixed, clock: fixedClock(now), random })).toThrow(
      'security.signature-key',
    );
  });

  it('keeps comments, instructions and line ends out of what is used', async () => {
    const body = '<x:Request><!-- gone --><x:Value>1<!-- gone -->2\r\n3</x:Value></x:Request>';
    const { envelope } = await check(await signMessage(identity, unsignedEnvelope(body)));
    expect(textOf(envelope.body)).toBe('12\n3');
  });
});

describe('a signed message with attachments', () => {
  const first = someBytes(10_001, 'first');
  const second = someBytes(4_096, 'second');

  function twoDocuments(): string {
    return unsignedEnvelope(
      `<x:Request><x:Document id="1">${include('1.doc@ex')}</x:Document><x:Document id="2">${include('urn:uuid:2')}</x:Document></x:Request>`,
    );
  }

  async function signTwo(): Promise<string> {
    return signMessage(identity, twoDocuments(), {
      attachments: [attachment('urn:uuid:2', second), attachment('1.doc@ex', first, 7)],
    });
  }

  it('covers their content as base64 text in the place of the include', async () => {
    const contents = [first.toString('base64'), second.toString('base64')];
    const verified = await check(await signTwo(), { contents });
    const documents = verified.envelope.holes;
    expect(documents.map((hole) => hole.name)).toEqual(['Include', 'Include']);
    const [request] = verified.envelope.body.nodes as XmlElement[];
    const holders = request!.nodes as XmlElement[];
    expect(holders[0]!.nodes[0]).toBe(documents[0]);
    expect(holders[1]!.nodes[0]).toBe(documents[1]);
  });

  it('is the very signature of the message with its documents inline', async () => {
    const inline = (await signTwo())
      .replace(include('1.doc@ex'), first.toString('base64'))
      .replace(include('urn:uuid:2'), second.toString('base64'));
    expect(await refusalOf(check(inline))).toBe('accepted');
    const { envelope } = await check(inline);
    expect(envelope.holes).toEqual([]);
  });

  it.each([
    [
      'one bit of content',
      (contents: Buffer[]) => contents[0]!.writeUInt8(contents[0]![5]! ^ 1, 5),
    ],
    ['the order', (contents: Buffer[]) => contents.reverse()],
    ['the length', (contents: Buffer[]) => contents.splice(1, 1, contents[1]!.subarray(1))],
  ])('is refused when %s differs', async (_name, change) => {
    const contents = [Buffer.from(first), Buffer.from(second)];
    change(contents);
    const texts = contents.map((content) => content.toString('base64'));
    expect(await refusalOf(check(await signTwo(), { contents: texts }))).toBe(
      'security.signature-digest',
    );
  });

  it('takes content in pieces of any size', async () => {
    const verifier = createSecurityVerifier({
      clock: fixedClock(now),
      trust: async () => undefined,
    });
    const document = openXml(Buffer.from(await signTwo()));
    const holes = [...document.spans.keys()]
      .filter((element) => element.name === 'Include')
      .sort((one, two) => document.spans.get(one)!.start - document.spans.get(two)!.start);
    const { body } = await verifier.begin(document, holes);
    for (const text of [first.toString('base64'), second.toString('base64')]) {
      for (const character of text.match(/.{1,97}/g) ?? []) body.update(character);
      body.endHole();
    }
    expect(() => body.finish()).not.toThrow();
  });

  it('takes any element as the place of content, with white space as the sender had it', async () => {
    const wrapped = first.toString('base64').replace(/.{76}/g, '$&\n');
    const signed = await signMessage(
      identity,
      unsignedEnvelope(`<x:Document>${wrapped}</x:Document>`),
    );
    const marked = signed.replace(wrapped, '<cut:mark xmlns:cut="urn:test:cut" n="0"/>');
    const document = openXml(Buffer.from(marked));
    const holes = [...document.spans.keys()].filter((element) => element.name === 'mark');
    const verifier = createSecurityVerifier({
      clock: fixedClock(now),
      trust: async () => undefined,
    });
    const { body, envelope } = await verifier.begin(document, holes);
    body.update(wrapped);
    body.endHole();
    body.finish();
    expect(envelope.holes.map((hole) => hole.namespace)).toEqual(['urn:test:cut']);
  });

  it.each([
    [
      'beside text',
      (text: string) => `${text.slice(0, 8)}${include('1.doc@ex')}`,
      (text: string) => text.slice(8),
    ],
    [
      'beside an element',
      (_text: string) => `<x:a/>${include('1.doc@ex')}`,
      (text: string) => text,
    ],
    [
      'beside another',
      (_text: string) => include('1.doc@ex') + include('1.doc@ex'),
      (text: string) => text,
    ],
  ])('is refused when an include stands %s', async (_name, replace, rest) => {
    const text = first.toString('base64');
    const signed = await signMessage(
      identity,
      unsignedEnvelope(`<x:Document>${text}</x:Document>`),
    );
    const split = signed.replace(text, replace(text));
    expect(await refusalOf(check(split, { contents: [rest(text)] }))).toBe(
      'security.message-structure',
    );
    const outer = signed.replace(/<x:Document>.*<\/x:Document>/, include('1.doc@ex'));
    expect(await refusalOf(check(outer))).toBe('security.message-structure');
  });

  it('holds content only in elements that are named for it, when they are', async () => {
    const envelope = unsignedEnvelope('<x:Request><x:Date>20260301</x:Date></x:Request>');
    const signed = await signMessage(identity, envelope);
    // A date is base64 by its letters: in an attachment it would read as empty.
    const hidden = signed.replace('20260301', include('1.doc@ex'));
    const mayHoldContent = (holder: XmlElement) => holder.name === 'Document';
    const contents = ['20260301'];
    expect(await refusalOf(check(hidden, { contents }))).toBe('accepted');
    expect(await refusalOf(check(hidden, { contents, mayHoldContent }))).toBe(
      'security.message-structure',
    );
  });

  it('is read only with the elements of its own Body as holes', async () => {
    const verifier = createSecurityVerifier({
      clock: fixedClock(now),
      trust: async () => undefined,
    });
    const document = openXml(Buffer.from(await signTwo()));
    const to = [...document.spans.keys()].find((element) => element.name === 'To')!;
    const stranger = openXml(Buffer.from('<a/>')).root;
    for (const hole of [to, stranger]) {
      await expect(verifier.begin(document, [hole])).rejects.toThrow(RangeError);
    }
  });

  it('does not take its steps in another order', async () => {
    const { body } = await check(await signMessage(identity));
    expect(() => body.update('')).toThrow(RangeError);
    const pending = check(await signTwo(), { contents: [first.toString('base64')] });
    await expect(pending).rejects.toThrow(RangeError);
    const tooMany = check(await signTwo(), { contents: ['', '', ''] });
    await expect(tooMany).rejects.toThrow(RangeError);
  });

  it('is refused when only the include was signed', async () => {
    // A sender that packs before it signs: to its signer the include is an element like any other.
    const envelope = unsignedEnvelope(`<x:Document>${include('1.doc@ex')}</x:Document>`);
    const attachments = [attachment('1.doc@ex', first)];
    const literal = resign(await signMessage(identity, envelope, { attachments }), identity);
    expect(await refusalOf(check(literal, { contents: [first.toString('base64')] }))).toBe(
      'security.signature-covers-include',
    );
  });
});
