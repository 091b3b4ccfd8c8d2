import { X509Certificate } from 'node:crypto';
import { textOf } from '@kartoteka/xml';
import { beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import {
  hasPythonXmlsec,
  hasXmlsec1,
  hasZeep,
  pythonSigns,
  pythonVerifies,
  signatureTemplate,
  xmlsec1Signs,
  xmlsec1Verifies,
  zeepSigns,
  zeepVerifies,
} from './foreign.sample.ts';
import {
  attachment,
  check,
  type Identity,
  include,
  makeIdentity,
  names,
  refusalOf,
  signMessage,
  someBytes,
  unsignedEnvelope,
} from './message.sample.ts';
import { resign } from './resign.sample.ts';

const times = { created: '2026-03-01T08:00:00.000Z', expires: '2026-03-01T08:05:00.000Z' };
const content = someBytes(20_000);
const base64 = content.toString('base64');
const inlineBody = `<x:Request xmlns:y="urn:y"><x:Document id="1">${base64}</x:Document><y:Note a="ż">&#13;</y:Note></x:Request>`;
const packedBody = inlineBody.replace(base64, include('1.doc@ex'));

/** What WSS4J writes for this envelope, and a list with the default namespace and a stranger. */
const prefixLists = {
  none: undefined,
  wss4j: { signedInfo: 's wsa x', body: 'wsa x', timestamp: 'wsse s wsa x' },
  empty: { signedInfo: '', body: '', timestamp: '' },
  odd: { signedInfo: '#default wsu', body: '#default nobody wsu', timestamp: 's' },
};

let identity: Identity;
beforeAll(async () => {
  identity = await makeIdentity('0000000000005010 WSS');
});

/** The message as a judge without MTOM sees it: the reconstituted infoset. */
function reconstituted(message: string): string {
  return message.replace(include('1.doc@ex'), base64);
}

describe.each(['inline', 'as attachment'])('our signature, document %s', (way) => {
  async function signed(): Promise<string> {
    if (way === 'inline') return signMessage(identity, unsignedEnvelope(inlineBody));
    const attachments = [attachment('1.doc@ex', content)];
    return reconstituted(
      await signMessage(identity, unsignedEnvelope(packedBody), { attachments }),
    );
  }

  it.skipIf(!hasXmlsec1)('is taken by xmlsec1, and refused by it when altered', async () => {
    const message = await signed();
    expect(xmlsec1Verifies(message, identity)).toMatchObject({ ok: true });
    expect(xmlsec1Verifies(message.replace('ż', 'ź'), identity).ok).toBe(false);
  });

  it.skipIf(!hasPythonXmlsec)(
    'is taken by python3-xmlsec, and refused by it when altered',
    async () => {
      const message = await signed();
      expect(pythonVerifies([message, message.replace('ż', 'ź')], identity)).toEqual([true, false]);
    },
  );

  it('is taken by xml-crypto', async () => {
    const message = await signed();
    const judge = new SignedXml({ publicCert: identity.certificatePem, idMode: 'wssecurity' });
    judge.loadSignature(/<ds:Signature[\s>][\s\S]*<\/ds:Signature>/.exec(message)![0]);
    expect(judge.checkSignature(message)).toBe(true);
  });

  it.skipIf(!hasPythonXmlsec)('with PrefixLists is taken by python3-xmlsec', async () => {
    const message = resign(await signed(), identity, { prefixList: ['wsa', 'x', ''] });
    expect(message).toContain('PrefixList="wsa x #default"');
    expect(pythonVerifies([message], identity)).toEqual([true]);
  });
});

describe.each(Object.entries(prefixLists))('a foreign signature, PrefixList %s', (_name, lists) => {
  const template = () =>
    signatureTemplate(unsignedEnvelope(inlineBody), identity, {
      times,
      ...(lists !== undefined && { lists }),
    });

  async function expectTaken(message: string): Promise<void> {
    expect(message).toContain(base64);
    const inline = await check(message);
    expect(textOf(inline.envelope.body)).toBe(`${base64}\r`);
    const packed = message.replace(base64, include('1.doc@ex'));
    const asAttachment = await check(packed, { contents: [base64] });
    expect(asAttachment.envelope.holes).toHaveLength(1);
    const altered = base64.replace(/^./, base64.startsWith('A') ? 'B' : 'A');
    expect(await refusalOf(check(packed, { contents: [altered] }))).toBe(
      'security.signature-digest',
    );
    expect(await refusalOf(check(message.replace(base64, altered)))).toBe(
      'security.signature-digest',
    );
  }

  it.skipIf(!hasXmlsec1)('of xmlsec1 is taken inline and as attachment', async () => {
    await expectTaken(xmlsec1Signs(template(), identity));
  });

  it.skipIf(!hasPythonXmlsec)('of python3-xmlsec is taken inline and as attachment', async () => {
    const [message] = pythonSigns([template()], identity);
    await expectTaken(message!);
  });

  it.skipIf(!hasXmlsec1)('over the include alone is refused', async () => {
    const literal = template().replace(base64, include('1.doc@ex'));
    const message = xmlsec1Signs(literal, identity);
    expect(await refusalOf(check(message, { contents: [base64] }))).toBe(
      'security.signature-covers-include',
    );
  });
});

describe('a signature of xml-crypto', () => {
  it('is taken by us', async () => {
    const envelope = signatureTemplate(unsignedEnvelope(), identity, { times });
    const bare = envelope.replace(/<ds:Signature[\s>][\s\S]*<\/ds:Signature>/, '');
    const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
    const signer = new SignedXml({
      privateKey: identity.privateKeyPem,
      publicCert: identity.certificatePem,
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: exclusive,
      idMode: 'wssecurity',
      getKeyInfoContent: () =>
        '<wsse:SecurityTokenReference><wsse:Reference URI="#X509-foreign"/></wsse:SecurityTokenReference>',
    });
    for (const name of ['Body', 'Timestamp']) {
      signer.addReference({
        xpath: `//*[local-name(.)='${name}']`,
        transforms: [exclusive],
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      });
    }
    signer.computeSignature(bare, {
      prefix: 'ds',
      location: { reference: "//*[local-name(.)='Security']", action: 'append' },
      existingPrefixes: {
        wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
      },
    });
    const verified = await check(signer.getSignedXml());
    expect(Buffer.from(verified.certificateDer)).toEqual(
      new X509Certificate(identity.certificatePem).raw,
    );
  });
});

describe.skipIf(!hasZeep)('zeep', () => {
  const timestamp = `<wsse:Security xmlns:wsse="${names.wsse}"><wsu:Timestamp><wsu:Created>2026-03-01T08:00:00.246276+00:00</wsu:Created><wsu:Expires>2026-03-01T08:05:00.246276+00:00</wsu:Expires></wsu:Timestamp></wsse:Security>`;
  const envelope = unsignedEnvelope(inlineBody)
    .replace(' wsu:Id="body-1"', '')
    .replace('<s:Header>', `<s:Header>${timestamp}`);

  it.each(['token', 'key-info'] as const)(
    'signs what we take, certificate in its %s',
    async (way) => {
      const message = zeepSigns(envelope, identity, way);
      const verified = await check(message);
      expect(verified.created.toISOString()).toBe('2026-03-01T08:00:00.246Z');
      expect(await refusalOf(check(message.replace('ż', 'ź')))).toBe('security.signature-digest');
    },
  );

  it('takes what we sign', async () => {
    const message = await signMessage(identity, unsignedEnvelope(inlineBody), { ids: ['body-1'] });
    expect(zeepVerifies(message, identity)).toBe(true);
    expect(zeepVerifies(message.replace('ż', 'ź'), identity)).toBe(false);
  });
});
