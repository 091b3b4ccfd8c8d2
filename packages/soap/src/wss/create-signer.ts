import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import {
  type CanonicalMethod,
  canonicalForm,
  collectIdentifiers,
  createSignature,
  element,
  type NewReference,
  type OpenXml,
  openXml,
  writeXml,
  type XmlElement,
  type XmlLimits,
  type XmlMarkup,
} from '@kartoteka/xml';
import type { OutgoingAttachment, UnsignedEnvelope, WssSigner } from '../write/signer-port.ts';
import { Base64Text } from './base64-text.ts';
import { findIncludes, includedContentId } from './includes.ts';
import { base64Encoding, wsse, wsu, x509Token } from './names.ts';

export interface SignerOptions {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly lifetimeMs?: number;
  /** URI of the signature algorithm; RSA-SHA256 or ECDSA-SHA256 by the key unless told. */
  readonly algorithm?: string;
  readonly limits?: Partial<XmlLimits>;
}

const lifetimeMsDefault = 300_000;

/**
 * Makes the signing of outgoing messages: X.509 token profile, exclusive form, SHA-256, one
 * BinarySecurityToken. What travels as an attachment is digested as base64 text in the place of its
 * `xop:Include` (XOP 1.0, 3.2), so that the signature covers it.
 *
 * @throws Problem `security.signature-key` where key and certificate do not belong together
 * @example
 * const signer = createWssSigner({ privateKeyPem, certificatePem, clock, random });
 * const security = await signer.sign({ bytes, signedIds: ['body-1'], attachments: [] });
 */
export function createWssSigner(options: SignerOptions): WssSigner {
  const { key, certificate } = readKeyPair(options);
  return { sign: (envelope) => sign(envelope, options, key, certificate) };
}

function readKeyPair(options: SignerOptions): { key: KeyObject; certificate: Buffer } {
  try {
    const certificate = new X509Certificate(options.certificatePem);
    const key = createPrivateKey(options.privateKeyPem);
    if (!certificate.checkPrivateKey(key)) throw new Problem('security.signature-key');
    return { key, certificate: certificate.raw };
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('security.signature-key', { cause });
  }
}

async function sign(
  envelope: UnsignedEnvelope,
  options: SignerOptions,
  key: KeyObject,
  certificate: Buffer,
): Promise<XmlMarkup> {
  const document = openXml(envelope.bytes, options.limits);
  const references = await digestParts(document, envelope);
  const timestampId = `TS-${options.random.uuid()}`;
  const tokenId = `X509-${options.random.uuid()}`;
  const timestamp = writeTimestamp(timestampId, options);
  references.push({ uri: `#${timestampId}`, digestValue: await digestAlone(timestamp) });
  const signature = createSignature({
    key,
    ...(options.algorithm !== undefined && { algorithm: options.algorithm }),
    references,
    keyInfo: writeTokenReference(tokenId),
  });
  return element(
    'wsse:Security',
    {
      'xmlns:wsse': wsse,
      'xmlns:env': document.root.namespace,
      // SOAP 1.1, 4.2.3 knows only the digits; SOAP 1.2 takes them as well.
      'env:mustUnderstand': '1',
    },
    element(
      'wsse:BinarySecurityToken',
      { 'xmlns:wsu': wsu, EncodingType: base64Encoding, ValueType: x509Token, 'wsu:Id': tokenId },
      certificate.toString('base64'),
    ),
    timestamp,
    signature,
  );
}

const form: CanonicalMethod = { kind: 'exclusive', comments: false };

async function digestParts(document: OpenXml, envelope: UnsignedEnvelope): Promise<NewReference[]> {
  const identifiers = collectIdentifiers(document.root);
  const references: NewReference[] = [];
  for (const id of envelope.signedIds) {
    const target = identifiers.get(id);
    if (target === undefined) throw new RangeError('nothing in the envelope has that wsu:Id');
    const digestValue = await digestElement(document, target, envelope.attachments);
    references.push({ uri: `#${id}`, digestValue });
  }
  return references;
}

async function digestElement(
  document: OpenXml,
  target: XmlElement,
  attachments: readonly OutgoingAttachment[],
): Promise<Buffer> {
  const holes = findIncludes(target);
  const [front = '', ...rest] = canonicalForm(document, target, form, { holes });
  const digest = createHash('sha256').update(front, 'utf8');
  for (const [index, hole] of holes.entries()) {
    const base64 = new Base64Text();
    for await (const chunk of attachmentOf(hole, attachments).open()) {
      digest.update(base64.write(chunk), 'latin1');
    }
    digest.update(base64.end(), 'latin1');
    digest.update(rest[index] ?? '', 'utf8');
  }
  return digest.digest();
}

function attachmentOf(
  include: XmlElement,
  attachments: readonly OutgoingAttachment[],
): OutgoingAttachment {
  const id = includedContentId(include);
  const found = attachments.find(({ contentId }) => contentId === id);
  if (found === undefined) throw new RangeError('no attachment for an xop:Include');
  return found;
}

/** Its exclusive canonical form is the same wherever it will stand. */
async function digestAlone(markup: XmlMarkup): Promise<Buffer> {
  const document = openXml(writeXml(markup, { declaration: false }));
  return digestElement(document, document.root, []);
}

function writeTimestamp(id: string, options: SignerOptions): XmlMarkup {
  const created = options.clock.now();
  const expires = new Date(created.getTime() + (options.lifetimeMs ?? lifetimeMsDefault));
  return element(
    'wsu:Timestamp',
    { 'xmlns:wsu': wsu, 'wsu:Id': id },
    element('wsu:Created', {}, created.toISOString()),
    element('wsu:Expires', {}, expires.toISOString()),
  );
}

function writeTokenReference(tokenId: string): XmlMarkup {
  const reference = element('wsse:Reference', { URI: `#${tokenId}`, ValueType: x509Token });
  return element('wsse:SecurityTokenReference', { 'xmlns:wsse': wsse }, reference);
}
