import { Problem } from '@kartoteka/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkKeyStrength,
  clientAuthOid,
  createAuthority,
  createCsr,
  generateKeyPair,
  issueCertificate,
  keyMatchesCertificate,
  newSerialNumber,
  publicKeyOf,
  readCertificate,
  readCsr,
  readPrivateKey,
  readPublicKey,
  serverAuthOid,
} from '../src/index.ts';
import {
  clock,
  fileOf,
  makeSamplePki,
  openssl,
  random,
  readBytes,
  type SamplePki,
  subject,
} from './sample.ts';

let pki: SamplePki;
beforeAll(async () => {
  pki = await makeSamplePki();
});

async function codeOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (problem) {
    if (problem instanceof Problem) return problem.code;
    throw problem;
  }
  return 'none';
}

describe('key pairs', () => {
  it('are RSA 3072 by default and openssl finds them sound', async () => {
    const pair = await generateKeyPair();
    expect(openssl('rsa', '-in', fileOf(pair.privateKeyPem), '-check', '-noout')).toContain('ok');
    expect(
      openssl('pkey', '-pubin', '-in', fileOf(pair.publicKeyPem), '-text', '-noout'),
    ).toContain('3072 bit');
    expect(publicKeyOf(pair.privateKeyPem)).toBe(pair.publicKeyPem);
  });

  it('reads what openssl writes: PKCS#1, PKCS#8 encrypted, SEC1, DER', async () => {
    const pkcs8 = fileOf(pki.tls.privateKeyPem);
    const spki = pki.tls.publicKeyPem;
    const spkiOf = (pem: string | Uint8Array, password?: string): string =>
      publicKeyOf(
        readPrivateKey(pem, password).export({ type: 'pkcs8', format: 'pem' }).toString(),
      );
    expect(spkiOf(openssl('rsa', '-in', pkcs8, '-traditional'))).toBe(spki);
    const der = fileOf('');
    openssl('rsa', '-in', pkcs8, '-outform', 'DER', '-out', der);
    expect(spkiOf(readBytes(der))).toBe(spki);
    const locked = openssl('pkcs8', '-topk8', '-in', pkcs8, '-passout', 'pass:tajne 1');
    expect(spkiOf(locked, 'tajne 1')).toBe(spki);
    expect(await codeOf(() => readPrivateKey(locked))).toBe('pki.key-encrypted');
    expect(await codeOf(() => readPrivateKey(locked, 'inne'))).toBe('pki.password');
    const old = openssl('rsa', '-in', pkcs8, '-traditional', '-aes128', '-passout', 'pass:x1');
    expect(spkiOf(old, 'x1')).toBe(spki);
    expect(await codeOf(() => readPrivateKey(old))).toBe('pki.key-encrypted');
    const curve = openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout');
    expect(readPrivateKey(curve).asymmetricKeyType).toBe('ec');
  });

  it('refuses what is no key', async () => {
    expect(await codeOf(() => readPrivateKey(pki.tls.certificatePem))).toBe('pki.key-unreadable');
    expect(await codeOf(() => readPrivateKey(new Uint8Array([0x30, 3, 2, 1, 1])))).toBe(
      'pki.key-unreadable',
    );
    expect(await codeOf(() => readPublicKey('nothing'))).toBe('pki.key-unreadable');
    expect(await codeOf(() => readPrivateKey('x'.repeat(2_000_000)))).toBe('pki.too-large');
  });

  it('grants RSA from 2048 bits and the curves P-256 and P-384, nothing else', async () => {
    const weak = openssl('genrsa', '1024');
    expect(await codeOf(() => checkKeyStrength(readPrivateKey(weak)))).toBe('pki.key-weak');
    expect(await codeOf(() => checkKeyStrength(readPrivateKey(openssl('genrsa', '2048'))))).toBe(
      'none',
    );
    const curveOf = (name: string): string =>
      openssl('ecparam', '-name', name, '-genkey', '-noout');
    expect(await codeOf(() => checkKeyStrength(readPrivateKey(curveOf('secp384r1'))))).toBe('none');
    expect(await codeOf(() => checkKeyStrength(readPrivateKey(curveOf('secp256k1'))))).toBe(
      'pki.key-kind',
    );
    const edwards = openssl('genpkey', '-algorithm', 'ed25519');
    expect(await codeOf(() => checkKeyStrength(readPrivateKey(edwards)))).toBe('pki.key-kind');
  });
});

