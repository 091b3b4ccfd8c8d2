import { type KeyObject, sign, verify } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import type { Keyring } from '../keyring/keyring.ts';

/**
 * A signed statement: at this time the trail of this tenant had so many entries, the last with this
 * hash. Kept elsewhere, it proves later that nothing before it was changed or taken away.
 */
export interface AuditHead {
  readonly tenant: string;
  readonly count: number;
  /** Hash of the entry at position `count`, 64 hexadecimal digits. */
  readonly hash: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly sealedAt: string;
  /** The master key that the signing key comes from. */
  readonly keyId: string;
  /** Ed25519 (RFC 8032), base64. */
  readonly signature: string;
}

const signingPurpose = 'audit-head';

/** Signs a head with the current key of the keyring. */
export function signHead(
  keyring: Keyring,
  head: Pick<AuditHead, 'tenant' | 'count' | 'hash' | 'sealedAt'>,
): AuditHead {
  const { keyId, privateKey } = keyring.signingKey(signingPurpose);
  const signature = sign(null, signedBytes({ ...head, keyId }), privateKey).toString('base64');
  return { ...head, keyId, signature };
}

/** Whether this house signed a head, as far as its key file can tell. */
export type HeadJudgement = 'genuine' | 'forged' | 'unknown-key';

/** Checks the signature of a head with the key of the master key that it names. */
export function judgeHead(keyring: Keyring, head: AuditHead): HeadJudgement {
  const publicKey = findPublicKey(keyring, head.keyId);
  if (!publicKey) return 'unknown-key';
  const signature = Buffer.from(head.signature, 'base64');
  return verify(null, signedBytes(head), publicKey, signature) ? 'genuine' : 'forged';
}

function findPublicKey(keyring: Keyring, keyId: string): KeyObject | undefined {
  try {
    return keyring.signingKey(signingPurpose, keyId).publicKey;
  } catch (error) {
    if (error instanceof Problem && error.code === 'keyring.unknown-key') return undefined;
    throw error;
  }
}

/** The public key that verifies heads of one master key: SPKI in base64, for those without the keyring. */
export function headPublicKey(keyring: Keyring, keyId: string): string {
  const { publicKey } = keyring.signingKey(signingPurpose, keyId);
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
}

/** What is signed: six lines, described in README.md of this folder. */
function signedBytes(head: Omit<AuditHead, 'signature'>): Buffer {
  const { tenant, count, hash, sealedAt, keyId } = head;
  return Buffer.from(['kartoteka-audit-head-1', tenant, count, hash, sealedAt, keyId].join('\n'));
}
