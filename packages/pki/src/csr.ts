import { createPublicKey } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { keyBits, readPrivateKey, readPublicKey, signingAlgorithm, toCryptoKey } from './keys.ts';
import { pkiLimits } from './limits.ts';
import { type Name, type NameInput, nameFrom, writableName } from './name.ts';
import { readPemBlocks, writePem } from './pem.ts';
import {
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  type Name as X509Name,
} from './x509.ts';

/** A certificate request whose signature was checked: who sent it holds the key. */
export interface CsrInfo {
  readonly subject: Name;
  readonly publicKeyPem: string;
  readonly publicKeyBits: number;
  readonly publicKeyKind: string;
  readonly pem: string;
}

/**
 * Makes a PKCS#10 request (RFC 2986), signed with SHA-256.
 *
 * @throws Problem pki.subject, pki.key-unreadable, pki.key-weak
 * @example await createCsr({ privateKeyPem, subject: { cn: accountCommonName(account, 'TLS'), c: 'PL' } })
 */
export async function createCsr(options: {
  readonly privateKeyPem: string;
  readonly subject: NameInput;
}): Promise<string> {
  const privateKey = readPrivateKey(options.privateKeyPem);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: writableName(options.subject),
    keys: {
      privateKey: toCryptoKey(privateKey),
      publicKey: toCryptoKey(createPublicKey(privateKey)),
    },
    signingAlgorithm: signingAlgorithm(privateKey),
  });
  return writePem('CERTIFICATE REQUEST', new Uint8Array(request.rawData));
}

/**
 * Reads a request (PEM or DER) and checks that it is signed by the key inside.
 * The strength of the key is left to `issueCertificate`.
 *
 * @throws Problem pki.csr-unreadable, pki.csr-signature, pki.too-large
 */
export async function readCsr(pemOrDer: string | Uint8Array): Promise<CsrInfo> {
  const request = openRequest(pemOrDer);
  const publicKeyPem = writePem('PUBLIC KEY', new Uint8Array(request.publicKey.rawData));
  const key = readPublicKey(publicKeyPem);
  const signed = await request.verify().catch((cause: unknown) => {
    throw new Problem('pki.csr-signature', { cause });
  });
  if (!signed) throw new Problem('pki.csr-signature');
  return {
    subject: nameOfX509(request.subjectName),
    publicKeyPem,
    publicKeyBits: keyBits(key),
    publicKeyKind: key.asymmetricKeyType ?? '',
    pem: writePem('CERTIFICATE REQUEST', new Uint8Array(request.rawData)),
  };
}

/** The library's name in our shape. */
export function nameOfX509(name: X509Name): Name {
  const raw: Record<string, string[]> = {};
  for (const relative of name.toJSON()) {
    for (const [key, values] of Object.entries(relative))
      raw[key] = [...(raw[key] ?? []), ...values];
  }
  return nameFrom(raw);
}

function openRequest(pemOrDer: string | Uint8Array): Pkcs10CertificateRequest {
  if (pemOrDer.length > pkiLimits.fileBytesMax) {
    throw new Problem('pki.too-large', {
      params: { limit: 'fileBytesMax', max: pkiLimits.fileBytesMax },
    });
  }
  const der = requestDer(pemOrDer);
  try {
    return new Pkcs10CertificateRequest(der as Uint8Array<ArrayBuffer>);
  } catch (cause) {
    throw new Problem('pki.csr-unreadable', { cause });
  }
}

function requestDer(pemOrDer: string | Uint8Array): Uint8Array {
  if (typeof pemOrDer !== 'string' && pemOrDer[0] === 0x30) return pemOrDer;
  const text = typeof pemOrDer === 'string' ? pemOrDer : Buffer.from(pemOrDer).toString('latin1');
  // Old Windows tools write `BEGIN NEW CERTIFICATE REQUEST`.
  const block = readPemBlocks(text).find(({ label }) => label.endsWith('CERTIFICATE REQUEST'));
  if (!block) throw new Problem('pki.csr-unreadable');
  return block.der;
}
