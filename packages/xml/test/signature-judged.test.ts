import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import {
  algorithms,
  canonicalForm,
  childElements,
  createSignature,
  digestOf,
  element,
  openXml,
  rawMarkup,
  readVerified,
  type SignatureProfile,
  signatureNamespace,
  signatureProfileCurrent,
  signatureProfileSha1,
  signEnveloped,
  verifySignature,
  writeXml,
} from '../src/index.ts';
import { askPython, hasPythonXmlsec, hasXmlsec1 } from './judges.ts';
import { ecKeys, rsaKeys } from './keys.sample.ts';
import { randomDocument } from './random-document.ts';
import { pythonSign, pythonVerify, runXmlsec1 } from './signature-judges.ts';

/** Random elements, without what stands around the root. */
const randomParts = fc
  .sample(randomDocument, { numRuns: 150, seed: 7 })
  .map((xml) => xml.slice(xml.indexOf('<outer'), xml.lastIndexOf('</outer>') + '</outer>'.length));

function wrap(part: string): string {
  return `<env xmlns="urn:env" xmlns:p="urn:p1" xmlns:u="urn:unused" xml:lang="pl" xml:space="default"><part Id="part-1" xml:lang="hu">${part}</part></env>`;
}

function verifyLast(xml: string, profile: SignatureProfile, key = rsaKeys.publicKey) {
  const document = openXml(Buffer.from(xml));
  const signature = childElements(document.root).findLast(({ name }) => name === 'Signature')!;
  return verifySignature(document, signature, { profile, key });
}

const lists: Record<string, string> = {
  none: '',
  some: `<ec:InclusiveNamespaces xmlns:ec="${algorithms.exclusive}" PrefixList="u p missing"/>`,
  default: `<ec:InclusiveNamespaces xmlns:ec="${algorithms.exclusive}" PrefixList="#default u"/>`,
};

describe.skipIf(!hasPythonXmlsec)('signatures by python3-xmlsec, checked by us', () => {
  it.each([
    ['exclusive', algorithms.exclusive, 'none'],
    ['exclusive, PrefixList', algorithms.exclusive, 'some'],
    ['exclusive, PrefixList with #default', algorithms.exclusive, 'default'],
    ['exclusive with comments', algorithms.exclusiveWithComments, 'none'],
    ['inclusive', algorithms.inclusive, 'none'],
    ['inclusive with comments', algorithms.inclusiveWithComments, 'none'],
  ])('takes 150 random signed elements: %s', (_name, canonical, list) => {
    const transforms = `<ds:Transform Algorithm="${canonical}">${lists[list]}</ds:Transform>`;
    const jobs = randomParts.map((part) => ({
      xml: wrap(part),
      canonical,
      list: lists[list],
      algorithm: algorithms.rsaSha256,
      references: [{ uri: '#part-1', transforms, digest: algorithms.sha256 }],
    }));
    const signed = askPython(pythonSign, { keyPem: rsaKeys.privateKeyPem, jobs }) as string[];
    expect(signed).toHaveLength(150);
    for (const xml of signed) {
      const { verified } = verifyLast(xml, signatureProfileCurrent);
      expect(verified).toHaveLength(1);
      expect(readVerified(verified[0]!)).toMatchObject({ name: 'part', namespace: 'urn:env' });
    }
  });

  it.each([
    ['rsa-sha384', algorithms.rsaSha384, algorithms.sha384],
    ['rsa-sha512', algorithms.rsaSha512, algorithms.sha512],
  ])('takes an enveloped signature over the whole document: %s', (_name, algorithm, digest) => {
    const jobs = [
      {
        xml: wrap('<!-- kept out --><a/>'),
        canonical: algorithms.exclusive,
        algorithm,
        references: [
          {
            uri: '',
            transforms: `<ds:Transform Algorithm="${signatureNamespace}enveloped-signature"/><ds:Transform Algorithm="${algorithms.exclusive}"/>`,
            digest,
          },
        ],
      },
    ];
    const [xml] = askPython(pythonSign, { keyPem: rsaKeys.privateKeyPem, jobs }) as [string];
    const { verified } = verifyLast(xml, signatureProfileCurrent);
    expect(readVerified(verified[0]!).name).toBe('env');
    expect(verified[0]!.text).not.toContain('Signature');
  });

  it('takes RSA-SHA1 over the inclusive form by the profile for it, and by no other', () => {
    const jobs = [
      {
        xml: wrap('<a/>'),
        canonical: algorithms.inclusive,
        algorithm: algorithms.rsaSha1,
        references: [{ uri: '#part-1', transforms: '', digest: algorithms.sha1 }],
      },
    ];
    const keyPem = rsaKeys.privateKeyPem;
    const [xml] = askPython(pythonSign, { keyPem, jobs }) as [string];
    expect(() => verifyLast(xml, signatureProfileCurrent)).toThrow('security.signature-algorithm');
    expect(verifyLast(xml, signatureProfileSha1).verified).toHaveLength(1);
  });
});

/** Signs `part-1` and puts the signature last into the root. */
function signPart(
  xml: string,
  options: {
    keys?: typeof rsaKeys;
    algorithm?: string;
    digest?: string;
    prefixList?: string[];
  } = {},
): string {
  const { keys = rsaKeys, digest = algorithms.sha256, prefixList } = options;
  const document = openXml(Buffer.from(xml));
  const [part] = childElements(document.root);
  const method = { kind: 'exclusive', comments: false, ...(prefixList && { prefixList }) } as const;
  const digestValue = digestOf(canonicalForm(document, part!, method).join(''), digest);
  const signature = createSignature({
    key: keys.privateKey,
    ...(options.algorithm && { algorithm: options.algorithm }),
    references: [{ uri: '#part-1', digest, digestValue, ...(prefixList && { prefixList }) }],
  });
  return xml.replace('</env>', `${signature.xml}</env>`);
}

