import { createHmac, createPublicKey, sign, X509Certificate } from 'node:crypto';
import { algorithms, canonicalForm, openXml } from '@kartoteka/xml';
import { type Identity, names, signMessage, unsignedEnvelope } from './message.sample.ts';
import { resign, timestampIdOf, tokenIdOf } from './resign.sample.ts';

export interface Material {
  /** A good message of ours, over Body, Timestamp, To, Action and MessageID. */
  readonly message: string;
  readonly identity: Identity;
  /** Somebody else with a certificate that is trusted as well. */
  readonly other: Identity;
  /** Somebody with a key of 1024 bits. */
  readonly weak: Identity;
}

export interface Attack {
  readonly name: string;
  readonly code: string;
  /** The signature itself still holds, so that a verifier that only asks for that is deceived. */
  readonly holds?: true;
  readonly make: (material: Material) => string | Promise<string>;
}

const forged = '<x:Request><x:Value>forged</x:Value></x:Request>';
const forgedBody = `<s:Body>${forged}</s:Body>`;
const bodyPattern = /<s:Body[\s\S]*<\/s:Body>/;
const signaturePattern = /<ds:Signature[\s>][\s\S]*<\/ds:Signature>/;
const timestampPattern = /<wsu:Timestamp[\s\S]*<\/wsu:Timestamp>/;
const securityPattern = /<wsse:Security [\s\S]*<\/wsse:Security>/;

/** Puts `forgedBody` into the Body's place and the signed Body elsewhere. */
function moveBody(message: string, place: (body: string, rest: string) => string): string {
  return place(bodyPattern.exec(message)![0], message.replace(bodyPattern, forgedBody));
}

function swap(pattern: RegExp | string, by: string) {
  return ({ message }: Material) => {
    const changed = message.replace(pattern, () => by);
    if (changed === message) throw new Error('the attack changes nothing');
    return changed;
  };
}

