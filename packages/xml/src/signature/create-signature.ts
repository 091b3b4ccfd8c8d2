import { hash, type KeyObject, sign } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { type CanonicalMethod, canonicalForm } from '../canonical-form.ts';
import { openXml } from '../open-xml.ts';
import { element, writeXml, type XmlMarkup } from '../write-markup.ts';
import {
  algorithms,
  envelopedTransform,
  exclusiveNamespace,
  findCanonicalMethod,
  findDigestHash,
  findSignatureAlgorithm,
  signatureNamespace,
} from './algorithms.ts';

/** One thing to be covered by a new signature. */
export interface NewReference {
  /** `''` for the whole document, else `#id`. */
  readonly uri: string;
  readonly enveloped?: boolean;
  /** Canonical form of the reference; the exclusive one unless told. */
  readonly canonical?: string;
  readonly prefixList?: readonly string[];
  /** URI of the digest algorithm; SHA-256 unless told. */
  readonly digest?: string;
  /** The digest over the canonical form, see {@link digestOf}. */
  readonly digestValue: Uint8Array;
}

export interface NewSignature {
  readonly key: KeyObject;
  /** URI of the signature algorithm; by the kind of the key unless told. */
  readonly algorithm?: string;
  readonly references: readonly NewReference[];
  /** What goes into ds:KeyInfo. */
  readonly keyInfo?: XmlMarkup;
  readonly id?: string;
}

/**
 * Makes a ds:Signature. Its SignedInfo is in exclusive canonical form, so that it keeps its meaning
 * wherever the element is put.
 *
 * @throws RangeError where an algorithm is unknown (a defect of the caller)
 * @throws Problem `security.signature-key` where the key does not fit the algorithm
 * @example
 * createSignature({ key, references: [{ uri: '#body', digestValue: digestOf(text) }] })
 */
export function createSignature(options: NewSignature): XmlMarkup {
  const { key } = options;
  const uri = options.algorithm ?? defaultAlgorithm(key);
  const algorithm = findSignatureAlgorithm(uri);
  if (algorithm === undefined) throw new RangeError('unknown signature algorithm');
  if (key.asymmetricKeyType !== algorithm.keyType) throw new Problem('security.signature-key');
  const signedInfo = writeSignedInfo(uri, options.references);
  const value = sign(algorithm.hash, canonicalBytes(signedInfo), { key, ...algorithm.options });
  return element(
    'ds:Signature',
    { 'xmlns:ds': signatureNamespace, Id: options.id },
    signedInfo,
    element('ds:SignatureValue', {}, value.toString('base64')),
    options.keyInfo === undefined ? undefined : element('ds:KeyInfo', {}, options.keyInfo),
  );
}

/**
 * The digest of a canonical form.
 *
 * @param digest URI of the digest algorithm; SHA-256 unless told
 * @example digestOf(canonicalForm(document, body, method).join(''))
 */
export function digestOf(canonical: string, digest: string = algorithms.sha256): Buffer {
  const name = findDigestHash(digest);
  if (name === undefined) throw new RangeError('unknown digest algorithm');
  return hash(name, canonical, 'buffer');
}

function defaultAlgorithm(key: KeyObject): string {
  return key.asymmetricKeyType === 'ec' ? algorithms.ecdsaSha256 : algorithms.rsaSha256;
}

const signedInfoForm: CanonicalMethod = { kind: 'exclusive', comments: false };

function canonicalBytes(signedInfo: XmlMarkup): Buffer {
  const document = openXml(writeXml(signedInfo, { declaration: false }));
  return Buffer.from(canonicalForm(document, document.root, signedInfoForm).join(''), 'utf8');
}

function writeSignedInfo(algorithm: string, references: readonly NewReference[]): XmlMarkup {
  return element(
    'ds:SignedInfo',
    { 'xmlns:ds': signatureNamespace },
    element('ds:CanonicalizationMethod', { Algorithm: exclusiveNamespace }),
    element('ds:SignatureMethod', { Algorithm: algorithm }),
    references.map(writeReference),
  );
}

function writeReference(reference: NewReference): XmlMarkup {
  const canonical = reference.canonical ?? exclusiveNamespace;
  if (findCanonicalMethod(canonical) === undefined) throw new RangeError('unknown canonical form');
  const enveloped = element('ds:Transform', { Algorithm: envelopedTransform });
  return element(
    'ds:Reference',
    { URI: reference.uri },
    element(
      'ds:Transforms',
      {},
      reference.enveloped === true ? enveloped : undefined,
      element('ds:Transform', { Algorithm: canonical }, writePrefixList(reference.prefixList)),
    ),
    element('ds:DigestMethod', { Algorithm: reference.digest ?? algorithms.sha256 }),
    element('ds:DigestValue', {}, Buffer.from(reference.digestValue).toString('base64')),
  );
}

function writePrefixList(prefixes: readonly string[] | undefined): XmlMarkup | undefined {
  if (prefixes === undefined || prefixes.length === 0) return undefined;
  const list = prefixes.map((prefix) => (prefix === '' ? '#default' : prefix)).join(' ');
  return element('ec:InclusiveNamespaces', { 'xmlns:ec': exclusiveNamespace, PrefixList: list });
}
