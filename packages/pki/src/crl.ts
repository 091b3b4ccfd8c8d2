import { type Clock, Problem } from '@kartoteka/kernel';
import type { Authority } from './authority.ts';
import { type CertificateInfo, openCertificate } from './certificate.ts';
import { nameOfX509 } from './csr.ts';
import { readPrivateKey, signingAlgorithm, toCryptoKey } from './keys.ts';
import { pkiLimits } from './limits.ts';
import type { Name } from './name.ts';
import { readPemBlocks, writePem } from './pem.ts';
import {
  AuthorityKeyIdentifierExtension,
  Extension,
  X509Certificate,
  X509Crl,
  X509CrlGenerator,
  X509CrlReason,
} from './x509.ts';

/** One revoked certificate. */
export interface RevokedEntry {
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
}

export interface CrlInfo {
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly entries: readonly RevokedEntry[];
  readonly pem: string;
}

/**
 * Writes a CRL (RFC 5280 section 5), signed by the authority, good for `days`.
 *
 * @example await createCrl({ authority, number: 7, revoked: [{ serialNumber, revokedAt }], days: 7, clock })
 */
export async function createCrl(options: {
  readonly authority: Authority;
  /** Grows with each list. */
  readonly number: number;
  readonly revoked: readonly RevokedEntry[];
  readonly days: number;
  readonly clock: Clock;
}): Promise<string> {
  const key = readPrivateKey(options.authority.privateKeyPem);
  const issuer = x509Of(options.authority.certificatePem);
  const thisUpdate = new Date(Math.floor(options.clock.now().getTime() / 1000) * 1000);
  const crl = await X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + options.days * 86_400_000),
    signingKey: toCryptoKey(key),
    signingAlgorithm: signingAlgorithm(key),
    entries: options.revoked.map(({ serialNumber, revokedAt }) => ({
      serialNumber,
      revocationDate: revokedAt,
      reason: X509CrlReason.cessationOfOperation,
    })),
    extensions: [
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new Extension(crlNumberOid, false, derInteger(options.number)),
    ],
  });
  return writePem('X509 CRL', new Uint8Array(crl.rawData));
}

/**
 * Reads a CRL (PEM or DER). With `issuer`, its name and signature must be that certificate's.
 *
 * @throws Problem pki.crl-unreadable, pki.crl-signature, pki.too-large
 */
export async function readCrl(
  pemOrDer: string | Uint8Array,
  issuer?: CertificateInfo,
): Promise<CrlInfo> {
  const crl = openCrl(pemOrDer);
  if (issuer) await checkIssuer(crl, issuer);
  return {
    issuer: nameOfX509(crl.issuerName),
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    entries: crl.entries.map((entry) => ({
      serialNumber: plainSerial(entry.serialNumber),
      revokedAt: entry.revocationDate,
    })),
    pem: writePem('X509 CRL', new Uint8Array(crl.rawData)),
  };
}

/** Whether the list names the certificate. Both must have the same issuer. */
export function isRevoked(crl: CrlInfo, certificate: CertificateInfo): boolean {
  if (crl.issuer.text !== certificate.issuer.text) return false;
  const serial = plainSerial(certificate.serialNumber);
  return crl.entries.some((entry) => entry.serialNumber === serial);
}

const crlNumberOid = '2.5.29.20';

async function checkIssuer(crl: X509Crl, issuer: CertificateInfo): Promise<void> {
  const certificate = x509Of(issuer.pem);
  const signed = await crl.verify({ publicKey: certificate }).catch((cause: unknown) => {
    throw new Problem('pki.crl-signature', { cause });
  });
  if (!signed || crl.issuer !== certificate.subject) throw new Problem('pki.crl-signature');
}

function x509Of(pem: string): X509Certificate {
  return new X509Certificate(openCertificate(pem).raw as Uint8Array<ArrayBuffer>);
}

function openCrl(pemOrDer: string | Uint8Array): X509Crl {
  if (pemOrDer.length > pkiLimits.crlBytesMax) {
    throw new Problem('pki.too-large', {
      params: { limit: 'crlBytesMax', max: pkiLimits.crlBytesMax },
    });
  }
  const der = crlDer(pemOrDer);
  try {
    return new X509Crl(der as Uint8Array<ArrayBuffer>);
  } catch (cause) {
    throw new Problem('pki.crl-unreadable', { cause });
  }
}

function crlDer(pemOrDer: string | Uint8Array): Uint8Array {
  if (typeof pemOrDer !== 'string' && pemOrDer[0] === 0x30) return pemOrDer;
  const text = typeof pemOrDer === 'string' ? pemOrDer : Buffer.from(pemOrDer).toString('latin1');
  const block = readPemBlocks(text).find(({ label }) => label === 'X509 CRL' || label === 'CRL');
  if (!block) throw new Problem('pki.crl-unreadable');
  return block.der;
}

/** Upper case, whole octets, no octet that only keeps the number positive. */
function plainSerial(hex: string): string {
  const digits = hex.toUpperCase().replace(/^0+/, '');
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}

/** ASN.1 INTEGER of a whole number that is not negative. */
function derInteger(value: number): Uint8Array<ArrayBuffer> {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) > 0x7f) hex = `00${hex}`;
  const bytes = Buffer.from(hex, 'hex');
  return new Uint8Array([0x02, bytes.length, ...bytes]);
}
