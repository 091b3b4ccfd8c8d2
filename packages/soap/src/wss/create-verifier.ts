import { createHash, type KeyObject } from 'node:crypto';
import { type Clock, Problem } from '@kartoteka/kernel';
import {
  child,
  childElements,
  type OpenXml,
  type SignatureProfile,
  signatureNamespace,
  signatureProfileMessages,
  type VerifiedSignature,
  verifySignature,
  type XmlElement,
} from '@kartoteka/xml';
import type { PendingSignature, SecurityVerifier } from '../receive/security-port.ts';
import { finishedDigest, pendingDigest } from './body-digest.ts';
import { CertificateKeys } from './certificate-keys.ts';
import { wsse, wsse11, wsu } from './names.ts';
import { readEnvelope, type SecuredEnvelope } from './read-envelope.ts';
import { readTimestamp } from './read-timestamp.ts';
import { type CertificateReference, readToken } from './read-token.ts';
import { verifiedTree } from './verified-tree.ts';

export interface VerifierOptions {
  readonly clock: Clock;
  /** Allowed algorithms; those of messages unless told. */
  readonly profile?: SignatureProfile;
  /** Throws the Problem of a certificate that is not taken. Called once the signature value holds. */
  readonly trust: (certificateDer: Uint8Array) => Promise<void>;
  /** Finds a certificate that the message only names; without it such messages are refused. */
  readonly findCertificate?: (reference: CertificateReference) => Promise<Uint8Array | undefined>;
  /**
   * Which elements may have their text in an attachment; any unless told. Name the ones that are
   * documents: everything else would read as empty to who looks for text in it.
   */
  readonly mayHoldContent?: (holder: XmlElement) => boolean;
  readonly timestampSkewMs?: number;
  readonly lifetimeMaxMs?: number;
}

/** A header of a signed message; an unsigned one may be routed by, never trusted. */
export interface VerifiedHeader {
  readonly element: XmlElement;
  readonly signed: boolean;
}

/** What was verified, built from the digested bytes. */
export interface VerifiedEnvelope {
  readonly version: '1.1' | '1.2';
  /** All headers but Security; signed ones come from their digested bytes. */
  readonly headers: readonly VerifiedHeader[];
  /** The Body element. Its content in holes is covered once `body.finish` has returned. */
  readonly body: XmlElement;
  /** In `body`, the elements that stand for the holes, in the order in which they were given. */
  readonly holes: readonly XmlElement[];
}

/** What {@link createSecurityVerifier} hands out: the contract of receiving, and more. */
export interface VerifiedSecurity extends PendingSignature {
  readonly envelope: VerifiedEnvelope;
  /**
   * Names this very signature, HEX. A replay cache keeps it until `expires` plus the skew: unlike
   * the MessageID it cannot be changed by who has no key, signed or not.
   */
  readonly replayKey: string;
}

/** A verifier that says more than receiving asks for. */
export interface EnvelopeVerifier extends SecurityVerifier {
  begin(document: OpenXml, holes: readonly XmlElement[]): Promise<VerifiedSecurity>;
}

export const timestampSkewMsDefault = 60_000;
/** P1's own messages live 300 s; so do those of WSS4J and CXF unless told. */
export const lifetimeMaxMsDefault = 300_000;

/**
 * Makes the check of WS-Security signatures (X.509 token profile) for received messages: one
 * Security header, one signature over Body and Timestamp (To, Action, MessageID and other headers
 * where the sender signs them), all found by absolute position.
 *
 * Keep one verifier and use it for every message: it remembers the keys of certificates.
 *
 * @throws Problem from `begin`: `security.message-*`, `security.signature-*`, and `trust`'s own
 * @example
 * const verifier = createSecurityVerifier({ clock, trust });
 * const { certificateDer, envelope, body } = await verifier.begin(openXml(bytes), []);
 * body.finish();
 */
export function createSecurityVerifier(options: VerifierOptions): EnvelopeVerifier {
  const keys = new CertificateKeys();
  return { begin: (document, holes) => begin(document, holes, options, keys) };
}

async function begin(
  document: OpenXml,
  holes: readonly XmlElement[],
  options: VerifierOptions,
  keys: CertificateKeys,
): Promise<VerifiedSecurity> {
  const envelope = readEnvelope(document.root);
  requireHoles(document, envelope.body, holes, options.mayHoldContent ?? (() => true));
  const certificateDer = await findCertificate(envelope, options);
  const key = keys.keyOf(certificateDer);
  const signature = verify(document, envelope, { holes, key, options });
  const times = readTimestamp(timestampOf(envelope, signature), {
    clock: options.clock,
    skewMs: options.timestampSkewMs ?? timestampSkewMsDefault,
    lifetimeMaxMs: options.lifetimeMaxMs ?? lifetimeMaxMsDefault,
  });
  await options.trust(certificateDer);
  return {
    certificateDer,
    ...times,
    ...bodyOf(envelope, signature),
    replayKey: createHash('sha256').update(signature.signedInfo).digest('hex'),
  };
}

