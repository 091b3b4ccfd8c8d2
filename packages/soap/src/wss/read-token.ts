import { Problem } from '@kartoteka/kernel';
import {
  attributeOf,
  childElements,
  decodeBase64,
  descend,
  signatureNamespace,
  textOf,
  utilityNamespace,
  type XmlElement,
} from '@kartoteka/xml';
import { base64Encoding, subjectKeyIdentifier, thumbprintSha1, wsse, x509Token } from './names.ts';

/** How a message names a certificate that it does not carry. Values in lower-case HEX. */
export type CertificateReference =
  | { readonly kind: 'subject-key-identifier'; readonly value: string }
  | { readonly kind: 'thumbprint-sha1'; readonly value: string }
  | { readonly kind: 'issuer-serial'; readonly issuer: string; readonly serial: string };

/** The certificate itself, or its name. */
export type TokenReading = { readonly der: Buffer } | { readonly reference: CertificateReference };

const tokenBytesMax = 16_384;

/**
 * Reads which certificate signed, from ds:KeyInfo/wsse:SecurityTokenReference (X.509 token profile
 * 1.1, 3.2).
 *
 * @param keyInfo the ds:KeyInfo of the signature
 * @param tokens the BinarySecurityTokens that are direct children of the same Security header
 * @throws Problem `security.signature-token`
 */
export function readToken(
  keyInfo: XmlElement | undefined,
  tokens: readonly XmlElement[],
): TokenReading {
  const [holder, ...moreHolders] = keyInfo === undefined ? [] : childElements(keyInfo);
  if (holder === undefined || moreHolders.length > 0) throw unreadable('KeyInfo');
  if (!isNamed(holder, wsse, 'SecurityTokenReference')) throw unreadable('KeyInfo');
  const [named, ...more] = childElements(holder);
  if (named === undefined || more.length > 0) throw unreadable('SecurityTokenReference');
  if (isNamed(named, wsse, 'Reference')) return { der: readReferenced(named, tokens) };
  if (isNamed(named, wsse, 'KeyIdentifier')) return readKeyIdentifier(named);
  if (isNamed(named, signatureNamespace, 'X509Data')) return readX509Data(named);
  throw unreadable('SecurityTokenReference');
}

function readReferenced(reference: XmlElement, tokens: readonly XmlElement[]): Buffer {
  const uri = attributeOf(reference, 'URI') ?? '';
  const token = tokens.find((each) => `#${attributeOf(each, 'Id', utilityNamespace)}` === uri);
  const kind = attributeOf(reference, 'ValueType') ?? x509Token;
  if (token === undefined || kind !== x509Token) throw unreadable('Reference');
  if ((attributeOf(token, 'ValueType') ?? x509Token) !== x509Token) {
    throw unreadable('BinarySecurityToken');
  }
  return readDer(token);
}

function readKeyIdentifier(identifier: XmlElement): TokenReading {
  const kind = attributeOf(identifier, 'ValueType');
  if (kind === x509Token) return { der: readDer(identifier) };
  const value = decodeBase64(textOf(identifier))?.toString('hex') ?? '';
  if (value === '') throw unreadable('KeyIdentifier');
  if (kind === subjectKeyIdentifier) {
    return { reference: { kind: 'subject-key-identifier', value } };
  }
  if (kind === thumbprintSha1) return { reference: { kind: 'thumbprint-sha1', value } };
  throw unreadable('KeyIdentifier');
}

/** Zeep sends the certificate with its issuer and serial number beside it. */
function readX509Data(data: XmlElement): TokenReading {
  const parts = childElements(data);
  const names = new Set(parts.map(({ name }) => name));
  const known = parts.every((part) => x509DataParts.some((name) => isDs(part, name)));
  if (names.size !== parts.length || !known) throw unreadable('X509Data');
  const certificate = parts.find((part) => isDs(part, 'X509Certificate'));
  if (certificate !== undefined) return { der: readDer(certificate) };
  const issuer = descend(data, signatureNamespace, 'X509IssuerSerial', 'X509IssuerName');
  const serial = descend(data, signatureNamespace, 'X509IssuerSerial', 'X509SerialNumber');
  if (issuer === undefined || serial === undefined) throw unreadable('X509Data');
  const decimal = textOf(serial).trim();
  if (!/^\d{1,60}$/.test(decimal)) throw unreadable('X509SerialNumber');
  return {
    reference: {
      kind: 'issuer-serial',
      issuer: textOf(issuer).trim(),
      serial: BigInt(decimal).toString(16),
    },
  };
}

const x509DataParts = ['X509Certificate', 'X509IssuerSerial', 'X509SubjectName', 'X509SKI'];

function isDs(element: XmlElement, name: string): boolean {
  return isNamed(element, signatureNamespace, name);
}

function readDer(token: XmlElement): Buffer {
  const encoding = attributeOf(token, 'EncodingType') ?? base64Encoding;
  const text = textOf(token);
  const small = text.length <= tokenBytesMax * 2 && childElements(token).length === 0;
  const der = encoding === base64Encoding && small ? decodeBase64(text) : undefined;
  if (der === undefined || der.length === 0 || der.length > tokenBytesMax) {
    throw unreadable(token.name);
  }
  return der;
}

function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.name === name && element.namespace === namespace;
}

function unreadable(place: string): Problem {
  return new Problem('security.signature-token', { place });
}
