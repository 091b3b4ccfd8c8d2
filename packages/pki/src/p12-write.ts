import { createHash, webcrypto } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { BmpString, OctetString } from 'asn1js';
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  CryptoEngine,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs';
import { keyMatchesCertificate, readCertificate } from './certificate.ts';
import { readPrivateKey } from './keys.ts';
import { pkiLimits } from './limits.ts';

export interface P12Input {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
  /** Certificates above it, as PEM, one each. */
  readonly chainPem?: readonly string[];
  /** ASCII, 1 to 128 characters. */
  readonly password: string;
  /** What the browser lists it under, such as `0000000000005010 TLS`. */
  readonly friendlyName: string;
}

/**
 * Writes a PKCS#12 file with PBES2, AES-256-CBC, PBKDF2 and a MAC with SHA-256 (RFC 7292, RFC 8018),
 * which OpenSSL 3, Windows, macOS and browsers import.
 *
 * @throws Problem pki.key-mismatch, pki.password-characters, pki.key-unreadable
 * @example await writeP12({ privateKeyPem, certificatePem, password, friendlyName: cn })
 */
export async function writeP12(input: P12Input): Promise<Uint8Array> {
  checkPassword(input.password);
  if (!keyMatchesCertificate(input.privateKeyPem, input.certificatePem)) {
    throw new Problem('pki.key-mismatch');
  }
  const password = arrayBuffer(Buffer.from(input.password, 'ascii'));
  const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as never });
  const encryption = {
    password,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: stretchingRounds,
  };
  const leaf = readCertificate(input.certificatePem);
  const attributes = bagAttributes(input.friendlyName, leaf.der);
  const keyBag = new PKCS8ShroudedKeyBag({
    parsedValue: PrivateKeyInfo.fromBER(
      arrayBuffer(readPrivateKey(input.privateKeyPem).export({ type: 'pkcs8', format: 'der' })),
    ),
  });
  await keyBag.makeInternalValues(encryption as never, engine);
  // The library cuts the octets into pieces (BER), which strict readers do not take (DER).
  keyBag.encryptedData = new OctetString({ valueHex: keyBag.encryptedData.getValue() });
  const above = (input.chainPem ?? []).map((pem) => readCertificate(pem));
  const pfx = new PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            {
              privacyMode: 0,
              value: new SafeContents({ safeBags: [keySafeBag(keyBag, attributes)] }),
            },
            {
              privacyMode: 1,
              value: new SafeContents({
                safeBags: [
                  certificateBag(leaf.der, attributes),
                  ...above.map((one) => certificateBag(one.der, [])),
                ],
              }),
            },
          ],
        },
      }),
    },
  });
  const safe = pfx.parsedValue?.authenticatedSafe;
  await safe?.makeInternalValues({ safeContents: [{}, encryption] }, engine);
  await pfx.makeInternalValues(
    {
      password,
      iterations: stretchingRounds,
      pbkdf2HashAlgorithm: { name: 'SHA-256' } as never,
      hmacHashAlgorithm: 'SHA-256',
    },
    engine,
  );
  return new Uint8Array(pfx.toSchema().toBER(false));
}

/** The password is ours and random (PRODUCT 4.5), so this is a floor against weak chosen ones. */
const stretchingRounds = 20_000;

function checkPassword(password: string): void {
  const max = pkiLimits.p12PasswordCharactersMax;
  const fits = password.length > 0 && password.length <= max && /^[\x20-\x7e]+$/.test(password);
  if (!fits) throw new Problem('pki.password-characters', { params: { max } });
}

function keySafeBag(keyBag: PKCS8ShroudedKeyBag, bagAttributes: Attribute[]): SafeBag {
  return new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: keyBag, bagAttributes });
}

function certificateBag(der: Uint8Array, bagAttributes: Attribute[]): SafeBag {
  const bagValue = new CertBag({ parsedValue: Certificate.fromBER(arrayBuffer(der)) });
  return new SafeBag({
    bagId: '1.2.840.113549.1.12.10.1.3',
    bagValue,
    ...(bagAttributes.length > 0 ? { bagAttributes } : {}),
  });
}

/** `localKeyId` ties key and certificate together for Windows; it may be any octets. */
function bagAttributes(friendlyName: string, certificateDer: Uint8Array): Attribute[] {
  const keyId = createHash('sha1').update(certificateDer).digest();
  return [
    new Attribute({
      type: '1.2.840.113549.1.9.20',
      values: [new BmpString({ value: friendlyName })],
    }),
    new Attribute({
      type: '1.2.840.113549.1.9.21',
      values: [new OctetString({ valueHex: arrayBuffer(keyId) })],
    }),
  ];
}

function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
