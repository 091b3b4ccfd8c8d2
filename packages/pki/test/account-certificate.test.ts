import { type AccountId, Problem, parseAccountId } from '@kartoteka/kernel';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accountCommonName,
  type CertificateInfo,
  type CertificateProfile,
  checkAccountCertificate,
  checkValidityPeriod,
  describeCertificate,
  issueCertificate,
  parseAccountCommonName,
  readCertificate,
  readCertificates,
} from '../src/index.ts';
import {
  account,
  clock,
  fileOf,
  makeSamplePki,
  openssl,
  random,
  type SamplePki,
  subject,
} from './sample.ts';

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

async function issued(cn: string, profile: CertificateProfile): Promise<CertificateInfo> {
  const pem = await issueCertificate({
    authority: pki.issuing,
    publicKeyPem: pki.tls.publicKeyPem,
    subject: { ...subject, cn },
    profile,
    days: 365,
    clock,
    random,
  });
  return readCertificate(pem);
}

describe('common names of accounts', () => {
  it('are written with sixteen digits and read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_999_999_999_999_999n }), (number) => {
        const id = parseAccountId(String(number)) as AccountId;
        for (const kind of ['TLS', 'WSS'] as const) {
          const cn = accountCommonName(id, kind);
          expect(cn).toHaveLength(20);
          expect(parseAccountCommonName(cn)).toEqual({ account: id, kind });
        }
      }),
    );
  });

  it('are read with any number of zeros on the left, as the field writes them', () => {
    expect(parseAccountCommonName('000000000000000005 TLS')).toEqual({
      account: '0000000000000005',
      kind: 'TLS',
    });
    expect(parseAccountCommonName('5010 WSS')?.account).toBe('0000000000005010');
  });

  it('are nothing else', () => {
    for (const cn of [
      '',
      'TLS',
      '5010',
      '5010TLS',
      '5010  TLS',
      ' 5010 TLS',
      '5010 TLS ',
      '5010 tls',
      '5010 WSSE',
      '5010 TLS WSS',
      '5010\u0000 TLS',
      '5010 TLS\n',
      '0 TLS',
      '-5010 TLS',
      '５０１０ TLS',
      '123456789012345678901 TLS',
    ]) {
      expect(parseAccountCommonName(cn), cn).toBeUndefined();
    }
  });
});