/** The eight classic wrappings of SAML, with the Body in the part of the assertion, and relatives. */
export const wrappings: readonly Attack[] = [
  {
    name: 'XSW1: the signed Body lies inside the signature, a forged one in its place',
    code: 'security.signature-structure',
    make: ({ message }) =>
      moveBody(message, (body, rest) => rest.replace('</ds:Signature>', `${body}</ds:Signature>`)),
  },
  {
    name: 'XSW2: the signed Body stands in the Header, detached from its place',
    code: 'security.signature-coverage',
    holds: true,
    make: ({ message }) =>
      moveBody(message, (body, rest) => rest.replace('</s:Header>', `${body}</s:Header>`)),
  },
  {
    name: 'XSW3: a forged Body stands before the signed one',
    code: 'security.message-structure',
    holds: true,
    make: ({ message }) => message.replace('<s:Body', `${forgedBody}<s:Body`),
  },
  {
    name: 'XSW4: the signed Body lies inside the forged one',
    code: 'security.signature-reference',
    holds: true,
    make: ({ message }) =>
      moveBody(message, (body, rest) =>
        rest.replace(forgedBody, `<s:Body>${forged}${body}</s:Body>`),
      ),
  },
  {
    name: 'XSW5: the forged Body carries the identifier as well, the signed one comes last',
    code: 'security.message-structure',
    make: ({ message }) =>
      message.replace(
        '<s:Body',
        `${forgedBody.replace('<s:Body', '<s:Body wsu:Id="body-1"')}<s:Body`,
      ),
  },
  {
    name: 'XSW6: the signed Body lies in KeyInfo, the forged one carries its identifier',
    code: 'security.signature-token',
    make: ({ message }) =>
      moveBody(message, (body, rest) =>
        rest
          .replace('</ds:KeyInfo>', `${body}</ds:KeyInfo>`)
          .replace(forgedBody, forgedBody.replace('<s:Body', '<s:Body wsu:Id="body-1"')),
      ),
  },
  {
    name: 'XSW7: the signed Body lies in a header of its own that nobody knows',
    code: 'security.signature-reference',
    holds: true,
    make: ({ message }) =>
      moveBody(message, (body, rest) =>
        rest.replace('</s:Header>', `<x:Extensions>${body}</x:Extensions></s:Header>`),
      ),
  },
  {
    name: 'XSW8: the signed Body lies in a ds:Object of the signature',
    code: 'security.signature-structure',
    holds: true,
    make: ({ message }) =>
      moveBody(message, (body, rest) =>
        rest.replace('</ds:Signature>', `<ds:Object>${body}</ds:Object></ds:Signature>`),
      ),
  },
  {
    name: 'the signed Body lies beside the Timestamp in the Security header',
    code: 'security.signature-reference',
    holds: true,
    make: ({ message }) =>
      moveBody(message, (body, rest) =>
        rest.replace('</wsse:Security>', `${body}</wsse:Security>`),
      ),
  },
  {
    name: 'a signed header lies in the Security header, out of sight of its reader',
    code: 'security.signature-reference',
    holds: true,
    make: ({ message }) => {
      const to = /<wsa:To[\s\S]*<\/wsa:To>/.exec(message)![0];
      return message.replace(to, '').replace('</wsse:Security>', `${to}</wsse:Security>`);
    },
  },
  {
    name: 'the whole signed Envelope lies in the Body of a forged one',
    code: 'security.message-unsigned',
    holds: true,
    make: ({ message }) =>
      `<s:Envelope xmlns:s="${names.soap}"><s:Header/><s:Body>${message}</s:Body></s:Envelope>`,
  },
  {
    name: 'the signed Envelope lies in the Header, its Security is copied to the front',
    code: 'security.signature-duplicate-id',
    make: ({ message }) => {
      const security = securityPattern.exec(message)![0];
      return `<s:Envelope xmlns:s="${names.soap}" xmlns:x="urn:x"><s:Header>${security}<x:Old>${message}</x:Old></s:Header>${forgedBody}</s:Envelope>`;
    },
  },
  {
    name: 'the Security header is taken out of an old Envelope that lies in the Header',
    code: 'security.signature-reference',
    holds: true,
    make: ({ message }) => {
      const security = securityPattern.exec(message)![0];
      const old = message.replace(security, '');
      return `<s:Envelope xmlns:s="${names.soap}" xmlns:x="urn:x"><s:Header>${security}<x:Old>${old}</x:Old></s:Header>${forgedBody}</s:Envelope>`;
    },
  },
  {
    name: 'the identifier of the Body was moved to a header',
    code: 'security.signature-digest',
    make: ({ message }) =>
      message.replace(' wsu:Id="body-1"', '').replace('<x:Route>', '<x:Route wsu:Id="body-1">'),
  },
  {
    name: 'the signed Timestamp lies in a header, a fresh one in its place',
    code: 'security.signature-reference',
    holds: true,
    make: ({ message }) => {
      const old = timestampPattern.exec(message)![0];
      const fresh = old.replace(/ wsu:Id="[^"]*"/, '').replaceAll('08:0', '09:0');
      return message.replace(old, fresh).replace('</s:Header>', `<x:Old>${old}</x:Old></s:Header>`);
    },
  },
  {
    name: 'a fresh Timestamp stands beside the signed one',
    code: 'security.message-structure',
    holds: true,
    make: ({ message }) =>
      message.replace(
        '<wsu:Timestamp',
        `<wsu:Timestamp xmlns:wsu="${names.wsu}"><wsu:Created>2026-03-01T09:00:00Z</wsu:Created><wsu:Expires>2026-03-01T09:05:00Z</wsu:Expires></wsu:Timestamp><wsu:Timestamp`,
      ),
  },
  {
    name: 'a To header under another name takes the identifier of the signed one',
    code: 'security.signature-digest',
    make: ({ message }) =>
      message
        .replace(' wsu:Id="to-1"', '')
        .replace('<x:Route>', '<wsa:To wsu:Id="to-1">https://evil.example</wsa:To><x:Route>'),
  },
];

