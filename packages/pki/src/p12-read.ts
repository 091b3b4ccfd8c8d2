import { createPrivateKey } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import forge from 'node-forge';
import { type CertificateInfo, keyMatchesCertificate, readCertificate } from './certificate.ts';
import { pkiLimits } from './limits.ts';
import { writePem } from './pem.ts';

/** What a .p12 file holds: one key, its certificate, and the certificates above it. */
export interface P12Content {
  /** PKCS#8, not encrypted. */
  readonly privateKeyPem: string;
  readonly certificate: CertificateInfo;
  readonly chain: readonly CertificateInfo[];
}

/**
 * Opens a PKCS#12 file (RFC 7292), from AES-256 of today to the RC2-40 of old national portals,
 * which OpenSSL 3 no longer reads. Files whose password stretching would block the process are
 * refused before the work is done.
 *
 * @throws Problem pki.p12-unreadable, pki.password, pki.p12-incomplete, pki.too-large
 * @example const { privateKeyPem, certificate } = readP12(bytes, password);
 */
export function readP12(bytes: Uint8Array, password: string): P12Content {
  checkBound('fileBytesMax', bytes.length);
  const pfx = parseDer(Buffer.from(bytes).toString('binary'));
  checkRounds(pfx);
  const safes = childAt(pfx, 1, 1, 0);
  const content = octets(safes);
  checkMac(pfx, content, password);
  const keys: string[] = [];
  const certificates: CertificateInfo[] = [];
  for (const info of nodesOf(parseDer(content))) {
    for (const bag of nodesOf(parseDer(openSafe(info, password)))) {
      const type = oidOf(childAt(bag, 0));
      if (type === oids.keyBag || type === oids.shroudedKeyBag) {
        keys.push(openKeyBag(childAt(bag, 1, 0), password));
      }
      if (type === oids.certBag) certificates.push(openCertBag(bag));
    }
  }
  return pairUp(keys, certificates);
}

type Asn1 = forge.asn1.Asn1;

// The library's types leave this part out.
const { pbe } = forge.pki as unknown as {
  pbe: {
    getCipher(oid: string, parameters: Asn1, password: string): forge.cipher.BlockCipher;
  };
};

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
} as const;

function pairUp(keys: readonly string[], certificates: readonly CertificateInfo[]): P12Content {
  for (const privateKeyPem of keys) {
    const certificate = certificates.find((one) => keyMatchesCertificate(privateKeyPem, one.pem));
    if (!certificate) continue;
    const chain = certificates.filter((one) => one !== certificate);
    return { privateKeyPem, certificate, chain };
  }
  throw new Problem('pki.p12-incomplete');
}

function openSafe(info: Asn1, password: string): string {
  const type = oidOf(childAt(info, 0));
  if (type === oids.data) return octets(childAt(info, 1, 0));
  if (type !== oids.encryptedData) throw new Problem('pki.p12-unreadable');
  const encrypted = childAt(info, 1, 0, 1);
  const algorithm = childAt(encrypted, 1);
  const opened = tryPasswords(password, (spelling) => {
    const cipher = pbe.getCipher(oidOf(childAt(algorithm, 0)), childAt(algorithm, 1), spelling);
    cipher.update(forge.util.createBuffer(octets(childAt(encrypted, 2))));
    if (!cipher.finish()) return undefined;
    const safe = cipher.output.getBytes();
    // A wrong password leaves noise, which now and then has the right padding.
    return isSequence(safe) ? safe : undefined;
  });
  // Bags inside an encrypted safe bring rounds of their own, which were not visible before.
  checkRounds(parseDer(opened));
  return opened;
}

function openKeyBag(bag: Asn1, password: string): string {
  const plain = nodesOf(bag)[0]?.type === forge.asn1.Type.INTEGER;
  const info = plain
    ? bag
    : tryPasswords(
        password,
        (spelling) => forge.pki.decryptPrivateKeyInfo(inOnePiece(bag), spelling) ?? undefined,
      );
  const der = Buffer.from(forge.asn1.toDer(info as Asn1).getBytes(), 'binary');
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch (cause) {
    throw new Problem('pki.key-unreadable', { cause });
  }
}

/** EncryptedPrivateKeyInfo with its octets joined: some writers cut them into pieces. */
function inOnePiece(bag: Asn1): forge.asn1.Asn1 {
  const { Class, Type, create } = forge.asn1;
  const data = create(Class.UNIVERSAL, Type.OCTETSTRING, false, octets(childAt(bag, 1)));
  return create(Class.UNIVERSAL, Type.SEQUENCE, true, [childAt(bag, 0), data]);
}

function openCertBag(bag: Asn1): CertificateInfo {
  const inner = childAt(bag, 1, 0);
  if (oidOf(childAt(inner, 0)) !== oids.x509Certificate) throw new Problem('pki.p12-unreadable');
  const der = Buffer.from(octets(childAt(inner, 1, 0)), 'binary');
  return readCertificate(writePem('CERTIFICATE', der));
}

