import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

/** Where an envelope belongs; each part is bound to the sealed bytes. */
export interface EnvelopePlace {
  readonly keyId: string;
  readonly purpose: string;
  /** What the secret is attached to, such as `staff/7f0c…/totp`: moved elsewhere it does not open. */
  readonly aad: string;
}

// Layout: version (1 byte), key id (8), nonce (12), ciphertext, tag (16).
const version = 1;
const keyIdAt = 1;
const nonceAt = 9;
const bodyAt = 21;
const tagBytes = 16;

export const nonceBytes = 12;
const envelopeOverheadBytes = bodyAt + tagBytes;

/**
 * Seals bytes with AES-256-GCM.
 *
 * @param nonce twelve random bytes, never used before with this key
 * @example sealEnvelope(key, { keyId: '5f0c9a3be1d27744', purpose: 'totp', aad: 'staff/1' }, bytes, nonce)
 */
export function sealEnvelope(
  key: KeyObject,
  place: EnvelopePlace,
  bytes: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(place));
  const body = cipher.update(bytes);
  cipher.final();
  const head = Buffer.alloc(nonceAt);
  head[0] = version;
  head.write(place.keyId, keyIdAt, 'hex');
  return Buffer.concat([head, nonce, body, cipher.getAuthTag()]);
}

/**
 * Which key an envelope names.
 *
 * @returns `undefined` when this is no envelope of a known version
 */
export function keyIdOfEnvelope(envelope: Uint8Array): string | undefined {
  if (envelope.length < envelopeOverheadBytes || envelope[0] !== version) return undefined;
  return Buffer.from(envelope.subarray(keyIdAt, nonceAt)).toString('hex');
}

/**
 * Opens what {@link sealEnvelope} sealed.
 *
 * @returns `undefined` when a single bit, the purpose or the place differs
 */
export function openEnvelope(
  key: KeyObject,
  place: EnvelopePlace,
  envelope: Uint8Array,
): Uint8Array | undefined {
  if (keyIdOfEnvelope(envelope) !== place.keyId) return undefined;
  const nonce = envelope.subarray(nonceAt, bodyAt);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(additionalData(place));
  decipher.setAuthTag(envelope.subarray(envelope.length - tagBytes));
  const bytes = decipher.update(envelope.subarray(bodyAt, envelope.length - tagBytes));
  try {
    decipher.final();
  } catch {
    // The tag did not match; what went wrong is not for the caller to tell apart.
    bytes.fill(0);
    return undefined;
  }
  return bytes;
}

/** Each part carries its length, so that no two places share one spelling. */
function additionalData({ keyId, purpose, aad }: EnvelopePlace): Buffer {
  const parts = [keyId, purpose, aad].map((part) => `${Buffer.byteLength(part)}:${part}`);
  return Buffer.from(`kartoteka-secret-${version},${parts.join(',')}`);
}
