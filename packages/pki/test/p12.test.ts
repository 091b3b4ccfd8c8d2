import { Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import forge from 'node-forge';
import {
  AuthenticatedSafe,
  CryptoEngine,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  keyMatchesCertificate,
  publicKeyOf,
  readCertificate,
  readP12,
  writeP12,
} from '../src/index.ts';
import { fileOf, makeSamplePki, openssl, readBytes, type SamplePki, tryOpenssl } from './sample.ts';

let pki: SamplePki;
beforeAll(async () => {
  pki = await makeSamplePki();
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (problem) {
    if (problem instanceof Problem) return problem.code;
    throw problem;
  }
  return 'none';
}

/** Makes a .p12 with openssl from the TLS pair and the issuing certificate. */
function opensslP12(password: string, ...args: string[]): Uint8Array {
  const out = fileOf('');
  openssl(
    'pkcs12',
    '-export',
    ...['-inkey', fileOf(pki.tls.privateKeyPem)],
    ...['-in', fileOf(pki.tls.certificatePem), '-certfile', fileOf(pki.issuing.certificatePem)],
    ...['-passout', `pass:${password}`, '-out', out],
    ...args,
  );
  return readBytes(out);
}

describe('reading .p12', () => {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['AES-256 as OpenSSL 3 writes by default', []],
    ['RC2-40 and 3DES of old national portals', ['-legacy']],
    ['3DES for both', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['AES-128 with a SHA-512 MAC', ['-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['certificates in the clear', ['-certpbe', 'NONE']],
    ['key in the clear', ['-keypbe', 'NONE']],
    ['no MAC', ['-nomac']],
  ];
  for (const [name, args] of kinds) {
    it(`opens ${name}`, () => {
      const content = readP12(opensslP12('tajne-1', ...args), 'tajne-1');
      expect(publicKeyOf(content.privateKeyPem)).toBe(pki.tls.publicKeyPem);
      expect(content.certificate.sha256).toBe(readCertificate(pki.tls.certificatePem).sha256);
      expect(content.chain.map(({ subject }) => subject.cn)).toEqual(['Test Issuing']);
    });
  }

  it('opens passwords with Polish letters, in the old and the new schemes', () => {
    expect(readP12(opensslP12('zażółć'), 'zażółć').certificate.isCa).toBe(false);
    expect(readP12(opensslP12('zażółć', '-legacy'), 'zażółć').certificate.isCa).toBe(false);
  });

  it('opens an elliptic-curve key, which the old library cannot hold', () => {
    const key = fileOf(openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout'));
    const certificate = openssl('req', '-x509', '-key', key, '-subj', '/CN=x', '-days', '9');
    const out = fileOf('');
    const files = ['-inkey', key, '-in', fileOf(certificate)];
    openssl('pkcs12', '-export', ...files, '-passout', 'pass:a', '-out', out);
    const content = readP12(readBytes(out), 'a');
    expect(content.certificate.publicKeyKind).toBe('ec');
    expect(keyMatchesCertificate(content.privateKeyPem, certificate)).toBe(true);
  });

  it('tells a wrong password from a damaged file', () => {
    for (const args of [[], ['-legacy'], ['-nomac']]) {
      const bytes = opensslP12('tajne-1', ...args);
      expect(codeOf(() => readP12(bytes, 'tajne-2'))).toBe('pki.password');
      expect(codeOf(() => readP12(bytes, ''))).toBe('pki.password');
      expect(codeOf(() => readP12(bytes.subarray(0, 300), 'tajne-1'))).toBe('pki.p12-unreadable');
    }
    expect(codeOf(() => readP12(new Uint8Array([0x30, 0x00]), 'x'))).toBe('pki.p12-unreadable');
    expect(codeOf(() => readP12(new Uint8Array(2_000_000), 'x'))).toBe('pki.too-large');
  });

  it('believes the MAC: nothing else tells a wrong password where nothing is encrypted', () => {
    const bytes = opensslP12('tajne-1', '-certpbe', 'NONE', '-keypbe', 'NONE');
    expect(codeOf(() => readP12(bytes, 'tajne-1'))).toBe('none');
    expect(codeOf(() => readP12(bytes, 'tajne-2'))).toBe('pki.password');
  });

  it('never throws anything but a Problem, whatever byte is damaged', () => {
    const bytes = opensslP12('a', '-iter', '1');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(codeOf(() => readP12(damaged, 'a'))).toMatch(/^none$|^pki\./);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a file without a key or with a foreign certificate', () => {
    const out = fileOf('');
    const nokeys = ['pkcs12', '-export', '-nokeys', '-in', fileOf(pki.tls.certificatePem)];
    openssl(...nokeys, '-passout', 'pass:a', '-out', out);
    expect(codeOf(() => readP12(readBytes(out), 'a'))).toBe('pki.p12-incomplete');
    const asn1 = forge.pkcs12.toPkcs12Asn1(
      forge.pki.privateKeyFromPem(pki.wss.privateKeyPem),
      [forge.pki.certificateFromPem(pki.tls.certificatePem)],
      'a',
      { algorithm: 'aes128' },
    );
    const mixed = Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
    expect(codeOf(() => readP12(mixed, 'a'))).toBe('pki.p12-incomplete');
  });

  it('refuses stretching that would block the process, before doing it', () => {
    const bytes = opensslP12('a', '-iter', '2000000', '-certpbe', 'NONE', '-nomac');
    const started = performance.now();
    expect(codeOf(() => readP12(bytes, 'a'))).toBe('pki.too-large');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a .p12 that hides its stretching', () => {
  it('inside an encrypted safe is refused as well', async () => {
    const password = new TextEncoder().encode('a').buffer;
    const engine = new CryptoEngine({ name: 'node', crypto: globalThis.crypto as never });
    const encryption = (iterationCount: number) => ({
      password,
      contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 },
      hmacHashAlgorithm: 'SHA-256',
      iterationCount,
    });
    const der = Buffer.from(pki.tls.privateKeyPem.replace(/-----.*?-----|\s/g, ''), 'base64');
    const parsedValue = PrivateKeyInfo.fromBER(new Uint8Array(der).buffer);
    const bagValue = new PKCS8ShroudedKeyBag({ parsedValue });
    await bagValue.makeInternalValues(encryption(1_500_000) as never, engine);
    const bag = new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue });
    const safe = { privacyMode: 1, value: new SafeContents({ safeBags: [bag] }) };
    const authenticatedSafe = new AuthenticatedSafe({ parsedValue: { safeContents: [safe] } });
    await authenticatedSafe.makeInternalValues({ safeContents: [encryption(1)] }, engine);
    const pfx = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
    const mac = { password, iterations: 1, hmacHashAlgorithm: 'SHA-256' };
    await pfx.makeInternalValues(
      { ...mac, pbkdf2HashAlgorithm: { name: 'SHA-256' } as never },
      engine,
    );
    const bytes = new Uint8Array(pfx.toSchema().toBER(false));
    const started = performance.now();
    expect(codeOf(() => readP12(bytes, 'a'))).toBe('pki.too-large');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('writing .p12', () => {
  const write = (change: object = {}): Promise<Uint8Array> =>
    writeP12({
      privateKeyPem: pki.tls.privateKeyPem,
      certificatePem: pki.tls.certificatePem,
      chainPem: [pki.issuing.certificatePem, pki.root.certificatePem],
      password: 'Xy7-abc',
      friendlyName: '0000000000005010 TLS',
      ...change,
    });

  it('S003-128 makes a file that openssl opens with the password, key and chain inside', async () => {
    const file = fileOf(await write());
    const opened = openssl('pkcs12', '-in', file, '-passin', 'pass:Xy7-abc', '-nodes');
    expect(opened.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(publicKeyOf(opened)).toBe(pki.tls.publicKeyPem);
    expect(opened).toContain('friendlyName: 0000000000005010 TLS');
    expect(tryOpenssl('pkcs12', '-in', file, '-passin', 'pass:Xy7-abd', '-nodes').ok).toBe(false);
  });

  it('uses AES-256 and SHA-256 throughout', async () => {
    const file = fileOf(await write());
    const run = tryOpenssl('pkcs12', '-in', file, '-passin', 'pass:Xy7-abc', '-info', '-noout');
    expect(run.text).toContain('MAC: sha256, Iteration 20000');
    const schemes = run.text.match(/PBES2.*/g);
    expect(schemes).toHaveLength(2);
    for (const scheme of schemes ?? []) {
      expect(scheme).toMatch(/PBKDF2, AES-256-CBC, Iteration 20000, PRF hmacWithSHA256/);
    }
  });

  it('is read back, for any password of ASCII characters', async () => {
    const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 128 });
    await fc.assert(
      fc.asyncProperty(ascii, async (password) => {
        const content = readP12(await write({ password }), password);
        expect(publicKeyOf(content.privateKeyPem)).toBe(pki.tls.publicKeyPem);
        expect(content.chain).toHaveLength(2);
      }),
      { numRuns: 8 },
    );
  });

  it('goes without a chain as well', async () => {
    const bytes = Buffer.from(await write({ chainPem: [] }));
    const content = readP12(bytes, 'Xy7-abc');
    expect(content.certificate.subject.cn).toBe('0000000000005010 TLS');
    expect(content.chain).toEqual([]);
  });

  it('is different each time', async () => {
    expect(Buffer.from(await write()).equals(Buffer.from(await write()))).toBe(false);
  });

  it('refuses a foreign key and passwords that programs encode differently', async () => {
    const codeOfWrite = (change: object): Promise<string> =>
      write(change).then(
        () => 'none',
        (problem: Problem) => problem.code,
      );
    expect(await codeOfWrite({ privateKeyPem: pki.wss.privateKeyPem })).toBe('pki.key-mismatch');
    expect(await codeOfWrite({ password: 'zażółć' })).toBe('pki.password-characters');
    expect(await codeOfWrite({ password: '' })).toBe('pki.password-characters');
    expect(await codeOfWrite({ password: 'x'.repeat(129) })).toBe('pki.password-characters');
  });
});
