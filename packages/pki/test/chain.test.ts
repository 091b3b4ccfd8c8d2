import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Authority,
  type CertificateInfo,
  chainProblem,
  createAuthority,
  createCrl,
  isRevoked,
  issueCertificate,
  readCertificate,
  readCrl,
  verifyChain,
} from '../src/index.ts';
import {
  clock,
  fileOf,
  makeSamplePki,
  openssl,
  random,
  readBytes,
  type SamplePki,
  tryOpenssl,
} from './sample.ts';

let pki: SamplePki;
let root: CertificateInfo;
let issuing: CertificateInfo;
let leaf: CertificateInfo;
let stranger: Authority;
beforeAll(async () => {
  pki = await makeSamplePki();
  root = readCertificate(pki.root.certificatePem);
  issuing = readCertificate(pki.issuing.certificatePem);
  leaf = readCertificate(pki.tls.certificatePem);
  stranger = await createAuthority({ name: { cn: 'Test Root', c: 'PL' }, clock, random });
});

function verdict(change: Partial<Parameters<typeof verifyChain>[0]> = {}): string {
  const result = verifyChain({ leaf, intermediates: [issuing], roots: [root], clock, ...change });
  return result.ok ? 'ok' : result.reason;
}

/** A certificate made by openssl below our issuing authority, with the extensions given. */
function opensslLeaf(
  extensions: string,
  args: readonly string[] = [],
  authority: Authority = pki.issuing,
): CertificateInfo {
  const request = ['req', '-new', '-key', fileOf(pki.tls.privateKeyPem), '-subj', '/CN=x'];
  const pem = openssl(
    ...[
      'x509',
      '-req',
      '-in',
      fileOf(openssl(...request)),
      '-CA',
      fileOf(authority.certificatePem),
    ],
    ...['-CAkey', fileOf(authority.privateKeyPem), '-extfile', fileOf(extensions)],
    ...['-set_serial', '77', '-days', '2000', ...args],
  );
  return readCertificate(pem);
}

function laterThan(certificate: CertificateInfo): { now(): Date } {
  return { now: () => new Date(certificate.notBefore.getTime() + 1000) };
}