export const structures: readonly Attack[] = [
  {
    name: 'two Security headers',
    code: 'security.message-structure',
    holds: true,
    make: swap('<wsa:To', `<wsse:Security xmlns:wsse="${names.wsse}"/><wsa:To`),
  },
  {
    name: 'a Security header for another receiver',
    code: 'security.message-structure',
    make: swap('env:mustUnderstand', `env:role="urn:somebody" env:mustUnderstand`),
  },
  {
    name: 'two signatures',
    code: 'security.message-structure',
    make: ({ message }) => {
      const second = signaturePattern.exec(message)![0];
      return message.replace('</wsse:Security>', () => `${second}</wsse:Security>`);
    },
  },
  {
    name: 'two BinarySecurityTokens',
    code: 'security.message-structure',
    make: swap(
      '<wsu:Timestamp',
      '<wsse:BinarySecurityToken>AAAA</wsse:BinarySecurityToken><wsu:Timestamp',
    ),
  },
  {
    name: 'two SignedInfo, the forged one first',
    code: 'security.signature-structure',
    make: ({ message }) => {
      const signedInfo = /<ds:SignedInfo[\s\S]*<\/ds:SignedInfo>/.exec(message)![0];
      return message.replace(
        signedInfo,
        () => signedInfo.replace(/(<ds:DigestValue>)../, '$1AA') + signedInfo,
      );
    },
  },
  {
    name: 'two SignedInfo, the forged one last',
    code: 'security.signature-structure',
    make: ({ message }) => {
      const signedInfo = /<ds:SignedInfo[\s\S]*<\/ds:SignedInfo>/.exec(message)![0];
      return message.replace('</ds:SignatureValue>', () => `</ds:SignatureValue>${signedInfo}`);
    },
  },
  {
    name: 'two SignatureValues',
    code: 'security.signature-structure',
    make: swap(
      '</ds:SignatureValue>',
      '</ds:SignatureValue><ds:SignatureValue>AAAA</ds:SignatureValue>',
    ),
  },
  {
    name: 'a comment in a DigestValue',
    code: 'security.signature-structure',
    holds: true,
    make: ({ message }) => message.replace(/(<ds:DigestValue>)/, '$1<!--AAAA-->'),
  },
  {
    name: 'a comment in the SignatureValue',
    code: 'security.signature-structure',
    holds: true,
    make: ({ message }) => message.replace(/(<ds:SignatureValue>....)/, '$1<!-- -->'),
  },
  {
    name: 'a processing instruction in the SignatureValue',
    code: 'security.signature-structure',
    make: ({ message }) => message.replace(/(<ds:SignatureValue>....)/, '$1<?x?>'),
  },
  {
    name: 'an element in a DigestValue',
    code: 'security.signature-structure',
    make: swap('<ds:DigestValue>', '<ds:DigestValue><x:a/>'),
  },
  {
    name: 'a SignedInfo of another namespace',
    code: 'security.signature-structure',
    make: ({ message }) => message.replaceAll('ds:SignedInfo', 'x:SignedInfo'),
  },
  {
    name: 'the same reference twice',
    code: 'security.signature-reference',
    make: ({ message, identity }) => resign(message, identity, { ids: ['body-1', 'body-1'] }),
  },
  {
    name: 'two elements with one identifier that nobody references',
    code: 'security.signature-duplicate-id',
    holds: true,
    make: ({ message }) =>
      message.replace('<x:Route>', '<x:Route xml:id="same"/><x:Other Id="same"/><x:Route>'),
  },
  {
    name: 'no Header',
    code: 'security.message-unsigned',
    make: ({ message }) => message.replace(/<s:Header>[\s\S]*<\/s:Header>/, ''),
  },
  {
    name: 'no Security header',
    code: 'security.message-unsigned',
    make: swap(securityPattern, ''),
  },
  {
    name: 'no signature in the Security header',
    code: 'security.message-unsigned',
    make: swap(signaturePattern, ''),
  },
  {
    name: 'the Security header in the Body',
    code: 'security.message-unsigned',
    make: ({ message }) => {
      const security = securityPattern.exec(message)![0];
      return message.replace(security, '').replace('</s:Body>', () => `${security}</s:Body>`);
    },
  },
  {
    name: 'two Bodies, the signed one first',
    code: 'security.message-structure',
    make: swap('</s:Envelope>', `${forgedBody}</s:Envelope>`),
  },
  {
    name: 'the Header behind the Body',
    code: 'security.message-structure',
    make: ({ message }) => {
      const body = bodyPattern.exec(message)![0];
      return message.replace(body, '').replace('<s:Header>', () => `${body}<s:Header>`);
    },
  },
  {
    name: 'a Body of the other SOAP version',
    code: 'security.message-structure',
    make: ({ message }) =>
      message
        .replace('<s:Body', '<t:Body xmlns:t="http://schemas.xmlsoap.org/soap/envelope/"')
        .replace('</s:Body>', '</t:Body>'),
  },
  {
    name: 'a root that is no Envelope',
    code: 'security.message-structure',
    make: ({ message }) => message.replaceAll('s:Envelope', 's:Letter'),
  },
  {
    name: 'a DOCTYPE that declares another attribute as identifier',
    code: 'xml.doctype',
    make: ({ message }) => `<!DOCTYPE x [<!ATTLIST x id ID #IMPLIED>]>${message}`,
  },
];

