import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generateWithCallback,
  type KeyObject,
  type webcrypto,
} from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '@kartoteka/kernel';
import { pkiLimits } from './limits.ts';
import { readPemBlocks } from './pem.ts';

const generateAsync = promisify(generateWithCallback);

export interface KeyPairPem {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

/**
 * Makes an RSA key pair: PKCS#8 and SubjectPublicKeyInfo, both PEM. 3072 bits by default
 * (ASVS 11.2.3 asks for 128-bit security). Takes about half a second, off the main thread.
 *
 * @example const { privateKeyPem } = await generateKeyPair();
 */
export async function generateKeyPair(
  options: { readonly bits?: number } = {},
): Promise<KeyPairPem> {
  const { privateKey, publicKey } = await generateAsync('rsa', {
    modulusLength: options.bits ?? pkiLimits.ownKeyBits,
    publicExponent: 65537,
  });
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/**
 * Reads a private key: PKCS#8, PKCS#1 or SEC1, PEM or DER, encrypted or not.
 *
 * @throws Problem pki.key-unreadable, pki.key-encrypted, pki.password
 * @example readPrivateKey(await readFile('ctls-5010_private.pem.txt', 'utf8'))
 */
export function readPrivateKey(pemOrDer: string | Uint8Array, password?: string): KeyObject {
  if (pemOrDer.length > pkiLimits.fileBytesMax) throw tooLarge();
  const text = typeof pemOrDer === 'string' ? pemOrDer : Buffer.from(pemOrDer).toString('latin1');
  const block = readPemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (block) return openPrivateKeyPem(block.pem, isEncryptedPem(block), password);
  if (typeof pemOrDer === 'string') throw new Problem('pki.key-unreadable');
  const der = Buffer.from(pemOrDer);
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      return createPrivateKey({
        key: der,
        format: 'der',
        type,
        ...(password === undefined ? {} : { passphrase: password }),
      });
    } catch {
      // Not in this form: the next one is tried, and the last failure is named below.
    }
  }
  throw new Problem('pki.key-unreadable');
}

/** Whether a PEM key needs a password (PKCS#8 or the older RFC 1421 headers). */
export function isEncryptedPem(block: {
  readonly label: string;
  readonly headers: readonly string[];
}): boolean {
  return (
    block.label === 'ENCRYPTED PRIVATE KEY' ||
    block.headers.some((header) => /^Proc-Type:.*ENCRYPTED/i.test(header))
  );
}

/**
 * Reads a public key (SubjectPublicKeyInfo or PKCS#1, PEM).
 *
 * @throws Problem pki.key-unreadable
 */
export function readPublicKey(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw new Problem('pki.key-unreadable', { cause });
  }
}

/** The public half of a private key, as PEM. Throws pki.key-unreadable, pki.key-encrypted. */
export function publicKeyOf(privateKeyPem: string): string {
  return createPublicKey(readPrivateKey(privateKeyPem))
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

/** Length of the modulus (RSA) or of the field (elliptic curves) in bits; 0 for other kinds. */
export function keyBits(key: KeyObject): number {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength) return details.modulusLength;
  return curves[details?.namedCurve ?? '']?.bits ?? 0;
}

/**
 * Refuses keys that are weaker than partners are granted, or of a kind that is not in use.
 *
 * @throws Problem pki.key-weak, pki.key-kind
 */
export function checkKeyStrength(key: KeyObject): void {
  const kind = key.asymmetricKeyType ?? key.type;
  const bits = keyBits(key);
  if (kind === 'ec' && bits > 0) return;
  if (kind !== 'rsa') throw new Problem('pki.key-kind', { params: { kind } });
  if (bits < pkiLimits.rsaKeyBitsMin) {
    throw new Problem('pki.key-weak', { params: { bits, min: pkiLimits.rsaKeyBitsMin } });
  }
  if (bits > pkiLimits.rsaKeyBitsMax) {
    throw new Problem('pki.too-large', {
      params: { limit: 'rsaKeyBitsMax', max: pkiLimits.rsaKeyBitsMax },
    });
  }
}

type SigningAlgorithm =
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: 'SHA-256' }
  | { readonly name: 'ECDSA'; readonly namedCurve: string; readonly hash: 'SHA-256' | 'SHA-384' };

const curves: Readonly<
  Record<string, { bits: number; namedCurve: string; hash: 'SHA-256' | 'SHA-384' }>
> = {
  prime256v1: { bits: 256, namedCurve: 'P-256', hash: 'SHA-256' },
  secp384r1: { bits: 384, namedCurve: 'P-384', hash: 'SHA-384' },
};

/** How a key signs here, in the words of WebCrypto. Throws pki.key-weak, pki.key-kind. */
export function signingAlgorithm(key: KeyObject): SigningAlgorithm {
  checkKeyStrength(key);
  const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (curve) return { name: 'ECDSA', namedCurve: curve.namedCurve, hash: curve.hash };
  return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
}

/** The key as WebCrypto takes it, for the certificate library. */
export function toCryptoKey(key: KeyObject): webcrypto.CryptoKey {
  const usage = key.type === 'private' ? 'sign' : 'verify';
  return key.toCryptoKey(signingAlgorithm(key), true, [usage]);
}

function openPrivateKeyPem(pem: string, encrypted: boolean, password?: string): KeyObject {
  if (encrypted && password === undefined) throw new Problem('pki.key-encrypted');
  try {
    return createPrivateKey({
      key: pem,
      ...(password === undefined ? {} : { passphrase: password }),
    });
  } catch (cause) {
    throw new Problem(encrypted ? 'pki.password' : 'pki.key-unreadable', { cause });
  }
}

function tooLarge(): Problem {
  return new Problem('pki.too-large', {
    params: { limit: 'fileBytesMax', max: pkiLimits.fileBytesMax },
  });
}