describe('chains', () => {
  it('hold from the leaf over the issuing authority to the root', () => {
    const result = verifyChain({ leaf, intermediates: [issuing], roots: [root], clock });
    expect(result.ok && result.chain.map(({ subject }) => subject.cn)).toEqual([
      '0000000000005010 TLS',
      'Test Issuing',
      'Test Root',
    ]);
    expect(verdict({ intermediates: [], roots: [issuing] })).toBe('ok');
    expect(verdict({ intermediates: [root, issuing, leaf] })).toBe('ok');
    expect(verdict({ leaf: root })).toBe('ok');
  });

  it('name what is missing, and what will never be trusted', async () => {
    expect(verdict({ intermediates: [] })).toBe('chain-incomplete');
    expect(verdict({ roots: [] })).toBe('chain-incomplete');
    expect(verdict({ intermediates: [issuing, root], roots: [] })).toBe('not-trusted');
    const foreignRoot = readCertificate(stranger.certificatePem);
    expect(verdict({ roots: [foreignRoot] })).toBe('not-trusted');
    expect(verdict({ leaf: foreignRoot })).toBe('not-trusted');
    const forged = await issueCertificate({
      authority: stranger,
      publicKeyPem: pki.tls.publicKeyPem,
      subject: { cn: '0000000000005010 TLS' },
      profile: 'tls-client',
      days: 9,
      clock,
      random,
    });
    expect(verdict({ leaf: readCertificate(forged) })).toBe('not-trusted');
  });

  it('end with the date of any of their certificates', () => {
    const at = (iso: string) => ({ now: () => new Date(iso) });
    expect(verdict({ clock: at('2026-02-28T00:00:00Z') })).toBe('not-yet-valid');
    expect(verdict({ clock: at('2027-03-02T00:00:00Z') })).toBe('expired');
    const young = opensslLeaf('basicConstraints=CA:FALSE', ['-days', '9000']);
    expect(verdict({ leaf: young, clock: at('2040-01-01T00:00:00Z') })).toBe('expired');
  });

  it('do not run through a certificate that may not issue', async () => {
    const below = await issueCertificate({
      authority: { certificatePem: pki.tls.certificatePem, privateKeyPem: pki.tls.privateKeyPem },
      publicKeyPem: pki.wss.publicKeyPem,
      subject: { cn: '0000000000009999 TLS' },
      profile: 'tls-client',
      days: 9,
      clock,
      random,
    });
    expect(verdict({ leaf: readCertificate(below), intermediates: [leaf, issuing] })).toBe(
      'not-an-authority',
    );
    // Below the root no path length stands in the way, so each rule has to speak for itself.
    const impostors = [
      'basicConstraints=CA:TRUE\nkeyUsage=digitalSignature',
      'basicConstraints=CA:FALSE\nkeyUsage=keyCertSign',
      'subjectKeyIdentifier=hash',
    ];
    for (const extensions of [...impostors, 'basicConstraints=CA:TRUE\nkeyUsage=keyCertSign']) {
      const between = opensslLeaf(extensions, [], pki.root);
      const under = await issueCertificate({
        authority: { certificatePem: between.pem, privateKeyPem: pki.tls.privateKeyPem },
        publicKeyPem: pki.wss.publicKeyPem,
        subject: { cn: 'y' },
        profile: 'wss',
        days: 9,
        clock: laterThan(between),
        random,
      });
      const change = { leaf: readCertificate(under), intermediates: [between] };
      const wanted = impostors.includes(extensions) ? 'not-an-authority' : 'ok';
      expect(verdict({ ...change, clock: laterThan(between) }), extensions).toBe(wanted);
    }
  });

  it('keep the path length: the issuing authority makes no further one', async () => {
    const deeper: Authority = {
      privateKeyPem: pki.tls.privateKeyPem,
      certificatePem: await issueCertificate({
        authority: pki.issuing,
        publicKeyPem: pki.tls.publicKeyPem,
        subject: { cn: 'Deeper' },
        profile: 'issuing-ca',
        days: 99,
        clock,
        random,
      }),
    };
    const pem = await issueCertificate({
      authority: deeper,
      publicKeyPem: pki.wss.publicKeyPem,
      subject: { cn: '0000000000005010 WSS' },
      profile: 'wss',
      days: 9,
      clock,
      random,
    });
    const intermediates = [readCertificate(deeper.certificatePem), issuing];
    expect(verdict({ leaf: readCertificate(pem), intermediates })).toBe('not-an-authority');
    const judged = tryOpenssl(
      ...['verify', '-attime', String(clock.now().getTime() / 1000 + 5)],
      ...[
        '-CAfile',
        fileOf(root.pem),
        '-untrusted',
        fileOf(intermediates.map((c) => c.pem).join('')),
      ],
      fileOf(pem),
    );
    expect(judged.text).toContain('path length constraint exceeded');
  });

  it('refuse SHA-1, short keys and critical extensions that nobody understands', () => {
    const old = opensslLeaf('basicConstraints=CA:FALSE', ['-sha1']);
    expect(verdict({ leaf: old, clock: laterThan(old) })).toBe('weak');
    const strange = opensslLeaf('1.2.3.4=critical,ASN1:NULL');
    expect(verdict({ leaf: strange, clock: laterThan(strange) })).toBe('critical-extension');
    const harmless = opensslLeaf('1.2.3.4=ASN1:NULL');
    expect(verdict({ leaf: harmless, clock: laterThan(harmless) })).toBe('ok');
    const key = fileOf(openssl('genrsa', '1024'));
    const self = ['req', '-x509', '-key', key, '-subj', '/CN=s', '-days', '9'];
    const short = readCertificate(openssl(...self));
    expect(verdict({ leaf: short, roots: [short], clock: laterThan(short) })).toBe('weak');
  });

  it('do not grow without end', async () => {
    const { publicKeyPem, privateKeyPem } = pki.tls;
    const chain = [issuing];
    let authority = pki.issuing;
    for (let level = 1; level <= 6; level += 1) {
      const certificatePem = await issueCertificate({
        authority,
        publicKeyPem,
        subject: { cn: `Level ${level}` },
        profile: 'issuing-ca',
        days: 99,
        clock,
        random,
      });
      chain.push(readCertificate(certificatePem));
      authority = { certificatePem, privateKeyPem };
    }
    const last = (level: number): CertificateInfo => chain[level] as CertificateInfo;
    expect(verdict({ leaf: last(6), intermediates: chain })).toBe('chain-incomplete');
    expect(verdict({ leaf: last(4), intermediates: chain })).toBe('not-an-authority');
    const copies = Array.from({ length: 20 }, () => ({ ...issuing }));
    expect(verdict({ intermediates: copies })).toBe('ok');
    expect(verdict({ intermediates: copies, roots: [] })).toBe('chain-incomplete');
  });

  it('become Problems with the codes of the table', () => {
    const codeFor = (change: Partial<Parameters<typeof verifyChain>[0]>): string => {
      const result = verifyChain({
        leaf,
        intermediates: [issuing],
        roots: [root],
        clock,
        ...change,
      });
      return result.ok ? 'ok' : chainProblem(result).code;
    };
    expect(codeFor({ intermediates: [] })).toBe('pki.chain-incomplete');
    expect(codeFor({ leaf: readCertificate(stranger.certificatePem) })).toBe('pki.not-trusted');
    expect(codeFor({ clock: { now: () => new Date('2030-01-01') } })).toBe('pki.expired');
    expect(codeFor({ clock: { now: () => new Date('2020-01-01') } })).toBe('pki.not-yet-valid');
  });
});