describe('certificate requests', () => {
  it('are made, and openssl accepts signature and subject', () => {
    const file = fileOf(pki.tls.csrPem);
    const text = openssl('req', '-in', file, '-verify', '-noout', '-subject', '-nameopt', 'utf8');
    expect(text).toContain('CN=0000000000005010 TLS');
    expect(text).toContain('C=PL');
    expect(openssl('req', '-in', file, '-noout', '-text')).toContain('sha256WithRSAEncryption');
  });

  it('are read back with every field', async () => {
    const csr = await readCsr(pki.tls.csrPem);
    expect(csr.subject).toMatchObject(subject);
    expect(csr.subject.text).toBe(
      `CN=${subject.cn}, OU=${subject.ou}, O=${subject.o}, C=${subject.c}`,
    );
    expect(csr.publicKeyBits).toBe(2048);
    expect(csr.publicKeyPem).toBe(pki.tls.publicKeyPem);
  });

  it('are read as openssl writes them, RSA and elliptic curve, PEM and DER', async () => {
    for (const key of [
      pki.wss.privateKeyPem,
      openssl('ecparam', '-name', 'secp384r1', '-genkey', '-noout'),
    ]) {
      const args = ['req', '-new', '-key', fileOf(key), '-utf8', '-subj', '/C=PL/O=Żar/CN=77 WSS'];
      expect((await readCsr(openssl(...args))).subject).toMatchObject({ cn: '77 WSS', o: 'Żar' });
      const der = fileOf('');
      openssl(...args, '-outform', 'DER', '-out', der);
      expect((await readCsr(readBytes(der))).subject.c).toBe('PL');
    }
  });

  it('are refused when the signature is not by the key inside', async () => {
    const der = Buffer.from(pki.tls.csrPem.replace(/-----.*?-----|\s/g, ''), 'base64');
    der[der.length - 9] = (der[der.length - 9] ?? 0) ^ 1;
    expect(await codeOf(() => readCsr(new Uint8Array(der)))).toBe('pki.csr-signature');
    const other = Buffer.from(pki.tls.csrPem.replace(/-----.*?-----|\s/g, ''), 'base64');
    const at = other.indexOf('5010 TLS');
    other.write('5011 TLS', at);
    expect(await codeOf(() => readCsr(new Uint8Array(other)))).toBe('pki.csr-signature');
  });

  it('are refused when they are something else or far too large', async () => {
    expect(await codeOf(() => readCsr(pki.tls.certificatePem))).toBe('pki.csr-unreadable');
    expect(await codeOf(() => readCsr(new Uint8Array([0x30, 0x00])))).toBe('pki.csr-unreadable');
    expect(await codeOf(() => readCsr('x'.repeat(2_000_000)))).toBe('pki.too-large');
  });

  it('need a CN of up to 64 characters and a country of two letters', async () => {
    const privateKeyPem = pki.tls.privateKeyPem;
    const make = (change: object) => () =>
      createCsr({ privateKeyPem, subject: { ...subject, ...change } });
    expect(await codeOf(make({ cn: '' }))).toBe('pki.subject');
    expect(await codeOf(make({ cn: 'x'.repeat(65) }))).toBe('pki.subject');
    expect(await codeOf(make({ cn: 'a\nb' }))).toBe('pki.subject');
    expect(await codeOf(make({ c: 'Polska' }))).toBe('pki.subject');
    expect(await codeOf(make({ c: undefined, o: '', ou: undefined }))).toBe('none');
  });

  it('cut a long organisation at 64 characters instead of refusing it', async () => {
    const o = 'Samodzielny Publiczny Zespół Zakładów Opieki Zdrowotnej imienia świętego Wojciecha';
    const pem = await createCsr({
      privateKeyPem: pki.tls.privateKeyPem,
      subject: { ...subject, o },
    });
    expect((await readCsr(pem)).subject.o).toBe(o.slice(0, 64).trim());
  });
});

