import { type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  algorithms,
  canonicalForm,
  childElements,
  collectIdentifiers,
  createSignature,
  decodeBase64,
  digestOf,
  element,
  type OpenXml,
  openXml,
  readVerified,
  type SignatureProfile,
  scanCanonical,
  signatureNamespace,
  signatureProfileCurrent,
  signatureProfileSha1,
  signEnveloped,
  type VerifyOptions,
  verifySignature,
  type XmlElement,
} from '../src/index.ts';
import { ecKeys, foreignCurveKeys, otherRsaKeys, rsaKeys, smallRsaKeys } from './keys.sample.ts';
import { codeOf } from './problem-code.ts';

const exclusive = { kind: 'exclusive', comments: false } as const;

/** `<doc>` with two parts, signed last. */
function signedDocument(
  options: { key?: KeyObject; algorithm?: string; ids?: string[]; objects?: string } = {},
): string {
  const xml =
    '<doc xmlns="urn:doc"><part Id="one">1<hole/>2</part><part Id="two"><a/></part></doc>';
  const document = openXml(Buffer.from(xml));
  const identifiers = collectIdentifiers(document.root);
  const { key = rsaKeys.privateKey, algorithm, ids = ['one'], objects = '' } = options;
  const signature = createSignature({
    key,
    ...(algorithm !== undefined && { algorithm }),
    references: ids.map((id) => ({
      uri: `#${id}`,
      digestValue: digestOf(canonicalForm(document, identifiers.get(id)!, exclusive).join('')),
    })),
    id: 'signature-1',
  });
  const withObjects = signature.xml.replace('</ds:Signature>', `${objects}</ds:Signature>`);
  return xml.replace('</doc>', `${withObjects}</doc>`);
}

function open(xml: string): { document: OpenXml; signature: XmlElement } {
  const document = openXml(Buffer.from(xml));
  const signature = childElements(document.root).find(({ name }) => name === 'Signature')!;
  return { document, signature };
}

function verify(xml: string, options: Partial<VerifyOptions> = {}) {
  const { document, signature } = open(xml);
  return verifySignature(document, signature, {
    profile: signatureProfileCurrent,
    key: rsaKeys.publicKey,
    ...options,
  });
}

const profile = (changes: Partial<SignatureProfile>): SignatureProfile => ({
  ...signatureProfileCurrent,
  ...changes,
});

