import { hash } from 'node:crypto';
import { type CertificateInfo, readCertificate } from '@kartoteka/pki';

const certificatesKeptMax = 1_000;
const kept = new Map<string, CertificateInfo>();

/**
 * A certificate's facts by its bytes, read once: a machine shows the same one with every call, and
 * reading it costs more than checking a signature by it. What the account says of a certificate is
 * not kept here. The ones longest unused go first.
 *
 * @throws Problem as `readCertificate`
 */
export function readKnownCertificate(der: Uint8Array): CertificateInfo {
  const fingerprint = hash('sha256', der);
  const known = kept.get(fingerprint);
  const certificate = known ?? readCertificate(der);
  kept.delete(fingerprint);
  kept.set(fingerprint, certificate);
  if (kept.size > certificatesKeptMax) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
  return certificate;
}