/** The old schemes take the password as UTF-16, PBES2 as UTF-8, which the library leaves to us. */
function tryPasswords<Result>(
  password: string,
  open: (spelling: string) => Result | undefined,
): Result {
  let cause: unknown;
  for (const spelling of new Set([password, forge.util.encodeUtf8(password)])) {
    try {
      const result = open(spelling);
      if (result !== undefined) return result;
    } catch (error) {
      cause = error;
    }
  }
  throw new Problem('pki.password', { cause });
}

/** RFC 7292 section 4: HMAC over the content, its key derived as appendix B says. */
function checkMac(pfx: Asn1, content: string, password: string): void {
  const macData = nodesOf(pfx)[2];
  if (!macData) return;
  const digest = digests[oidOf(childAt(macData, 0, 0, 0))];
  if (!digest) throw new Problem('pki.p12-unreadable');
  const rounds = nodesOf(macData)[2];
  const md = forge.md[digest.name].create();
  const pkcs12 = forge.pkcs12 as unknown as {
    generateKey(
      password: string,
      salt: forge.util.ByteStringBuffer,
      id: number,
      rounds: number,
      length: number,
      md: forge.md.MessageDigest,
    ): forge.util.ByteStringBuffer;
  };
  const salt = forge.util.createBuffer(octets(childAt(macData, 1)));
  const key = pkcs12.generateKey(password, salt, 3, rounds ? integer(rounds) : 1, digest.bytes, md);
  const hmac = forge.hmac.create();
  hmac.start(md, key);
  hmac.update(content);
  if (hmac.getMac().getBytes() !== octets(childAt(macData, 0, 1)))
    throw new Problem('pki.password');
}

const digests: Readonly<
  Record<string, { name: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'; bytes: number }>
> = {
  '1.2.840.113549.2.5': { name: 'md5', bytes: 16 },
  '1.3.14.3.2.26': { name: 'sha1', bytes: 20 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', bytes: 64 },
};

/**
 * Adds up the rounds of all schemes in sight. In each of them (MacData, PKCS#12 PBE, PBKDF2) the
 * count is an INTEGER right behind the salt, and nothing else in the file has that shape.
 */
function checkRounds(root: Asn1): void {
  let total = 0;
  const visit = (node: Asn1, depth: number): void => {
    if (depth > 24) throw new Problem('pki.p12-unreadable');
    const nodes = nodesOf(node);
    for (const [index, child] of nodes.entries()) {
      const next = nodes[index + 1];
      const isOctets = child.type === forge.asn1.Type.OCTETSTRING && !child.constructed;
      if (isOctets && next?.type === forge.asn1.Type.INTEGER) total += integer(next);
      if (isOctets && isSequence(child.value as string)) {
        visit(parseDer(child.value as string), depth + 1);
      }
      visit(child, depth + 1);
    }
  };
  visit(root, 0);
  checkBound('passwordRoundsMax', total);
}

function isSequence(der: string): boolean {
  if (der.charCodeAt(0) !== 0x30) return false;
  try {
    forge.asn1.fromDer(der);
    return true;
  } catch {
    // Bytes that begin like a sequence by chance.
    return false;
  }
}

function parseDer(der: string): Asn1 {
  try {
    return forge.asn1.fromDer(der, { strict: true, decodeBitStrings: false } as never);
  } catch (cause) {
    throw new Problem('pki.p12-unreadable', { cause });
  }
}

function childAt(node: Asn1, ...path: readonly number[]): Asn1 {
  let at = node;
  for (const index of path) {
    const next = nodesOf(at)[index];
    if (!next) throw new Problem('pki.p12-unreadable');
    at = next;
  }
  return at;
}

function nodesOf(node: Asn1): readonly Asn1[] {
  return Array.isArray(node.value) ? node.value : [];
}

/** The value of an OCTET STRING; BER writers cut long ones into pieces. */
function octets(node: Asn1): string {
  if (typeof node.value === 'string') return node.value;
  return node.value.map(octets).join('');
}

function oidOf(node: Asn1): string {
  if (node.type !== forge.asn1.Type.OID || typeof node.value !== 'string') {
    throw new Problem('pki.p12-unreadable');
  }
  return forge.asn1.derToOid(node.value);
}

function integer(node: Asn1): number {
  const value = Number.parseInt(Buffer.from(octets(node), 'binary').toString('hex') || '0', 16);
  return Math.max(1, value);
}

function checkBound(limit: 'fileBytesMax' | 'passwordRoundsMax', value: number): void {
  const max = pkiLimits[limit];
  if (value > max) throw new Problem('pki.too-large', { params: { limit, max } });
}
