import { X509Certificate } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { keyBits, readPrivateKey } from './keys.ts';
import { pkiLimits } from './limits.ts';
import { type Name, nameFrom, type RawName } from './name.ts';
import { readPemBlocks, writePem } from './pem.ts';

/** What people and programs need to know of a certificate. */
export interface CertificateInfo {
  readonly subject: Name;
  readonly issuer: Name;
  /** Hexadecimal, upper case, as certutil and the account window show it. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 over the DER, hexadecimal, lower case: the fingerprint under which it is registered. */
  readonly sha256: string;
  readonly publicKeyBits: number;
  /** `rsa`, `ec`, … */
  readonly publicKeyKind: string;
  /** OIDs of the extended key usage; empty when the certificate has none. */
  readonly extendedKeyUsage: readonly string[];
  readonly isCa: boolean;
  readonly pem: string;
  readonly der: Uint8Array;
}

/**
 * Reads one certificate, the first of a PEM file or a DER; about 0.1 ms.
 * Nothing is checked here but the form: see `verifyChain` and `checkAccountCertificate`.
 *
 * @throws Problem pki.certificate-unreadable, pki.too-large
 * @example readCertificate(pem).serialNumber // '2E79A132A405EBA40EE3D94AF829F81940DA5B2A'
 */
export function readCertificate(pemOrDer: string | Uint8Array): CertificateInfo {
  return certificateInfo(openCertificate(pemOrDer));
}

/** All certificates of a PEM file in their order. Throws pki.certificate-unreadable, pki.too-large. */
export function readCertificates(pem: string): CertificateInfo[] {
  checkSize(pem);
  return readPemBlocks(pem)
    .filter(({ label }) => certificateLabels.has(label))
    .map(({ der }) => certificateInfo(openDer(der)));
}

/**
 * Whether the private key belongs to the certificate.
 *
 * @throws Problem pki.key-unreadable, pki.key-encrypted, pki.certificate-unreadable
 */
export function keyMatchesCertificate(keyPem: string, certificatePem: string): boolean {
  return openCertificate(certificatePem).checkPrivateKey(readPrivateKey(keyPem));
}

/** Node's own object of a certificate, for the rooms' inner use. Throws as `readCertificate`. */
export function openCertificate(pemOrDer: string | Uint8Array): X509Certificate {
  checkSize(pemOrDer);
  if (typeof pemOrDer !== 'string' && pemOrDer[0] === 0x30) return openDer(pemOrDer);
  const text = typeof pemOrDer === 'string' ? pemOrDer : Buffer.from(pemOrDer).toString('latin1');
  const block = readPemBlocks(text).find(({ label }) => certificateLabels.has(label));
  if (!block) throw new Problem('pki.certificate-unreadable');
  return openDer(block.der);
}

const certificateLabels = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);

function openDer(der: Uint8Array): X509Certificate {
  try {
    const certificate = new X509Certificate(der);
    // A key of an unknown kind and an unreadable date only show when they are asked for.
    if (certificate.publicKey.asymmetricKeyType === undefined) throw new TypeError('key kind');
    const dates = certificate.validFromDate.getTime() + certificate.validToDate.getTime();
    if (Number.isNaN(dates)) throw new TypeError('dates');
    return certificate;
  } catch (cause) {
    throw new Problem('pki.certificate-unreadable', { cause });
  }
}

function certificateInfo(certificate: X509Certificate): CertificateInfo {
  const legacy = certificate.toLegacyObject();
  const der = certificate.raw;
  return {
    subject: nameFrom(legacy.subject as unknown as RawName),
    issuer: nameFrom(legacy.issuer as unknown as RawName),
    serialNumber: certificate.serialNumber.toUpperCase(),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    publicKeyBits: keyBits(certificate.publicKey),
    publicKeyKind: certificate.publicKey.asymmetricKeyType ?? '',
    extendedKeyUsage: certificate.keyUsage ?? [],
    isCa: certificate.ca,
    pem: writePem('CERTIFICATE', der),
    der,
  };
}

function checkSize(input: string | Uint8Array): void {
  if (input.length <= pkiLimits.fileBytesMax) return;
  throw new Problem('pki.too-large', {
    params: { limit: 'fileBytesMax', max: pkiLimits.fileBytesMax },
  });
}