describe('the certificate of an account', () => {
  it('passes in its own place', () => {
    checkAccountCertificate(readCertificate(pki.tls.certificatePem), account, 'TLS');
    checkAccountCertificate(readCertificate(pki.wss.certificatePem), account, 'WSS');
  });

  it('is refused with a code of its own for each row of the table', async () => {
    const rows: readonly (readonly [string, string, CertificateProfile, 'TLS' | 'WSS'])[] = [
      ['pki.common-name', 'Przychodnia', 'tls-client', 'TLS'],
      ['pki.common-name', '0000000000005010', 'tls-client', 'TLS'],
      ['pki.other-account', '0000000000005011 TLS', 'tls-client', 'TLS'],
      ['pki.other-account', '0000000000005011 WSS', 'tls-client', 'TLS'],
      ['pki.certificate-kind', '0000000000005010 WSS', 'wss', 'TLS'],
      ['pki.certificate-kind', '0000000000005010 TLS', 'tls-client', 'WSS'],
      ['pki.purpose', '0000000000005010 TLS', 'wss', 'TLS'],
      ['pki.purpose', '0000000000005010 TLS', 'tls-server', 'TLS'],
      ['pki.purpose', '0000000000005010 WSS', 'tls-client', 'WSS'],
      ['pki.purpose', '0000000000005010 WSS', 'issuing-ca', 'WSS'],
      ['none', '000000000000005010 TLS', 'tls-client', 'TLS'],
    ];
    for (const [code, cn, profile, place] of rows) {
      const info = await issued(cn, profile);
      expect(
        codeOf(() => checkAccountCertificate(info, account, place)),
        `${cn} ${profile}`,
      ).toBe(code);
    }
  });

  it('is refused when two CNs are in it, whichever comes first', () => {
    for (const names of ['/CN=5010 TLS/CN=5011 TLS', '/CN=5011 TLS/CN=5010 TLS']) {
      const key = fileOf(pki.tls.privateKeyPem);
      const purpose = ['-addext', 'extendedKeyUsage=clientAuth'];
      const info = readCertificate(
        openssl('req', '-x509', '-key', key, '-subj', names, '-days', '9', ...purpose),
      );
      expect(info.subject.cn).toBeUndefined();
      expect(codeOf(() => checkAccountCertificate(info, account, 'TLS'))).toBe('pki.common-name');
    }
  });

  it('is refused for a weak key or one of an unknown kind', () => {
    const make = (key: string): CertificateInfo =>
      readCertificate(
        openssl(
          ...['req', '-x509', '-key', fileOf(key), '-subj', '/CN=5010 TLS', '-days', '9'],
          ...['-addext', 'basicConstraints=CA:FALSE', '-addext', 'extendedKeyUsage=clientAuth'],
        ),
      );
    const check = (key: string): string =>
      codeOf(() => checkAccountCertificate(make(key), account, 'TLS'));
    expect(check(openssl('genrsa', '1024'))).toBe('pki.key-weak');
    expect(check(openssl('genrsa', '2048'))).toBe('none');
    expect(check(openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout'))).toBe('none');
    expect(check(openssl('genpkey', '-algorithm', 'ed25519'))).toBe('pki.key-kind');
  });

  it('is in date from its first to its last second', () => {
    const info = readCertificate(pki.tls.certificatePem);
    const at = (iso: string): string =>
      codeOf(() => checkValidityPeriod(info, { now: () => new Date(iso) }));
    expect(at('2026-03-01T07:59:59.999Z')).toBe('pki.not-yet-valid');
    expect(at('2026-03-01T08:00:00.000Z')).toBe('none');
    expect(at('2027-03-01T08:00:00.999Z')).toBe('none');
    expect(at('2027-03-01T08:00:01.000Z')).toBe('pki.expired');
  });
});

describe('the readable view', () => {
  it('S003-203 S003-206 shows CN, O, OU and C on lines of their own, NotBefore and NotAfter', () => {
    const info = readCertificate(pki.tls.certificatePem);
    expect(describeCertificate(info).split('\n')).toEqual([
      `Serial Number: ${info.serialNumber}`,
      'Issuer:',
      '    CN=Test Issuing',
      '    C=PL',
      'NotBefore: 2026-03-01 08:00:00 UTC',
      'NotAfter: 2027-03-01 08:00:00 UTC',
      'Subject:',
      '    CN=0000000000005010 TLS',
      '    OU=Rejestracja',
      `    O=${subject.o}`,
      '    C=PL',
      'Public Key: RSA 2048 bits',
      'Purpose: client authentication',
      `Cert Hash(sha256): ${info.sha256}`,
      '',
    ]);
  });

  it('S003-204 shows the subject of a WSS certificate', () => {
    const text = describeCertificate(readCertificate(pki.wss.certificatePem));
    expect(text).toContain('Subject:\n    CN=0000000000005010 WSS\n');
    expect(text).toContain('Purpose: not limited');
  });

  it('cannot be given lines by a name', () => {
    const key = fileOf(pki.tls.privateKeyPem);
    const args = ['req', '-x509', '-key', key, '-days', '9', '-utf8'];
    const pem = openssl(...args, '-subj', '/CN=5010 TLS\nNotAfter: 2099-01-01 00:00:00 UTC');
    const text = describeCertificate(readCertificate(pem));
    expect(text.split('\n').filter((line) => line.startsWith('NotAfter'))).toHaveLength(1);
  });
});

describe('reading certificates', () => {
  it('agrees with openssl on fingerprint, dates and serial number', () => {
    const info = readCertificate(pki.tls.certificatePem);
    const file = fileOf(info.pem);
    const show = (what: string): string =>
      openssl('x509', '-in', file, '-noout', ...what.split(' '));
    expect(
      show('-fingerprint -sha256')
        .replace(/.*=|:|\s/g, '')
        .toLowerCase(),
    ).toBe(info.sha256);
    expect(show('-dates')).toContain('notAfter=Mar  1 08:00:00 2027 GMT');
    expect(readCertificate(info.der)).toEqual(info);
  });

  it('takes every certificate of a bundle, in its order', () => {
    const bundle = pki.tls.certificatePem + pki.issuing.certificatePem + pki.root.certificatePem;
    expect(readCertificates(bundle).map(({ isCa }) => isCa)).toEqual([false, true, true]);
    expect(readCertificates('nothing here')).toEqual([]);
  });

  it('refuses what is none', () => {
    const unreadable = 'pki.certificate-unreadable';
    expect(codeOf(() => readCertificate(pki.tls.privateKeyPem))).toBe(unreadable);
    expect(codeOf(() => readCertificate(''))).toBe(unreadable);
    expect(codeOf(() => readCertificate(new Uint8Array(0)))).toBe(unreadable);
    const der = readCertificate(pki.tls.certificatePem).der;
    expect(codeOf(() => readCertificate(der.subarray(0, 400)))).toBe(unreadable);
    expect(codeOf(() => readCertificate('x'.repeat(1_048_577)))).toBe('pki.too-large');
  });

  it('throws only Problems, whatever byte is damaged', () => {
    const der = readCertificate(pki.tls.certificatePem).der;
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(der);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const run = () => describeCertificate(readCertificate(damaged));
        expect(codeOf(run)).toMatch(/^none$|^pki\.certificate-unreadable$/);
      }),
      { numRuns: 500 },
    );
  });
});
