import { constants } from 'node:crypto';
import type { CanonicalMethod } from '../canonical-form.ts';

/** How node:crypto is told about one signature algorithm of XML Signature. */
export interface SignatureAlgorithm {
  readonly uri: string;
  readonly hash: string;
  readonly keyType: 'rsa' | 'ec';
  /** Verification and signing options beside the key. */
  readonly options: {
    readonly padding?: number;
    readonly saltLength?: number;
    readonly dsaEncoding?: 'ieee-p1363';
  };
}

const xmldsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const pss = 'http://www.w3.org/2007/05/xmldsig-more#';

export const signatureNamespace = xmldsig;
export const exclusiveNamespace = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const envelopedTransform = `${xmldsig}enveloped-signature`;

/** RFC 9231 and XML Signature 1.1; MACs are not here, so that no key of ours can become a secret. */
const signatureAlgorithms = new Map(
  [
    rsa(`${xmldsig}rsa-sha1`, 'sha1'),
    rsa(`${more}rsa-sha256`, 'sha256'),
    rsa(`${more}rsa-sha384`, 'sha384'),
    rsa(`${more}rsa-sha512`, 'sha512'),
    rsaPss(`${pss}sha256-rsa-MGF1`, 'sha256', 32),
    rsaPss(`${pss}sha512-rsa-MGF1`, 'sha512', 64),
    ecdsa(`${more}ecdsa-sha256`, 'sha256'),
    ecdsa(`${more}ecdsa-sha384`, 'sha384'),
    ecdsa(`${more}ecdsa-sha512`, 'sha512'),
  ].map((algorithm) => [algorithm.uri, algorithm] as const),
);

const digestHashes = new Map([
  [`${xmldsig}sha1`, 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  [`${more}sha384`, 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

const canonicalMethods = new Map<string, CanonicalMethod>([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', { kind: 'inclusive', comments: false }],
  [
    'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
    { kind: 'inclusive', comments: true },
  ],
  [exclusiveNamespace, { kind: 'exclusive', comments: false }],
  [`${exclusiveNamespace}WithComments`, { kind: 'exclusive', comments: true }],
]);

/** Short names of the algorithms that profiles speak of. */
export const algorithms = {
  rsaSha1: `${xmldsig}rsa-sha1`,
  rsaSha256: `${more}rsa-sha256`,
  rsaSha384: `${more}rsa-sha384`,
  rsaSha512: `${more}rsa-sha512`,
  rsaPssSha256: `${pss}sha256-rsa-MGF1`,
  rsaPssSha512: `${pss}sha512-rsa-MGF1`,
  ecdsaSha256: `${more}ecdsa-sha256`,
  ecdsaSha384: `${more}ecdsa-sha384`,
  ecdsaSha512: `${more}ecdsa-sha512`,
  sha1: `${xmldsig}sha1`,
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: `${more}sha384`,
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  inclusiveWithComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  exclusive: exclusiveNamespace,
  exclusiveWithComments: `${exclusiveNamespace}WithComments`,
} as const;

export function findSignatureAlgorithm(uri: string): SignatureAlgorithm | undefined {
  return signatureAlgorithms.get(uri);
}

/** The name of the hash for node:crypto. */
export function findDigestHash(uri: string): string | undefined {
  return digestHashes.get(uri);
}

export function findCanonicalMethod(uri: string): CanonicalMethod | undefined {
  return canonicalMethods.get(uri);
}

function rsa(uri: string, hash: string): SignatureAlgorithm {
  return { uri, hash, keyType: 'rsa', options: { padding: constants.RSA_PKCS1_PADDING } };
}

function rsaPss(uri: string, hash: string, saltLength: number): SignatureAlgorithm {
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return { uri, hash, keyType: 'rsa', options };
}

/** XML Signature 1.1, 6.4.3: the two integers one behind the other, no ASN.1. */
function ecdsa(uri: string, hash: string): SignatureAlgorithm {
  return { uri, hash, keyType: 'ec', options: { dsaEncoding: 'ieee-p1363' } };
}