/**
 * Content may only take the place of the whole text of an element. Otherwise a stranger could move
 * a part of a signed text into an attachment, where the digest still holds and the reader sees less.
 */
function requireHoles(
  document: OpenXml,
  body: XmlElement,
  holes: readonly XmlElement[],
  mayHoldContent: (holder: XmlElement) => boolean,
): void {
  const around = document.spans.get(body);
  for (const hole of holes) {
    const span = document.spans.get(hole);
    const inside = around && span && span.start > around.start && span.end < around.end;
    const holder = inside === true ? span.parent : undefined;
    // The holes are the caller's own finding; anything else than elements of the Body is a defect.
    if (holder === undefined) throw new RangeError('a hole is not inside the Body');
    const alone = holder.nodes.every((node) =>
      typeof node === 'string' ? /^[ \t\r\n]*$/.test(node) : node === hole,
    );
    if (!alone || holder === body || !mayHoldContent(holder)) {
      throw new Problem('security.message-structure', { place: hole.name });
    }
  }
}

async function findCertificate(
  envelope: SecuredEnvelope,
  options: VerifierOptions,
): Promise<Uint8Array> {
  const keyInfo = child(envelope.signature, signatureNamespace, 'KeyInfo');
  const token = readToken(keyInfo, envelope.tokens);
  if ('der' in token) return token.der;
  const found = await options.findCertificate?.(token.reference);
  if (found === undefined) throw new Problem('security.signature-token', { place: 'KeyInfo' });
  return found;
}

function verify(
  document: OpenXml,
  envelope: SecuredEnvelope,
  given: { holes: readonly XmlElement[]; key: KeyObject; options: VerifierOptions },
): VerifiedSignature {
  const { body, signature } = envelope;
  const signable = signableParts(envelope);
  return verifySignature(document, signature, {
    profile: given.options.profile ?? signatureProfileMessages,
    key: given.key,
    holesOf: (target) => (target === body ? given.holes : []),
    allowTarget: (target) => {
      if (!signable.has(target)) throw new Problem('security.signature-reference');
    },
  });
}

/**
 * What may be signed, by absolute position: the Body, each header, and in the Security header what
 * belongs there. A header that was moved into it would be signed, and gone for its reader.
 */
function signableParts({ body, security, headers }: SecuredEnvelope): ReadonlySet<XmlElement> {
  const parts = new Set([body, ...headers, ...childElements(security).filter(isSecurityPart)]);
  parts.delete(security);
  return parts;
}

function isSecurityPart({ namespace, name }: XmlElement): boolean {
  return securityParts.some((part) => part.namespace === namespace && part.name === name);
}

const securityParts = [
  { namespace: wsu, name: 'Timestamp' },
  { namespace: wsse, name: 'BinarySecurityToken' },
  { namespace: wsse, name: 'UsernameToken' },
  { namespace: wsse11, name: 'SignatureConfirmation' },
  { namespace: 'urn:oasis:names:tc:SAML:1.0:assertion', name: 'Assertion' },
  { namespace: 'urn:oasis:names:tc:SAML:2.0:assertion', name: 'Assertion' },
];

function timestampOf(envelope: SecuredEnvelope, signature: VerifiedSignature): XmlElement {
  const part = signature.verified.find(({ target }) => target === envelope.timestamp);
  if (part === undefined) {
    throw new Problem('security.signature-coverage', { params: { part: 'Timestamp' } });
  }
  return verifiedTree(part).root;
}

function bodyOf(envelope: SecuredEnvelope, signature: VerifiedSignature) {
  const isBody = ({ target }: { target: XmlElement }) => target === envelope.body;
  const pending = signature.pending.find(isBody);
  const part = pending ?? signature.verified.find(isBody);
  if (part === undefined) {
    throw new Problem('security.signature-coverage', { params: { part: 'Body' } });
  }
  if (pending?.coversHoles === true) throw new Problem('security.signature-covers-include');
  const { root, holes } = verifiedTree(part);
  const headers = verifiedHeaders(envelope, signature);
  return {
    envelope: { version: envelope.version, headers, body: root, holes },
    body: pending === undefined ? finishedDigest : pendingDigest(pending),
  };
}

function verifiedHeaders(
  envelope: SecuredEnvelope,
  signature: VerifiedSignature,
): VerifiedHeader[] {
  return envelope.headers
    .filter((header) => header !== envelope.security)
    .map((header) => {
      const part = signature.verified.find(({ target }) => target === header);
      return part === undefined
        ? { element: header, signed: false }
        : { element: verifiedTree(part).root, signed: true };
    });
}