describe('verifySignature', () => {
  it('hands out what was digested, as bytes and as a tree made of them', () => {
    const { verified, pending, signedInfo } = verify(signedDocument({ ids: ['one', 'two'] }));
    expect(pending).toEqual([]);
    expect(verified.map(({ text }) => text)).toEqual([
      '<part xmlns="urn:doc" Id="one">1<hole></hole>2</part>',
      '<part xmlns="urn:doc" Id="two"><a></a></part>',
    ]);
    expect(readVerified(verified[1]!).nodes).toHaveLength(1);
    expect(signedInfo).toMatch(/^<ds:SignedInfo xmlns:ds=.*<\/ds:SignedInfo>$/);
  });

  it('never hands out the tree of the document, in which comments may hide', () => {
    const xml = signedDocument().replace('1<hole/>2', '1<!-- x --><hole/><!-- y -->2');
    const { verified } = verify(xml);
    const { root } = open(xml).document;
    expect(verified[0]!.target).not.toBe(root);
    expect(readVerified(verified[0]!)).not.toBe(verified[0]!.target);
    expect(verified[0]!.text).not.toContain('<!--');
  });

  it.each<[string, (xml: string) => string, string]>([
    ['altered content', (xml) => xml.replace('>1<', '>3<'), 'security.signature-digest'],
    [
      'an altered reference',
      (xml) => xml.replace('URI="#one"', 'URI="#two"'),
      'security.signature-value',
    ],
    [
      'an altered value',
      (xml) =>
        xml.replace(/(<ds:SignatureValue>)(.)/, (_all, tag, c) => tag + (c === 'A' ? 'B' : 'A')),
      'security.signature-value',
    ],
    [
      'a target that is gone',
      (xml) => xml.replace('Id="one"', 'Id="gone"'),
      'security.signature-reference',
    ],
    [
      'an identifier used twice',
      (xml) => xml.replace('Id="two"', 'ID="one"'),
      'security.signature-duplicate-id',
    ],
    [
      'an identifier used twice as xml:id',
      (xml) => xml.replace('Id="two"', 'xml:id="one"'),
      'security.signature-duplicate-id',
    ],
    [
      'an identifier used twice as wsu:Id',
      (xml) =>
        xml.replace(
          'Id="two"',
          'xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" u:Id="one"',
        ),
      'security.signature-duplicate-id',
    ],
    [
      'an object that nobody expects',
      (xml) => xml.replace('</ds:Signature>', '<ds:Object/></ds:Signature>'),
      'security.signature-structure',
    ],
    [
      'a foreign element',
      (xml) => xml.replace('</ds:Signature>', '<x/></ds:Signature>'),
      'security.signature-structure',
    ],
    [
      'two KeyInfo',
      (xml) => xml.replace('</ds:Signature>', '<ds:KeyInfo/><ds:KeyInfo/></ds:Signature>'),
      'security.signature-structure',
    ],
    [
      'KeyInfo before SignatureValue',
      (xml) => xml.replace('<ds:SignatureValue>', '<ds:KeyInfo/><ds:SignatureValue>'),
      'security.signature-structure',
    ],
    [
      'nothing in it',
      (xml) => xml.replace(/<ds:SignedInfo.*<\/ds:SignatureValue>/, ''),
      'security.signature-structure',
    ],
    [
      'no SignatureValue',
      (xml) => xml.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/, ''),
      'security.signature-structure',
    ],
    [
      'no CanonicalizationMethod',
      (xml) => xml.replace(/<ds:CanonicalizationMethod[^>]*>/, ''),
      'security.signature-structure',
    ],
    [
      'no SignatureMethod',
      (xml) => xml.replace(/<ds:SignatureMethod[^>]*>/, ''),
      'security.signature-structure',
    ],
    [
      'no DigestMethod',
      (xml) => xml.replace(/<ds:DigestMethod[^>]*>/, ''),
      'security.signature-structure',
    ],
    [
      'no DigestValue',
      (xml) => xml.replace(/<ds:DigestValue>.*<\/ds:DigestValue>/, ''),
      'security.signature-structure',
    ],
    [
      'a DigestValue with loose bits',
      (xml) => xml.replace(/(?<=<ds:DigestValue>).*(?=<\/ds:DigestValue>)/, 'AAB='),
      'security.signature-structure',
    ],
    [
      'no Reference',
      (xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/, ''),
      'security.signature-structure',
    ],
    [
      'something else in the place of a Reference',
      (xml) => xml.replaceAll('ds:Reference', 'ds:Manifest'),
      'security.signature-structure',
    ],
    [
      'something else in the place of Transforms',
      (xml) => xml.replaceAll('ds:Transforms', 'ds:Changes'),
      'security.signature-structure',
    ],
    [
      'something else in the place of a Transform',
      (xml) => xml.replace('<ds:Transform ', '<ds:Change '),
      'security.signature-structure',
    ],
    [
      'no algorithm',
      (xml) => xml.replace(/(<ds:SignatureMethod) [^>]*\//, '$1/'),
      'security.signature-algorithm',
    ],
    [
      'something foreign in a canonical form',
      (xml) =>
        xml.replace(/(<ds:CanonicalizationMethod [^>]*)\/>/, '$1><x/></ds:CanonicalizationMethod>'),
      'security.signature-structure',
    ],
    [
      'a PrefixList for the inclusive form',
      (xml) =>
        xml.replace(
          /<ds:CanonicalizationMethod [^>]*\/>/,
          `<ds:CanonicalizationMethod Algorithm="${algorithms.inclusive}"><ec:InclusiveNamespaces xmlns:ec="${algorithms.exclusive}" PrefixList="a"/></ds:CanonicalizationMethod>`,
        ),
      'security.signature-structure',
    ],
  ])('refuses %s', (_name, change, code) => {
    const good = signedDocument();
    expect(codeOf(() => verify(good))).toBe('no problem');
    const bad = change(good);
    expect(bad).not.toBe(good);
    expect(codeOf(() => verify(bad))).toBe(code);
  });

  it('takes no more references than the profile says', () => {
    const two = signedDocument({ ids: ['one', 'two'] });
    expect(codeOf(() => verify(two, { profile: profile({ referencesMax: 2 }) }))).toBe(
      'no problem',
    );
    expect(codeOf(() => verify(two, { profile: profile({ referencesMax: 1 }) }))).toBe(
      'security.signature-structure',
    );
  });

  it('asks before anything is digested whether the target may be signed', () => {
    const seen: string[] = [];
    const allowTarget = (target: XmlElement) => {
      seen.push(target.name);
      throw new RangeError('not this one');
    };
    const altered = signedDocument().replace('>1<', '>3<');
    expect(() => verify(altered, { allowTarget })).toThrow(RangeError);
    expect(seen).toEqual(['part']);
  });

  it('hands back as pending what waits for content', () => {
    const { document, signature } = open(signedDocument({ ids: ['one', 'two'] }));
    const hole = [...document.spans.keys()].find(({ name }) => name === 'hole')!;
    const { verified, pending } = verifySignature(document, signature, {
      profile: signatureProfileCurrent,
      key: rsaKeys.publicKey,
      holesOf: (target) => (target.attributes[0]?.value === 'one' ? [hole] : []),
    });
    expect(verified).toHaveLength(1);
    expect(pending[0]).toMatchObject({
      pieces: ['<part xmlns="urn:doc" Id="one">1', '2</part>'],
      holes: [hole],
      hash: 'sha256',
      coversHoles: true,
    });
  });

  it('takes objects only from who expects them, and a reference into one', () => {
    const objects = '<ds:Object Id="properties">x</ds:Object>';
    const xml = signedDocument({ objects });
    expect(codeOf(() => verify(xml))).toBe('security.signature-structure');
    expect(codeOf(() => verify(xml, { objects: true }))).toBe('no problem');
    const foreign = signedDocument({ objects: '<ds:Thing/>' });
    expect(codeOf(() => verify(foreign, { objects: true }))).toBe('security.signature-structure');
  });

  it('refuses a signature of another document', () => {
    const { document } = open(signedDocument());
    const { signature } = open(signedDocument());
    expect(() =>
      verifySignature(document, signature, {
        profile: signatureProfileCurrent,
        key: rsaKeys.publicKey,
      }),
    ).toThrow(RangeError);
  });
});