describe('signatures by us', () => {
  it.skipIf(!hasPythonXmlsec)('are taken by python3-xmlsec, over 150 random elements', () => {
    const documents = randomParts.map((part, index) =>
      signPart(wrap(part), index % 2 === 0 ? {} : { prefixList: ['p', '', 'u'] }),
    );
    const answers = askPython(pythonVerify, { keyPem: rsaKeys.publicKeyPem, documents });
    expect(answers).toEqual(documents.map(() => true));
    const spoilt = documents.map((xml) => xml.replace('Id="part-1"', 'Id="part-1" more=""'));
    expect(askPython(pythonVerify, { keyPem: rsaKeys.publicKeyPem, documents: spoilt })).toEqual(
      documents.map(() => false),
    );
  });

  it.skipIf(!hasXmlsec1).each([
    ['rsa-sha256', rsaKeys, algorithms.rsaSha256, algorithms.sha256],
    ['rsa-sha384', rsaKeys, algorithms.rsaSha384, algorithms.sha384],
    ['rsa-sha512', rsaKeys, algorithms.rsaSha512, algorithms.sha512],
    ['ecdsa-sha256', ecKeys, algorithms.ecdsaSha256, algorithms.sha256],
  ])('are taken by xmlsec1 and by ourselves: %s', (_name, keys, algorithm, digest) => {
    const xml = signPart(wrap('<a u:b="1"/>'), { keys, algorithm, digest });
    const idAttributes = ['Id urn:env:part'];
    expect(runXmlsec1('verify', xml, { keyPem: keys.publicKeyPem, idAttributes })).toMatchObject({
      ok: true,
    });
    expect(verifyLast(xml, signatureProfileCurrent, keys.publicKey).verified).toHaveLength(1);
  });

  it('are taken by ourselves with RSA-PSS, and by default with ECDSA for such a key', () => {
    const pss = signPart(wrap('<a/>'), { algorithm: algorithms.rsaPssSha256 });
    expect(verifyLast(pss, signatureProfileCurrent).verified).toHaveLength(1);
    const ec = signPart(wrap('<a/>'), { keys: ecKeys });
    expect(ec).toContain(algorithms.ecdsaSha256);
    expect(verifyLast(ec, signatureProfileCurrent, ecKeys.publicKey).verified).toHaveLength(1);
  });

  it.skipIf(!hasXmlsec1)('are taken by xmlsec1 when enveloped', () => {
    const bytes = writeXml(
      element(
        'a',
        { xmlns: 'urn:a' },
        'text',
        rawMarkup('<!-- x --><b/>'),
        element('c', { d: '\r\n' }),
      ),
    );
    const signed = signEnveloped(bytes, { key: rsaKeys.privateKey, id: 'signature-1' });
    expect(runXmlsec1('verify', signed, { keyPem: rsaKeys.publicKeyPem }).output).toBe('');
    const { verified } = verifyLast(Buffer.from(signed).toString(), signatureProfileCurrent);
    expect(readVerified(verified[0]!).nodes).toHaveLength(3);
  });

  it('are taken by xml-crypto, with and without PrefixList', () => {
    for (const prefixList of [undefined, ['u', 'p']]) {
      const xml = signPart(wrap('<a><u:b/></a>'), prefixList === undefined ? {} : { prefixList });
      const judge = new SignedXml({ publicCert: rsaKeys.publicKeyPem });
      judge.loadSignature(xml.slice(xml.indexOf('<ds:Signature'), xml.indexOf('</env>')));
      expect(judge.checkSignature(xml)).toBe(true);
    }
  });

  it('of xml-crypto are taken by us', () => {
    const signer = new SignedXml({
      privateKey: rsaKeys.privateKeyPem,
      signatureAlgorithm: algorithms.rsaSha256,
      canonicalizationAlgorithm: algorithms.exclusive,
    });
    signer.addReference({
      xpath: "//*[local-name(.)='part']",
      transforms: [algorithms.exclusive],
      digestAlgorithm: algorithms.sha256,
    });
    signer.computeSignature(wrap('<a>ż&#13;</a>'));
    const { verified } = verifyLast(signer.getSignedXml(), signatureProfileCurrent);
    expect(readVerified(verified[0]!).name).toBe('part');
  });

  it.skipIf(!hasXmlsec1)(
    'of xmlsec1 over an inclusive subtree with inherited xml: attributes',
    () => {
      const template = `<ds:Signature xmlns:ds="${signatureNamespace}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${algorithms.inclusive}"/><ds:SignatureMethod Algorithm="${algorithms.rsaSha256}"/><ds:Reference URI="#part-1"><ds:DigestMethod Algorithm="${algorithms.sha256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>`;
      const xml = wrap('<a xmlns=""><u:b/></a>').replace('</env>', `${template}</env>`);
      const signed = runXmlsec1('sign', xml, {
        keyPem: rsaKeys.privateKeyPem,
        idAttributes: ['Id urn:env:part'],
      });
      expect(signed.ok).toBe(true);
      const { verified } = verifyLast(signed.output, signatureProfileCurrent);
      expect(verified[0]!.text).toContain('xml:space="default"');
    },
  );
});
