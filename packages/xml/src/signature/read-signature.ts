import { Problem } from '@kartoteka/kernel';
import type { CanonicalMethod } from '../canonical-form.ts';
import type { OpenXml } from '../open-xml.ts';
import { attributeOf, childElements, textOf, type XmlElement } from '../tree.ts';
import {
  envelopedTransform,
  exclusiveNamespace,
  findCanonicalMethod,
  findDigestHash,
  findSignatureAlgorithm,
  type SignatureAlgorithm,
  signatureNamespace,
} from './algorithms.ts';
import type { SignatureProfile } from './profile.ts';
import { decodeBase64 } from './strict-base64.ts';

/** The parts of a ds:Signature, by position and count. */
export interface SignatureParts {
  readonly signedInfo: XmlElement;
  readonly value: Buffer;
  readonly keyInfo: XmlElement | undefined;
}

export interface SignedInfo {
  readonly canonical: CanonicalMethod;
  readonly algorithm: SignatureAlgorithm;
  readonly references: readonly SignedReference[];
}

export interface SignedReference {
  /** `''` for the whole document, else the identifier without `#`. */
  readonly target: string;
  readonly enveloped: boolean;
  readonly canonical: CanonicalMethod;
  /** For node:crypto. */
  readonly hash: string;
  readonly digest: Buffer;
}

/**
 * Takes a ds:Signature apart: exactly one SignedInfo, then one SignatureValue, then at most one
 * KeyInfo (XML Signature 1.1, 4.1), and ds:Object only where the caller expects it.
 *
 * Comments and instructions anywhere in it are refused: no signer writes them, and readers that
 * take only the first text of a value have been led astray by them (CVE-2025-29775).
 *
 * @throws Problem `security.signature-structure`
 */
export function readSignature(
  document: OpenXml,
  signature: XmlElement,
  options: { objects?: boolean } = {},
): SignatureParts {
  const span = document.spans.get(signature);
  if (span === undefined) throw new RangeError('the signature is not of this document');
  // In a serialisation `<!` and `<?` begin nothing but comments and instructions.
  if (/<[!?]/.test(document.text.slice(span.start, span.end))) throw broken('Signature');
  const [signedInfo, value, ...rest] = childElements(signature);
  if (signedInfo === undefined || !isNamed(signedInfo, 'SignedInfo')) throw broken('SignedInfo');
  if (value === undefined || !isNamed(value, 'SignatureValue')) throw broken('SignatureValue');
  const keyInfo = rest[0] !== undefined && isNamed(rest[0], 'KeyInfo') ? rest[0] : undefined;
  const objects = keyInfo === undefined ? rest : rest.slice(1);
  const expected = options.objects === true && objects.every((object) => isNamed(object, 'Object'));
  if (objects.length > 0 && !expected) throw broken('Object');
  return { signedInfo, value: readBytes(value), keyInfo };
}

/**
 * Reads a ds:SignedInfo against the profile.
 *
 * @throws Problem `security.signature-structure`, `security.signature-algorithm`,
 *   `security.signature-reference`
 */
export function readSignedInfo(signedInfo: XmlElement, profile: SignatureProfile): SignedInfo {
  const [canonical, method, ...references] = childElements(signedInfo);
  if (canonical === undefined || !isNamed(canonical, 'CanonicalizationMethod')) {
    throw broken('CanonicalizationMethod');
  }
  if (method === undefined || !isNamed(method, 'SignatureMethod') || childElements(method).length) {
    throw broken('SignatureMethod');
  }
  if (references.length === 0 || references.length > profile.referencesMax) {
    throw broken('Reference');
  }
  return {
    canonical: readCanonicalMethod(canonical, profile),
    algorithm: allowed(method, profile.signature, findSignatureAlgorithm),
    references: references.map((reference) => readReference(reference, profile)),
  };
}

function readReference(reference: XmlElement, profile: SignatureProfile): SignedReference {
  if (!isNamed(reference, 'Reference')) throw broken('Reference');
  const parts = childElements(reference);
  const transforms = parts.length === 3 ? parts.shift() : undefined;
  const [method, value] = parts;
  if (transforms !== undefined && !isNamed(transforms, 'Transforms')) throw broken('Transforms');
  if (method === undefined || !isNamed(method, 'DigestMethod')) throw broken('DigestMethod');
  if (value === undefined || !isNamed(value, 'DigestValue')) throw broken('DigestValue');
  return {
    target: readTarget(attributeOf(reference, 'URI')),
    ...readTransforms(transforms === undefined ? [] : childElements(transforms), profile),
    hash: allowed(method, profile.digest, findDigestHash),
    digest: readBytes(value),
  };
}

/** Only the document itself and its elements; nothing is ever fetched. */
function readTarget(uri: string | undefined): string {
  if (uri === '') return '';
  const id = uri?.startsWith('#') === true ? uri.slice(1) : '';
  if (id === '' || id.includes('(')) throw new Problem('security.signature-reference');
  return id;
}

/** At most: enveloped-signature, then one canonical form. Nothing computes (no XPath, no XSLT). */
function readTransforms(
  transforms: readonly XmlElement[],
  profile: SignatureProfile,
): { enveloped: boolean; canonical: CanonicalMethod } {
  const steps = [...transforms];
  const enveloped = steps[0] !== undefined && algorithmOf(steps[0]) === envelopedTransform;
  if (enveloped) steps.shift();
  const [canonical, more] = steps;
  if (more !== undefined) throw new Problem('security.signature-algorithm', { place: 'Transform' });
  if (canonical !== undefined && !isNamed(canonical, 'Transform')) throw broken('Transform');
  if (canonical !== undefined) {
    return { enveloped, canonical: readCanonicalMethod(canonical, profile) };
  }
  // XML Signature 1.1, 4.4.3.2: without a canonical transform, Canonical XML 1.0 is meant.
  const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  if (!profile.canonical.includes(inclusive)) {
    throw new Problem('security.signature-algorithm', { place: 'Transform' });
  }
  return { enveloped, canonical: { kind: 'inclusive', comments: false } };
}

function readCanonicalMethod(element: XmlElement, profile: SignatureProfile): CanonicalMethod {
  const method = allowed(element, profile.canonical, findCanonicalMethod);
  const [list, ...more] = childElements(element);
  if (list === undefined) return method;
  const named = list.name === 'InclusiveNamespaces' && list.namespace === exclusiveNamespace;
  if (!named || more.length > 0 || method.kind !== 'exclusive') throw broken(element.name);
  const prefixes = (attributeOf(list, 'PrefixList') ?? '').split(/[ \t\r\n]+/).filter(Boolean);
  return { ...method, prefixList: prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)) };
}

function allowed<Found>(
  element: XmlElement,
  list: readonly string[],
  find: (uri: string) => Found | undefined,
): Found {
  const uri = algorithmOf(element);
  const found = list.includes(uri) ? find(uri) : undefined;
  if (found === undefined)
    throw new Problem('security.signature-algorithm', { place: element.name });
  return found;
}

function algorithmOf(element: XmlElement): string {
  return attributeOf(element, 'Algorithm') ?? '';
}

function readBytes(element: XmlElement): Buffer {
  const bytes = childElements(element).length > 0 ? undefined : decodeBase64(textOf(element));
  if (bytes === undefined || bytes.length === 0) throw broken(element.name);
  return bytes;
}

function isNamed(element: XmlElement, name: string): boolean {
  return element.name === name && element.namespace === signatureNamespace;
}

function broken(place: string): Problem {
  return new Problem('security.signature-structure', { place });
}
