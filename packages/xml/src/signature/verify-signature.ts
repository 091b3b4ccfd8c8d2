import { hash, type KeyObject, verify } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import {
  type CanonicalOptions,
  canonicalDocument,
  canonicalForm,
  type SerialisedDocument,
} from '../canonical-form.ts';
import type { OpenXml } from '../open-xml.ts';
import { type ElementSpans, scanTree } from '../scan-tree.ts';
import type { XmlElement } from '../tree.ts';
import type { SignatureAlgorithm } from './algorithms.ts';
import { collectIdentifiers } from './identifiers.ts';
import type { SignatureProfile } from './profile.ts';
import { readSignature, readSignedInfo, type SignedReference } from './read-signature.ts';

export interface VerifyOptions {
  readonly profile: SignatureProfile;
  readonly key: KeyObject;
  /** Whether ds:Object may stand in the signature (XAdES); a Reference may then point into it. */
  readonly objects?: boolean;
  /**
   * Elements inside a target whose place in the digest is taken by bytes that are not in the
   * document (XOP). A target that has any is handed back as pending.
   */
  readonly holesOf?: (target: XmlElement) => readonly XmlElement[];
  /** Called once per target before anything is digested; throws where the target may not be signed. */
  readonly allowTarget?: (target: XmlElement) => void;
}

/** What a signature covers. */
export interface VerifiedSignature {
  /** The canonical form of SignedInfo, which the signature value was checked against. */
  readonly signedInfo: string;
  readonly verified: readonly VerifiedPart[];
  readonly pending: readonly PendingPart[];
}

/** A part whose digest was right. */
export interface VerifiedPart {
  /** Which element of the source document it was: to ask where it stood, never what it says. */
  readonly target: XmlElement;
  /** The digested canonical text. */
  readonly text: string;
}

/** A part whose digest can only be taken when the bytes for its holes have arrived. */
export interface PendingPart {
  readonly target: XmlElement;
  /** The canonical text around the holes, one piece more than there are holes. */
  readonly pieces: readonly string[];
  readonly holes: readonly XmlElement[];
  /** For node:crypto. */
  readonly hash: string;
  readonly digest: Uint8Array;
  /** The digest was taken over the holes' own elements, so that their content is not covered. */
  readonly coversHoles: boolean;
}

/**
 * Checks an XML signature and says what it covers.
 *
 * The references are read from the canonical bytes of SignedInfo after the signature value was
 * checked against exactly those bytes, and each verified part carries the bytes that were digested.
 * What the caller goes on with is built from them by {@link readVerified}, so that there is no
 * second tree that could differ from the signed one (SECURITY: signature wrapping).
 *
 * @param signature the ds:Signature element of `document`, at whatever place the caller expects it
 * @throws Problem `security.signature-structure`, `…-algorithm`, `…-reference`, `…-duplicate-id`,
 *   `…-key`, `…-value`, `…-digest`
 * @example
 * const { verified } = verifySignature(document, signature, { profile, key });
 */
export function verifySignature(
  document: OpenXml,
  signature: XmlElement,
  options: VerifyOptions,
): VerifiedSignature {
  const { profile, key } = options;
  const identifiers = collectIdentifiers(document.root);
  const parts = readSignature(document, signature, { objects: options.objects ?? false });
  const claimed = readSignedInfo(parts.signedInfo, profile);
  requireKey(key, claimed.algorithm, profile);
  const text = canonicalForm(document, parts.signedInfo, claimed.canonical).join('');
  if (!verifyValue(claimed.algorithm, text, key, parts.value)) {
    throw new Problem('security.signature-value');
  }
  const signed = readSignedInfo(scanTree(text).root, profile);
  const targets = signed.references.map((reference) =>
    findTarget(document, identifiers, reference),
  );
  if (new Set(targets).size !== targets.length) throw new Problem('security.signature-reference');
  for (const target of targets) options.allowTarget?.(target);
  const verified: VerifiedPart[] = [];
  const pending: PendingPart[] = [];
  for (const [index, reference] of signed.references.entries()) {
    const target = targets[index];
    if (target === undefined) continue;
    const holes = options.holesOf?.(target) ?? [];
    const pieces = digestedPieces(document, target, reference, signature, holes);
    if (holes.length > 0) {
      const whole = digestedPieces(document, target, reference, signature, []).join('');
      const coversHoles = hash(reference.hash, whole, 'buffer').equals(reference.digest);
      pending.push({ target, pieces, holes, ...digestOf(reference), coversHoles });
      continue;
    }
    verified.push({ target, text: requireDigest(pieces.join(''), reference) });
  }
  return { signedInfo: text, verified, pending };
}

/**
 * The tree of a verified part, read from its digested bytes.
 *
 * @example readVerified(part).name // 'Body'
 */
export function readVerified(part: VerifiedPart): XmlElement {
  return scanTree(part.text).root;
}

/**
 * The tree of canonical text that was put together from verified pieces, with the places of its
 * elements in that text.
 *
 * @example scanCanonical('<a><b></b></a>').spans.get(root)?.start // 0
 */
export function scanCanonical(text: string): SerialisedDocument {
  const spans: ElementSpans = new Map();
  return { text, root: scanTree(text, spans).root, spans };
}

function findTarget(
  document: OpenXml,
  identifiers: ReadonlyMap<string, XmlElement>,
  reference: SignedReference,
): XmlElement {
  const target = reference.target === '' ? document.root : identifiers.get(reference.target);
  if (target === undefined) throw new Problem('security.signature-reference');
  return target;
}

function digestedPieces(
  document: OpenXml,
  target: XmlElement,
  reference: SignedReference,
  signature: XmlElement,
  holes: readonly XmlElement[],
): string[] {
  // XML Signature 1.1, 4.4.3.3: `URI=""` and `#id` mean the node set without comments, whatever
  // the canonical form would keep.
  const method = { ...reference.canonical, comments: false };
  const options: CanonicalOptions = { holes, without: reference.enveloped ? signature : undefined };
  return reference.target === ''
    ? canonicalDocument(document, method, options)
    : canonicalForm(document, target, method, options);
}

function digestOf({ hash, digest }: SignedReference): { hash: string; digest: Uint8Array } {
  return { hash, digest };
}

function requireDigest(text: string, reference: SignedReference): string {
  if (!hash(reference.hash, text, 'buffer').equals(reference.digest)) {
    throw new Problem('security.signature-digest');
  }
  return text;
}

function requireKey(
  key: KeyObject,
  algorithm: SignatureAlgorithm,
  profile: SignatureProfile,
): void {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const fits =
    algorithm.keyType === 'rsa'
      ? key.asymmetricKeyType === 'rsa' &&
        modulusLength >= profile.rsaBitsMin &&
        modulusLength <= profile.rsaBitsMax
      : key.asymmetricKeyType === 'ec' && profile.curves.includes(namedCurve);
  if (!fits) throw new Problem('security.signature-key');
}

function verifyValue(
  algorithm: SignatureAlgorithm,
  text: string,
  key: KeyObject,
  value: Uint8Array,
): boolean {
  return verify(algorithm.hash, Buffer.from(text, 'utf8'), { key, ...algorithm.options }, value);
}