describe('keys and profiles', () => {
  it.each<[string, KeyObject, string]>([
    ['another key of the same kind', otherRsaKeys.publicKey, 'security.signature-value'],
    ['a key of another kind', ecKeys.publicKey, 'security.signature-key'],
    ['a short key', smallRsaKeys.publicKey, 'security.signature-key'],
  ])('%s is refused', (_name, key, code) => {
    expect(codeOf(() => verify(signedDocument(), { key }))).toBe(code);
  });

  it('a giant key is refused before it costs anything', () => {
    const max = profile({ rsaBitsMax: 2047 });
    expect(codeOf(() => verify(signedDocument(), { profile: max }))).toBe('security.signature-key');
  });

  it('a curve outside the profile is refused, and an RSA key with ECDSA', () => {
    const foreign = signedDocument({ key: foreignCurveKeys.privateKey });
    expect(codeOf(() => verify(foreign, { key: foreignCurveKeys.publicKey }))).toBe(
      'security.signature-key',
    );
    const ec = signedDocument({ key: ecKeys.privateKey });
    expect(codeOf(() => verify(ec, { key: ecKeys.publicKey }))).toBe('no problem');
    expect(codeOf(() => verify(ec, { key: rsaKeys.publicKey }))).toBe('security.signature-key');
  });

  it('the profile for SHA-1 takes 1024 bits, the current one nothing of it', () => {
    const xml = signedDocument({ key: smallRsaKeys.privateKey, algorithm: algorithms.rsaSha1 });
    const key = smallRsaKeys.publicKey;
    expect(codeOf(() => verify(xml, { key, profile: signatureProfileSha1 }))).toBe('no problem');
    expect(codeOf(() => verify(xml, { key }))).toBe('security.signature-algorithm');
  });

  it('each algorithm of a profile can be taken out of it', () => {
    const xml = signedDocument();
    for (const without of [
      profile({ signature: [algorithms.rsaSha512] }),
      profile({ digest: [algorithms.sha512] }),
      profile({ canonical: [algorithms.inclusive] }),
    ]) {
      expect(codeOf(() => verify(xml, { profile: without }))).toBe('security.signature-algorithm');
    }
  });
});