export const contents: readonly Attack[] = [
  {
    name: 'one character of the Body altered',
    code: 'security.signature-digest',
    make: swap('ąż', 'ąź'),
  },
  {
    name: 'an attribute added to the Body',
    code: 'security.signature-digest',
    make: swap('<s:Body', '<s:Body more=""'),
  },
  {
    name: 'the prefix of the Body bound to another namespace',
    code: 'security.signature-digest',
    make: swap(`xmlns:x="${names.xdsb}"`, 'xmlns:x="urn:evil"'),
  },
  {
    name: 'the prefix of the Body bound to another namespace on the Body itself',
    code: 'security.signature-digest',
    make: swap('<s:Body', '<s:Body xmlns:x="urn:evil"'),
  },
  {
    name: 'a signed header altered',
    code: 'security.signature-digest',
    make: swap('https://cloud.example', 'https://evil.example'),
  },
  {
    name: 'a processing instruction added to the Body',
    code: 'security.signature-digest',
    make: swap('<x:Value>', '<x:Value><?evil?>'),
  },
  {
    name: 'the Timestamp altered',
    code: 'security.signature-digest',
    make: swap('08:05:00', '08:04:59'),
  },
  {
    name: 'a DigestValue altered to fit an altered Body',
    code: 'security.signature-value',
    make: ({ message, other }) => {
      const altered = message.replace('ąż', 'ąź');
      const digest = /URI="#body-1"[\s\S]*?<ds:DigestValue>([^<]*)/;
      const fitting = digest.exec(resign(altered, other))![1]!;
      return altered.replace(digest.exec(altered)![1]!, () => fitting);
    },
  },
  {
    name: 'one bit of the SignatureValue altered',
    code: 'security.signature-value',
    make: ({ message }) =>
      message.replace(
        /<ds:SignatureValue>(.)/,
        (_all, first: string) => `<ds:SignatureValue>${first === 'A' ? 'B' : 'A'}`,
      ),
  },
  {
    name: 'an empty SignatureValue',
    code: 'security.signature-structure',
    make: swap(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'),
  },
  {
    name: 'a SignatureValue that is no base64',
    code: 'security.signature-structure',
    make: swap(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>&amp;AAA'),
  },
  {
    name: 'a SignatureValue cut off',
    code: 'security.signature-value',
    make: swap(/(?<=<ds:SignatureValue>)[^<]*/, 'AAAA'),
  },
  {
    name: 'the certificate exchanged for another trusted one',
    code: 'security.signature-value',
    make: ({ message, other }) => {
      const der = new X509Certificate(other.certificatePem).raw.toString('base64');
      return message.replace(
        /(<wsse:BinarySecurityToken[^>]*>)[^<]*/,
        (_all, tag: string) => tag + der,
      );
    },
  },
];

export const coverages: readonly Attack[] = [
  {
    name: 'a signature over the Timestamp alone',
    code: 'security.signature-coverage',
    holds: true,
    make: ({ message, identity }) => resign(message, identity, { ids: [timestampIdOf(message)] }),
  },
  {
    name: 'a signature over the Body alone',
    code: 'security.signature-coverage',
    holds: true,
    make: ({ message, identity }) => resign(message, identity, { ids: ['body-1'] }),
  },
  {
    name: 'a signature over the token and the Timestamp',
    code: 'security.signature-coverage',
    holds: true,
    make: ({ message, identity }) =>
      resign(message, identity, { ids: [timestampIdOf(message), tokenIdOf(message)] }),
  },
  {
    name: 'no Timestamp',
    code: 'security.signature-coverage',
    holds: true,
    make: ({ message, identity }) =>
      resign(message.replace(timestampPattern, ''), identity, { ids: ['body-1'] }),
  },
  {
    name: 'a signature over the content of the Body instead of the Body',
    code: 'security.signature-reference',
    make: ({ message, identity }) => {
      const inner = message.replace('<x:Request>', '<x:Request wsu:Id="inner">');
      return resign(inner, identity, { ids: ['inner', timestampIdOf(message)] });
    },
  },
  ...[
    ['another document', 'http://evil.example/body.xml'],
    ['a file', 'file:///etc/passwd'],
    ['an attachment', 'cid:1.doc@ex'],
    ['an XPointer', '#xpointer(id(&apos;body-1&apos;))'],
    ['an identifier that nobody has', '#nobody'],
    ['an empty identifier', '#'],
  ].map(
    ([name, uri]): Attack => ({
      name: `a reference to ${name}`,
      code: 'security.signature-reference',
      // Signed so on purpose: what is refused is not the signature value.
      make: ({ message, identity }) => retouch(message, identity, 'URI="#body-1"', `URI="${uri}"`),
    }),
  ),
  {
    name: 'a reference to the whole document',
    code: 'security.signature-reference',
    make: ({ message, identity }) => retouch(message, identity, 'URI="#body-1"', 'URI=""'),
  },
  {
    name: 'a reference without URI',
    code: 'security.signature-reference',
    make: ({ message, identity }) => retouch(message, identity, ' URI="#body-1"', ''),
  },
];

/** Changes SignedInfo and signs it again, so that only the change itself can be the reason. */
function retouch(message: string, identity: Identity, from: string, to: string): string {
  const before = resign(message, identity);
  const changed = before.replace(from, () => to);
  if (changed === before) throw new Error('the attack changes nothing');
  return signAgain(changed, identity);
}

function signAgain(message: string, identity: Identity): string {
  return message.replace(/(?<=<ds:SignatureValue>)[^<]*/, () =>
    rsaSha256(signedInfoOf(message), identity.privateKeyPem),
  );
}

function signedInfoOf(message: string): string {
  const document = openXml(Buffer.from(message));
  const signedInfo = [...document.spans.keys()].find(({ name }) => name === 'SignedInfo')!;
  return canonicalForm(document, signedInfo, { kind: 'exclusive', comments: false }).join('');
}

function rsaSha256(text: string, privateKeyPem: string): string {
  return sign('sha256', Buffer.from(text), privateKeyPem).toString('base64');
}

const exclusiveTransform = `<ds:Transform Algorithm="${algorithms.exclusive}"/>`;

export const weakAlgorithms: readonly Attack[] = [
  {
    name: 'RSA-SHA1',
    code: 'security.signature-algorithm',
    holds: true,
    make: ({ message, identity }) => resign(message, identity, { algorithm: algorithms.rsaSha1 }),
  },
  {
    name: 'SHA-1 digests',
    code: 'security.signature-algorithm',
    holds: true,
    make: ({ message, identity }) => resign(message, identity, { digest: algorithms.sha1 }),
  },
  {
    name: 'the inclusive form, which a profile of messages does not name',
    code: 'security.signature-algorithm',
    holds: true,
    make: ({ message, identity }) => resign(message, identity, { canonical: algorithms.inclusive }),
  },
  ...[
    ['RSA-MD5', algorithms.rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5'],
    ['DSA-SHA1', algorithms.rsaSha256, `${names.ds}dsa-sha1`],
    ['MD5 digests', algorithms.sha256, 'http://www.w3.org/2001/04/xmldsig-more#md5'],
    [
      'an unknown canonical form',
      `Method Algorithm="${algorithms.exclusive}"`,
      'Method Algorithm="urn:x"',
    ],
  ].map(
    ([name, from, to]): Attack => ({
      name: String(name),
      code: 'security.signature-algorithm',
      make: ({ message, identity }) => retouch(message, identity, String(from), String(to)),
    }),
  ),
  {
    name: 'HMAC-SHA256 with the public key as its secret',
    code: 'security.signature-algorithm',
    make: ({ message, identity }) => {
      const before = resign(message, identity);
      const hmac = before.replace(
        algorithms.rsaSha256,
        'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
      );
      const secret = createPublicKey(identity.privateKeyPem).export({
        type: 'spki',
        format: 'pem',
      });
      const value = createHmac('sha256', secret).update(signedInfoOf(hmac)).digest('base64');
      return hmac.replace(/(?<=<ds:SignatureValue>)[^<]*/, () => value);
    },
  },
  {
    name: 'a key of 1024 bits',
    code: 'security.signature-key',
    make: ({ weak }) => signMessage(weak, unsignedEnvelope()),
  },
  ...[
    ['XPath', 'http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>not(//x:evil)</ds:XPath>'],
    ['XPath Filter 2', 'http://www.w3.org/2002/06/xmldsig-filter2', ''],
    ['XSLT', 'http://www.w3.org/TR/1999/REC-xslt-19991116', '<x:stylesheet/>'],
    ['Base64', `${names.ds}base64`, ''],
    [
      'STR',
      'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform',
      '',
    ],
    [
      'SwA content',
      'http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Content-Signature-Transform',
      '',
    ],
  ].map(
    ([name, uri, content]): Attack => ({
      name: `the ${name} transform`,
      code: 'security.signature-algorithm',
      make: ({ message, identity }) =>
        retouch(
          message,
          identity,
          `${exclusiveTransform}</ds:Transforms>`,
          `<ds:Transform Algorithm="${uri}">${content}</ds:Transform></ds:Transforms>`,
        ),
    }),
  ),
  {
    name: 'a transform behind the canonical form',
    code: 'security.signature-algorithm',
    make: ({ message, identity }) =>
      retouch(message, identity, exclusiveTransform, exclusiveTransform + exclusiveTransform),
  },
  {
    name: 'no transform, which means the inclusive form',
    code: 'security.signature-algorithm',
    make: ({ message, identity }) =>
      retouch(message, identity, `<ds:Transforms>${exclusiveTransform}</ds:Transforms>`, ''),
  },
  {
    name: 'a parameter in SignatureMethod',
    code: 'security.signature-structure',
    make: ({ message, identity }) =>
      retouch(
        message,
        identity,
        `<ds:SignatureMethod Algorithm="${algorithms.rsaSha256}"/>`,
        `<ds:SignatureMethod Algorithm="${algorithms.rsaSha256}"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>`,
      ),
  },
];