describe('issued certificates', () => {
  it('stand up to openssl verify, as a chain', () => {
    const root = fileOf(pki.root.certificatePem);
    const issuing = fileOf(pki.issuing.certificatePem);
    for (const leaf of [pki.tls.certificatePem, pki.wss.certificatePem]) {
      const at = String(clock.now().getTime() / 1000 + 60);
      const args = [
        'verify',
        '-x509_strict',
        '-attime',
        at,
        '-CAfile',
        root,
        '-untrusted',
        issuing,
      ];
      expect(openssl(...args, fileOf(leaf))).toContain('OK');
    }
  });

  it('the TLS certificate carries account, O, OU, C and client authentication', () => {
    const info = readCertificate(pki.tls.certificatePem);
    expect(info.subject).toMatchObject(subject);
    expect(info.extendedKeyUsage).toEqual([clientAuthOid]);
    expect(info.isCa).toBe(false);
    const file = fileOf(pki.tls.certificatePem);
    expect(openssl('x509', '-in', file, '-noout', '-purpose')).toContain('SSL client : Yes');
  });

  it('the WSS certificate is no client certificate for openssl', () => {
    const info = readCertificate(pki.wss.certificatePem);
    expect(info.subject).toMatchObject({ ...subject, cn: '0000000000005010 WSS' });
    expect(info.extendedKeyUsage).toEqual([]);
    const text = openssl('x509', '-in', fileOf(pki.wss.certificatePem), '-noout', '-text');
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(text).not.toContain('Extended Key Usage');
  });

  it('last as many days as asked, never longer than the issuer', async () => {
    const info = readCertificate(pki.tls.certificatePem);
    expect(info.notBefore.toISOString()).toBe('2026-03-01T08:00:00.000Z');
    expect(info.notAfter.toISOString()).toBe('2027-03-01T08:00:00.000Z');
    const long = await issueCertificate({
      authority: pki.issuing,
      csrPem: pki.tls.csrPem,
      profile: 'tls-client',
      days: 9999,
      clock,
      random,
    });
    expect(readCertificate(long).notAfter).toEqual(
      readCertificate(pki.issuing.certificatePem).notAfter,
    );
  });

  it('for servers carry names and addresses that openssl matches', async () => {
    const pem = await issueCertificate({
      authority: pki.issuing,
      publicKeyPem: pki.tls.publicKeyPem,
      subject: { cn: 'localhost' },
      profile: 'tls-server',
      days: 30,
      dnsNames: ['localhost', '127.0.0.1', '::1'],
      clock,
      random,
    });
    expect(readCertificate(pem).extendedKeyUsage).toEqual([serverAuthOid]);
    const file = fileOf(pem);
    const check = (...args: string[]): string => openssl('x509', '-in', file, '-noout', ...args);
    expect(check('-checkhost', 'localhost')).toContain('does match');
    expect(check('-checkip', '127.0.0.1')).toContain('does match');
    expect(check('-checkip', '::1')).toContain('does match');
    expect(check('-checkhost', 'example.org')).toContain('NOT match');
  });

  it('are refused for weak keys and for subjects without CN', async () => {
    const weak = openssl('genrsa', '1024');
    const csrPem = openssl('req', '-new', '-key', fileOf(weak), '-subj', '/CN=5 TLS');
    const issue = (change: object) => () =>
      issueCertificate({
        authority: pki.issuing,
        csrPem,
        profile: 'tls-client',
        days: 1,
        clock,
        random,
        ...change,
      });
    expect(await codeOf(issue({}))).toBe('pki.key-weak');
    const nameless = openssl('req', '-new', '-key', fileOf(pki.tls.privateKeyPem), '-subj', '/O=x');
    expect(await codeOf(issue({ csrPem: nameless }))).toBe('pki.subject');
    expect(await codeOf(issue({ csrPem: undefined }))).toBe('pki.key-unreadable');
  });

  it('carry subject and authority key identifiers that fit', () => {
    const text = (pem: string, extension: string): string =>
      openssl('x509', '-in', fileOf(pem), '-noout', '-ext', extension).replace(/[^0-9A-F:]/g, '');
    const above = text(pki.issuing.certificatePem, 'subjectKeyIdentifier');
    const below = text(pki.tls.certificatePem, 'authorityKeyIdentifier');
    expect(below.slice(-59)).toBe(above.slice(-59));
    expect(above.slice(-59)).toMatch(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/);
  });

  it('of an elliptic-curve authority verify as well', async () => {
    const privateKeyPem = openssl('ecparam', '-name', 'secp384r1', '-genkey', '-noout');
    const key = fileOf(privateKeyPem);
    const args = ['-subj', '/CN=Curve Root', '-days', '30', '-addext', 'keyUsage=keyCertSign'];
    const certificatePem = openssl('req', '-x509', '-key', key, ...args);
    const pem = await issueCertificate({
      authority: { certificatePem, privateKeyPem },
      csrPem: pki.tls.csrPem,
      profile: 'tls-client',
      days: 10,
      clock: { now: () => readCertificate(certificatePem).notBefore },
      random,
    });
    expect(openssl('verify', '-CAfile', fileOf(certificatePem), fileOf(pem))).toContain('OK');
  });
});