describe('createSignature and signEnveloped', () => {
  it('refuse what cannot be signed', () => {
    const references = [{ uri: '#a', digestValue: Buffer.alloc(32) }];
    const key = rsaKeys.privateKey;
    expect(() => createSignature({ key, references, algorithm: 'urn:x' })).toThrow(RangeError);
    expect(
      codeOf(() => createSignature({ key, references, algorithm: algorithms.ecdsaSha256 })),
    ).toBe('security.signature-key');
    expect(() =>
      createSignature({ key, references: [{ ...references[0]!, canonical: 'urn:x' }] }),
    ).toThrow(RangeError);
    expect(() => digestOf('a', 'urn:x')).toThrow(RangeError);
    expect(codeOf(() => signEnveloped(Buffer.from('<a/>'), { key }))).toBe(
      'security.signature-structure',
    );
  });

  it('sign exactly the canonical SignedInfo', () => {
    const key = rsaKeys.privateKey;
    const { xml } = createSignature({
      key,
      references: [{ uri: '#a', digestValue: Buffer.alloc(32) }],
    });
    const document = openXml(Buffer.from(xml));
    const [signedInfo, value] = childElements(document.root);
    const text = canonicalForm(document, signedInfo!, exclusive).join('');
    expect(value!.nodes[0]).toBe(sign('sha256', Buffer.from(text), key).toString('base64'));
  });

  it('carry KeyInfo and the instructions around the root', () => {
    const keyInfo = element('ds:KeyName', {}, 'me');
    const signed = signEnveloped(Buffer.from('<?x y?><a>b<!-- c --></a><!-- </a> -->'), {
      key: rsaKeys.privateKey,
      keyInfo,
    });
    const document = openXml(signed);
    expect(document.instructions).toEqual([{ target: 'x', data: 'y' }]);
    const signature = childElements(document.root)[0]!;
    expect(signature.namespace).toBe(signatureNamespace);
    const options = { profile: signatureProfileCurrent, key: rsaKeys.publicKey };
    const { verified } = verifySignature(document, signature, options);
    expect(verified[0]!.text).toBe('<?x y?>\n<a>b</a>');
    const altered = openXml(
      Buffer.from(Buffer.from(signed).toString().replace('<?x y?>', '<?x z?>')),
    );
    expect(codeOf(() => verifySignature(altered, childElements(altered.root)[0]!, options))).toBe(
      'security.signature-digest',
    );
  });
});

describe('the small parts', () => {
  it.each<[string, string | undefined]>([
    ['', ''],
    ['AAEC', '000102'],
    [' A A\tE\r\nC\n', '000102'],
    ['AA==', '00'],
    ['AA=', undefined],
    ['AAEC=', undefined],
    ['AB==', undefined],
    ['A', undefined],
    ['AA-_', undefined],
    ['AAE\u00A0C', undefined],
    ['AA==AA==', undefined],
  ])('decodeBase64(%j) is %j', (text, hex) => {
    expect(decodeBase64(text)?.toString('hex')).toBe(hex);
  });

  it('identifiers are those of XML Signature, WS-Security, SAML and xml:id, and not ebRIM id', () => {
    const xml =
      '<a xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" xmlns:o="urn:o" Id="1"><b u:Id="2"/><b ID="3"/><b xml:id="4"/><b id="5"/><b id="5"/><b o:Id="6"/><b o:Id="6"/></a>';
    const { root } = openXml(Buffer.from(xml));
    expect([...collectIdentifiers(root).keys()].sort()).toEqual(['1', '2', '3', '4']);
  });

  it('scanCanonical says where its elements stand', () => {
    const { root, spans } = scanCanonical('<a><b></b>c</a>');
    const [b] = childElements(root);
    expect(spans.get(b!)).toMatchObject({ start: 3, end: 10, parent: root });
  });
});
