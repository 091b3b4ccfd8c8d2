import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

/** Keys made for one test run; nothing is kept. */
function pair(kind: 'rsa' | 'ec', strength: number | string) {
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: Number(strength) })
      : generateKeyPairSync('ec', { namedCurve: String(strength) });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    privateKey: createPrivateKey(privateKeyPem),
    publicKey: createPublicKey(publicKeyPem),
    privateKeyPem,
    publicKeyPem,
  };
}

export const rsaKeys = pair('rsa', 2048);
export const otherRsaKeys = pair('rsa', 2048);
export const smallRsaKeys = pair('rsa', 1024);
export const ecKeys = pair('ec', 'prime256v1');
export const foreignCurveKeys = pair('ec', 'secp256k1');