describe('serial numbers', () => {
  it('are 40 hexadecimal digits, positive, different each time, as openssl shows them', () => {
    const info = readCertificate(pki.tls.certificatePem);
    expect(info.serialNumber).toMatch(/^[4-7][0-9A-F]{39}$/);
    expect(readCertificate(pki.wss.certificatePem).serialNumber).not.toBe(info.serialNumber);
    const shown = openssl('x509', '-in', fileOf(info.pem), '-noout', '-serial');
    expect(shown.trim()).toBe(`serial=${info.serialNumber}`);
  });

  it('stay positive for the extremes of randomness', () => {
    const fixed = (value: number) => ({ ...random, bytes: () => new Uint8Array(20).fill(value) });
    expect(newSerialNumber(fixed(0xff))).toBe(`7F${'FF'.repeat(19)}`);
    expect(newSerialNumber(fixed(0))).toBe(`40${'00'.repeat(19)}`);
  });
});

describe('keys and certificates', () => {
  it('belong together or not', () => {
    expect(keyMatchesCertificate(pki.tls.privateKeyPem, pki.tls.certificatePem)).toBe(true);
    expect(keyMatchesCertificate(pki.wss.privateKeyPem, pki.tls.certificatePem)).toBe(false);
    const curve = openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout');
    expect(keyMatchesCertificate(curve, pki.tls.certificatePem)).toBe(false);
  });

  it('a root takes a plain name and the years it is given', async () => {
    const root = await createAuthority({ name: 'Kartoteka Test', clock, random, years: 2 });
    const info = readCertificate(root.certificatePem);
    expect(info).toMatchObject({ isCa: true, publicKeyBits: 3072 });
    expect(info.subject.text).toBe('CN=Kartoteka Test');
    expect(info.notAfter.getTime() - info.notBefore.getTime()).toBe(730 * 86_400_000);
    expect(keyMatchesCertificate(root.privateKeyPem, root.certificatePem)).toBe(true);
  });
});
