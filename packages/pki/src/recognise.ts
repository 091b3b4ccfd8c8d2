import { createPublicKey } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import {
  type CertificateInfo,
  openCertificate,
  readCertificate,
  readCertificates,
} from './certificate.ts';
import { type CrlInfo, readCrl } from './crl.ts';
import { type CsrInfo, readCsr } from './csr.ts';
import { isEncryptedPem, keyBits, readPrivateKey } from './keys.ts';
import { pkiLimits } from './limits.ts';
import { type PemBlock, readPemBlocks, writePem } from './pem.ts';

/** What a chosen file turned out to be. */
export type PkiFile =
  | {
      readonly kind: 'certificate';
      readonly certificate: CertificateInfo;
      /** Further certificates of the same file, such as the chain above. */
      readonly chain: readonly CertificateInfo[];
      /** A key that stands in the same file. */
      readonly privateKeyPem?: string;
    }
  | {
      readonly kind: 'private-key';
      readonly encrypted: false;
      readonly pem: string;
      readonly bits: number;
    }
  | { readonly kind: 'private-key'; readonly encrypted: true; readonly pem: string }
  | { readonly kind: 'public-key'; readonly pem: string; readonly bits: number }
  | { readonly kind: 'csr'; readonly csr: CsrInfo }
  | { readonly kind: 'p12' }
  | { readonly kind: 'crl'; readonly crl: CrlInfo }
  | { readonly kind: 'unknown' };

/**
 * Tells by content what a file is, whatever its name ends in: `…_public.pem.txt`, `.cer`, `.p12`.
 * PEM and DER alike; text may stand around the PEM, in UTF-8 or in UTF-16 as Notepad saves it.
 * A file that begins like one of these and cannot be read is `unknown`, not an error.
 *
 * @example const file = await recognisePkiFile(bytes); if (file.kind === 'certificate') …
 */
export async function recognisePkiFile(bytes: Uint8Array): Promise<PkiFile> {
  if (bytes.length > pkiLimits.crlBytesMax) return { kind: 'unknown' };
  try {
    return bytes[0] === 0x30 ? await recogniseDer(bytes) : await recognisePem(textOf(bytes));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { kind: 'unknown' };
  }
}

async function recognisePem(text: string): Promise<PkiFile> {
  const blocks = readPemBlocks(text);
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  const certificates = readCertificates(blocks.map(({ pem }) => pem).join(''));
  const [certificate, ...chain] = certificates;
  if (certificate) {
    return {
      kind: 'certificate',
      certificate,
      chain,
      ...(key && !isEncryptedPem(key) ? { privateKeyPem: key.pem } : {}),
    };
  }
  if (key) return privateKeyFile(key);
  const first = blocks[0];
  if (!first) return { kind: 'unknown' };
  if (first.label.endsWith('CERTIFICATE REQUEST')) {
    return { kind: 'csr', csr: await readCsr(first.pem) };
  }
  if (first.label === 'X509 CRL') return { kind: 'crl', crl: await readCrl(first.pem) };
  if (first.label === 'PUBLIC KEY') return publicKeyFile(first.der) ?? { kind: 'unknown' };
  return { kind: 'unknown' };
}

function privateKeyFile(block: PemBlock): PkiFile {
  if (isEncryptedPem(block)) return { kind: 'private-key', encrypted: true, pem: block.pem };
  const key = readPrivateKey(block.pem);
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kind: 'private-key', encrypted: false, pem, bits: keyBits(key) };
}

function publicKeyFile(der: Uint8Array): PkiFile | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
    return { kind: 'public-key', pem: writePem('PUBLIC KEY', der), bits: keyBits(key) };
  } catch {
    // Not a public key.
    return undefined;
  }
}

/** All of these are ASN.1 sequences; each reader is strict enough to refuse the others. */
async function recogniseDer(bytes: Uint8Array): Promise<PkiFile> {
  if (looksLikeP12(bytes)) return { kind: 'p12' };
  const readers: readonly (() => Promise<PkiFile | undefined>)[] = [
    async () => {
      openCertificate(bytes);
      return { kind: 'certificate', certificate: readCertificate(bytes), chain: [] };
    },
    async () => {
      const key = readPrivateKey(bytes);
      const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { kind: 'private-key', encrypted: false, pem, bits: keyBits(key) };
    },
    async () => publicKeyFile(bytes),
    async () => ({ kind: 'csr', csr: await readCsr(bytes) }),
    async () => ({ kind: 'crl', crl: await readCrl(bytes) }),
  ];
  for (const read of readers) {
    try {
      const file = await read();
      if (file) return file;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }
  if (looksLikeEncryptedKey(bytes)) {
    return { kind: 'private-key', encrypted: true, pem: writePem('ENCRYPTED PRIVATE KEY', bytes) };
  }
  return { kind: 'unknown' };
}

/** PFX ::= SEQUENCE { version INTEGER (3), ContentInfo, … }, RFC 7292 section 4. */
function looksLikeP12(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 40)).toString('hex');
  return /^30.{2,10}?02010330.{2,10}?06092a864886f70d0107/.test(head);
}

/** EncryptedPrivateKeyInfo ::= SEQUENCE { SEQUENCE { OID of a PKCS#5 or PKCS#12 scheme, … } … }. */
function looksLikeEncryptedKey(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 40)).toString('hex');
  return /^30.{2,10}?30.{2,6}?06(?:092a864886f70d0105|0a2a864886f70d010c01)/.test(head);
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.subarray(2).toString('utf16le');
  return buffer.toString('latin1');
}
