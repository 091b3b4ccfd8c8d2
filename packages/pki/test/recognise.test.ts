import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createCrl,
  readCertificate,
  readPemBlocks,
  recognisePkiFile,
  writeP12,
  writePem,
} from '../src/index.ts';
import { clock, fileOf, makeSamplePki, openssl, readBytes, type SamplePki } from './sample.ts';

let pki: SamplePki;
beforeAll(async () => {
  pki = await makeSamplePki();
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The same thing as DER, written by openssl. */
function der(command: string, pem: string, ...args: string[]): Uint8Array {
  const out = fileOf('');
  openssl(command, '-in', fileOf(pem), '-outform', 'DER', '-out', out, ...args);
  return readBytes(out);
}

describe('a chosen file', () => {
  it('S003-035 S003-077 is a certificate by its content, whatever the name ends in', async () => {
    const pem = pki.tls.certificatePem;
    const spellings = [
      bytesOf(pem),
      bytesOf(pem.replaceAll('\n', '\r\n')),
      bytesOf(`\uFEFF${pem}`),
      bytesOf(`Witam,\n\nprzesyłamy certyfikat:\n${pem}\nPozdrawiamy\n`),
      bytesOf(openssl('x509', '-in', fileOf(pem), '-text')),
      new Uint8Array(Buffer.from(`\uFEFF${pem}`, 'utf16le')),
      bytesOf(pem.replaceAll('\n', '\n  ').trim()),
      der('x509', pem),
    ];
    for (const bytes of spellings) {
      const file = await recognisePkiFile(bytes);
      expect(file.kind === 'certificate' && file.certificate.sha256).toBe(
        readCertificate(pem).sha256,
      );
    }
  });

  it('may carry chain and key with the certificate', async () => {
    const bundle = pki.tls.privateKeyPem + pki.tls.certificatePem + pki.issuing.certificatePem;
    const file = await recognisePkiFile(bytesOf(bundle));
    expect(file).toMatchObject({ kind: 'certificate', privateKeyPem: pki.tls.privateKeyPem });
    expect(file.kind === 'certificate' && file.chain[0]?.subject.cn).toBe('Test Issuing');
  });

  it('is a private key: PKCS#8, PKCS#1, SEC1, encrypted or not, PEM or DER', async () => {
    const pem = pki.tls.privateKeyPem;
    const open = { kind: 'private-key', encrypted: false, pem, bits: 2048 };
    expect(await recognisePkiFile(bytesOf(pem))).toEqual(open);
    const traditional = openssl('rsa', '-in', fileOf(pem), '-traditional');
    expect(await recognisePkiFile(bytesOf(traditional))).toEqual(open);
    expect(await recognisePkiFile(der('pkey', pem))).toEqual(open);
    expect(await recognisePkiFile(der('rsa', pem, '-traditional'))).toEqual(open);
    const curve = openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout');
    expect(await recognisePkiFile(bytesOf(curve))).toMatchObject({ bits: 256 });
    const locked = { kind: 'private-key', encrypted: true };
    const pkcs8 = ['pkcs8', '-topk8', '-in', fileOf(pem), '-passout', 'pass:a'];
    expect(await recognisePkiFile(bytesOf(openssl(...pkcs8)))).toMatchObject(locked);
    const old = openssl('rsa', '-in', fileOf(pem), '-traditional', '-des3', '-passout', 'pass:a');
    expect(await recognisePkiFile(bytesOf(old))).toMatchObject(locked);
    for (const scheme of [[], ['-v1', 'PBE-SHA1-3DES']]) {
      const out = fileOf('');
      openssl(...pkcs8, ...scheme, '-outform', 'DER', '-out', out);
      expect(await recognisePkiFile(readBytes(out))).toMatchObject(locked);
    }
  });

  it('is a public key, a request, a list or a .p12', async () => {
    const spki = pki.tls.publicKeyPem;
    const publicKey = { kind: 'public-key', pem: spki, bits: 2048 };
    expect(await recognisePkiFile(bytesOf(spki))).toEqual(publicKey);
    expect(await recognisePkiFile(der('pkey', spki, '-pubin'))).toEqual(publicKey);
    for (const bytes of [bytesOf(pki.tls.csrPem), der('req', pki.tls.csrPem)]) {
      const file = await recognisePkiFile(bytes);
      expect(file.kind === 'csr' && file.csr.subject.cn).toBe('0000000000005010 TLS');
    }
    const crl = await createCrl({ authority: pki.root, number: 1, revoked: [], days: 1, clock });
    for (const bytes of [bytesOf(crl), der('crl', crl)]) {
      expect(await recognisePkiFile(bytes)).toMatchObject({ kind: 'crl', crl: { entries: [] } });
    }
    const { privateKeyPem, certificatePem } = pki.tls;
    const ours = await writeP12({
      privateKeyPem,
      certificatePem,
      password: 'a',
      friendlyName: 'x',
    });
    expect(await recognisePkiFile(ours)).toEqual({ kind: 'p12' });
    const out = fileOf('');
    const inputs = ['-inkey', fileOf(privateKeyPem), '-in', fileOf(certificatePem)];
    openssl('pkcs12', '-export', '-legacy', ...inputs, '-passout', 'pass:a', '-out', out);
    expect(await recognisePkiFile(readBytes(out))).toEqual({ kind: 'p12' });
  });

  it('is unknown otherwise, damaged ones included', async () => {
    const unknown = { kind: 'unknown' };
    const others = [
      new Uint8Array(0),
      bytesOf('<ClinicalDocument/>'),
      bytesOf('%PDF-1.7'),
      new Uint8Array([0x30]),
      new Uint8Array([0x30, 0x82, 0xff, 0xff, 0, 0]),
      bytesOf('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      bytesOf('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
      bytesOf('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'),
      bytesOf('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n'),
      bytesOf('-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n'),
      bytesOf('-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----\n'),
      bytesOf(pki.tls.certificatePem.slice(0, 300)),
      new Uint8Array(20_971_521),
    ];
    for (const bytes of others) expect(await recognisePkiFile(bytes)).toEqual(unknown);
  });

  it('never throws, whatever is in it', async () => {
    const starts = ['', '0', '0\u0082\u0001', '-----BEGIN CERTIFICATE-----\n', '-----BEGIN '];
    const content = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(content, async ([start, rest]) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), rest]);
        expect((await recognisePkiFile(bytes)).kind).toBe('unknown');
      }),
      { numRuns: 300 },
    );
  });
});

describe('PEM', () => {
  it('is read back as written, for any bytes and any label', () => {
    const label = fc.constantFrom('CERTIFICATE', 'PRIVATE KEY', 'X509 CRL');
    const block = fc.tuple(label, fc.uint8Array({ minLength: 1, maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const read = readPemBlocks(
          blocks.map(([name, bytes]) => writePem(name, bytes)).join('x\n'),
        );
        const plain = read.map((one) => [one.label, Buffer.from(one.der).toString('hex')]);
        expect(plain).toEqual(
          blocks.map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]),
        );
      }),
    );
  });

  it('is left out where base64 or the end is missing, and counted', () => {
    const good = writePem('CERTIFICATE', new Uint8Array([1, 2, 3]));
    const broken = '-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n';
    expect(readPemBlocks(broken + good)).toHaveLength(1);
    expect(readPemBlocks(good.slice(0, 40))).toHaveLength(0);
    expect(readPemBlocks('-----BEGIN CERTIFICATE')).toHaveLength(0);
    expect(readPemBlocks(good.repeat(500))).toHaveLength(100);
  });
});
