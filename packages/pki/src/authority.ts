import { createPublicKey } from 'node:crypto';
import type { Clock, Random } from '@kartoteka/kernel';
import { openCertificate } from './certificate.ts';
import { readCsr } from './csr.ts';
import {
  generateKeyPair,
  readPrivateKey,
  readPublicKey,
  signingAlgorithm,
  toCryptoKey,
} from './keys.ts';
import { type NameInput, writableName } from './name.ts';
import { writePem } from './pem.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from './x509.ts';

/** A certification authority: the operator's root, or the issuing one below it. */
export interface Authority {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export type CertificateProfile = 'tls-client' | 'wss' | 'tls-server' | 'issuing-ca';

export interface IssueOptions {
  readonly authority: Authority;
  /** Either a request, whose key and subject are taken (subject may be overridden), … */
  readonly csrPem?: string;
  /** … or a bare public key, which needs `subject`. */
  readonly publicKeyPem?: string;
  readonly subject?: NameInput;
  readonly profile: CertificateProfile;
  readonly days: number;
  /** Host names of a server certificate; those that look like an IP address become one. */
  readonly dnsNames?: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
}

/** `id-kp-clientAuth` and `id-kp-serverAuth`, RFC 5280 section 4.2.1.12. */
export const clientAuthOid = '1.3.6.1.5.5.7.3.2';
export const serverAuthOid = '1.3.6.1.5.5.7.3.1';

const dayMs = 86_400_000;

/**
 * Makes a self-signed root with a new RSA 3072 key, valid 20 years unless `years` says otherwise.
 *
 * @example await createAuthority({ name: { cn: 'Kartoteka CA', c: 'PL' }, clock, random })
 */
export async function createAuthority(options: {
  readonly name: NameInput | string;
  readonly clock: Clock;
  readonly random: Random;
  readonly years?: number;
}): Promise<Authority> {
  const { privateKeyPem, publicKeyPem } = await generateKeyPair();
  const key = readPrivateKey(privateKeyPem);
  const publicKey = toCryptoKey(readPublicKey(publicKeyPem));
  const name = writableName(typeof options.name === 'string' ? { cn: options.name } : options.name);
  const notBefore = wholeSeconds(options.clock.now().getTime());
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerialNumber(options.random),
    subject: name,
    issuer: name,
    notBefore,
    notAfter: new Date(notBefore.getTime() + (options.years ?? 20) * 365 * dayMs),
    signingKey: toCryptoKey(key),
    signingAlgorithm: signingAlgorithm(key),
    publicKey,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  return {
    certificatePem: writePem('CERTIFICATE', new Uint8Array(certificate.rawData)),
    privateKeyPem,
  };
}

/**
 * Issues a certificate and returns it as PEM. It begins at the clock's whole second and never
 * outlives its issuer. `tls-client` carries the client-authentication purpose, `wss` carries no
 * extended purpose at all (PRODUCT 3.2), so that neither can stand in for the other.
 *
 * @throws Problem pki.csr-unreadable, pki.csr-signature, pki.key-weak, pki.key-kind, pki.subject
 * @example await issueCertificate({ authority, csrPem, profile: 'tls-client', days: 365, clock, random })
 */
export async function issueCertificate(options: IssueOptions): Promise<string> {
  const request = options.csrPem === undefined ? undefined : await readCsr(options.csrPem);
  const subject = options.subject ?? subjectOf(request?.subject);
  const publicKey = toCryptoKey(readPublicKey(request?.publicKeyPem ?? options.publicKeyPem ?? ''));
  const issuerKey = readPrivateKey(options.authority.privateKeyPem);
  const issuer = openCertificate(options.authority.certificatePem);
  const issuerCertificate = new X509Certificate(issuer.raw as Uint8Array<ArrayBuffer>);
  const notBefore = wholeSeconds(options.clock.now().getTime());
  const notAfter = Math.min(
    notBefore.getTime() + options.days * dayMs,
    issuer.validToDate.getTime(),
  );
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerialNumber(options.random),
    subject: writableName(subject),
    issuer: issuerCertificate.subjectName,
    notBefore,
    notAfter: new Date(notAfter),
    signingKey: toCryptoKey(issuerKey),
    signingAlgorithm: signingAlgorithm(issuerKey),
    publicKey,
    extensions: [
      ...profileExtensions(options),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(toCryptoKey(createPublicKey(issuerKey))),
    ],
  });
  return writePem('CERTIFICATE', new Uint8Array(certificate.rawData));
}

/**
 * A serial number as RFC 5280 section 4.1.2.2 wants it: positive, at most 20 octets, and random
 * (159 bits), hexadecimal in upper case. The second-highest bit is set, so that its length and
 * with it the names of the files (`TLS<serial>.pem`) are always the same.
 */
export function newSerialNumber(random: Random): string {
  const bytes = Buffer.from(random.bytes(20));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex').toUpperCase();
}

function profileExtensions(options: IssueOptions): Extension[] {
  const { profile } = options;
  if (profile === 'issuing-ca') {
    return [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ];
  }
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  ];
  if (profile === 'tls-client') extensions.push(new ExtendedKeyUsageExtension([clientAuthOid]));
  if (profile === 'tls-server') extensions.push(new ExtendedKeyUsageExtension([serverAuthOid]));
  const names = options.dnsNames ?? [];
  if (names.length > 0) {
    extensions.push(
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value })),
      ),
    );
  }
  return extensions;
}

function subjectOf(
  name: { readonly cn?: string; o?: string; ou?: string; c?: string } | undefined,
) {
  return { cn: name?.cn ?? '', o: name?.o, ou: name?.ou, c: name?.c };
}

/** Certificates count whole seconds. */
function wholeSeconds(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}