describe('lists of revoked certificates', () => {
  const crlOf = (revoked: readonly CertificateInfo[], authority = pki.issuing): Promise<string> =>
    createCrl({
      authority,
      number: 300,
      revoked: revoked.map(({ serialNumber }) => ({ serialNumber, revokedAt: clock.now() })),
      days: 7,
      clock,
    });

  it('are accepted by openssl and make it refuse the certificate', async () => {
    const file = fileOf(await crlOf([leaf]));
    const text = openssl('crl', '-in', file, '-noout', '-text', '-nameopt', 'utf8');
    expect(text).toContain(leaf.serialNumber);
    expect(text).toMatch(/X509v3 CRL Number:\s+(0x12C|300)/);
    expect(tryOpenssl('crl', '-in', file, '-noout', '-CAfile', fileOf(issuing.pem)).text).toContain(
      'verify OK',
    );
    const args = ['verify', '-crl_check', '-CRLfile', file, '-CAfile', fileOf(root.pem)];
    const at = ['-attime', String(clock.now().getTime() / 1000 + 5)];
    const judge = (one: CertificateInfo): string =>
      tryOpenssl(...args, ...at, '-untrusted', fileOf(issuing.pem), fileOf(one.pem)).text;
    expect(judge(leaf)).toContain('certificate revoked');
    expect(judge(readCertificate(pki.wss.certificatePem))).toContain('OK');
  });

  it('are read back, and break the chain of what they name', async () => {
    const crl = await readCrl(await crlOf([leaf]), issuing);
    expect(crl.entries).toEqual([{ serialNumber: leaf.serialNumber, revokedAt: clock.now() }]);
    expect(crl.nextUpdate?.toISOString()).toBe('2026-03-08T08:00:00.000Z');
    expect(verdict({ crls: [crl] })).toBe('revoked');
    const other = await readCrl(await crlOf([readCertificate(pki.wss.certificatePem)]), issuing);
    expect(verdict({ crls: [other] })).toBe('ok');
    expect(isRevoked(crl, issuing)).toBe(false);
  });

  it('are read as openssl writes them, PEM and DER', async () => {
    const index = `R\t270301080000Z\t260302080000Z\t${leaf.serialNumber}\tunknown\t/CN=x\n`;
    const config = `[ca]\ndefault_ca=d\n[d]\ndatabase=${fileOf(index)}\ndefault_md=sha256\ndefault_crl_days=9\n`;
    const files = ['-cert', fileOf(issuing.pem), '-keyfile', fileOf(pki.issuing.privateKeyPem)];
    const pem = openssl('ca', '-gencrl', '-config', fileOf(config), ...files);
    const crl = await readCrl(pem, issuing);
    expect(verdict({ crls: [crl] })).toBe('revoked');
    const der = fileOf('');
    openssl('crl', '-in', fileOf(pem), '-outform', 'DER', '-out', der);
    expect((await readCrl(readBytes(der))).entries).toEqual(crl.entries);
  });

  it('count only when their issuer signed them', async () => {
    const codeOf = (run: Promise<unknown>): Promise<string> =>
      run.then(
        () => 'none',
        (problem: { code: string }) => problem.code,
      );
    const pem = await crlOf([leaf]);
    expect(await codeOf(readCrl(pem, root))).toBe('pki.crl-signature');
    const impostor = { ...stranger, certificatePem: pki.root.certificatePem };
    expect(await codeOf(readCrl(await crlOf([leaf], impostor), root))).toBe('pki.crl-signature');
    const foreign = await readCrl(await crlOf([leaf], stranger));
    expect(verdict({ crls: [foreign] })).toBe('ok');
    expect(await codeOf(readCrl(leaf.pem))).toBe('pki.crl-unreadable');
    expect(await codeOf(readCrl(leaf.der))).toBe('pki.crl-unreadable');
    expect(await codeOf(readCrl(new Uint8Array(20_971_521)))).toBe('pki.too-large');
  });
});
