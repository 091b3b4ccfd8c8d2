import { hash, type KeyObject, X509Certificate } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';

/**
 * The public keys of certificates, read once each: reading a certificate costs several times what
 * checking a signature by it does, and a peer sends the same one with every message. The oldest
 * unused ones go first.
 *
 * @example new CertificateKeys().keyOf(der)
 */
export class CertificateKeys {
  readonly #keys = new Map<string, KeyObject>();
  readonly #countMax: number;

  constructor(countMax = 1_000) {
    this.#countMax = countMax;
  }

  /** @throws Problem `security.signature-token` where the bytes are no certificate */
  keyOf(der: Uint8Array): KeyObject {
    const fingerprint = hash('sha256', der);
    const known = this.#keys.get(fingerprint);
    if (known !== undefined) {
      this.#keys.delete(fingerprint);
      this.#keys.set(fingerprint, known);
      return known;
    }
    const key = readKey(der);
    this.#keys.set(fingerprint, key);
    if (this.#keys.size > this.#countMax) {
      const [oldest] = this.#keys.keys();
      if (oldest !== undefined) this.#keys.delete(oldest);
    }
    return key;
  }
}

function readKey(der: Uint8Array): KeyObject {
  try {
    const certificate = new X509Certificate(der);
    // Bytes behind the certificate would travel unseen into fingerprints and the audit.
    if (!certificate.raw.equals(der)) throw new Problem('security.signature-token');
    return certificate.publicKey;
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('security.signature-token', { cause });
  }
}
