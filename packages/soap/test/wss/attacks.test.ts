import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '@kartoteka/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Attack,
  contents,
  coverages,
  type Material,
  structures,
  weakAlgorithms,
  wrappings,
} from './attacks.sample.ts';
import { hasXmlsec1, programs, xmlsec1Verifies } from './foreign.sample.ts';
import {
  check,
  type Identity,
  makeIdentity,
  names,
  now,
  refusalOf,
  signMessage,
  unsignedEnvelope,
} from './message.sample.ts';
import { resign } from './resign.sample.ts';

let material: Material;

beforeAll(async () => {
  const identity = await makeIdentity('0000000000005010 WSS');
  const other = await makeIdentity('0000000000005028 WSS');
  const message = await signMessage(identity);
  material = { identity, other, weak: makeWeakIdentity(), message };
});

/** Our own authority issues no such certificate, so openssl does. */
function makeWeakIdentity(): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-weak-'));
  try {
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    const what = ['-newkey', 'rsa:1024', '-subj', '/CN=weak WSS', '-days', '3650'];
    execFileSync(programs.openssl, ['req', '-x509', '-nodes', ...what, ...files], {
      stdio: 'ignore',
    });
    return {
      privateKeyPem: readFileSync(join(folder, 'key.pem'), 'utf8'),
      certificatePem: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const corpus: readonly [string, readonly Attack[]][] = [
  ['wrappings', wrappings],
  ['structures', structures],
  ['altered content', contents],
  ['coverage', coverages],
  ['weak or foreign algorithms', weakAlgorithms],
];

describe.each(corpus)('%s', (_kind, attacks) => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    expect(await refusalOf(check(material.message))).toBe('accepted');
    const message = await attack.make(material);
    expect(message).not.toBe(material.message);
    expect(await refusalOf(check(message))).toBe(attack.code);
    if (attack.holds && hasXmlsec1) {
      expect(xmlsec1Verifies(message, material.identity)).toMatchObject({ ok: true });
    }
  });
});

it('the corpus is as large as it says, each attack named once', () => {
  const all = corpus.flatMap(([, attacks]) => attacks.map(({ name }) => name));
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(70);
});

describe('the time of a message', () => {
  const at = (iso: string) => refusalOf(check(material.message, { clock: fixedClock(iso) }));

  it.each([
    ['when it is made', '2026-03-01T08:00:00Z', 'accepted'],
    ['at the end of its life, within the skew', '2026-03-01T08:05:59Z', 'accepted'],
    ['beyond both', '2026-03-01T08:06:00Z', 'security.message-expired'],
    ['a day later', '2026-03-02T08:00:00Z', 'security.message-expired'],
    ['before it was made, within the skew', '2026-03-01T07:59:00Z', 'accepted'],
    ['before that', '2026-03-01T07:58:59Z', 'security.message-future'],
  ])('%s: %s is %s', async (_name, iso, outcome) => {
    expect(await at(iso)).toBe(outcome);
  });

  it('follows another skew where given one', async () => {
    const clock = fixedClock('2026-03-01T08:05:01Z');
    expect(await refusalOf(check(material.message, { clock, timestampSkewMs: 1_000 }))).toBe(
      'security.message-expired',
    );
  });

  it('spans no more than is allowed, because the replay cache has to remember it', async () => {
    const long = await signMessage(material.identity, unsignedEnvelope(), { lifetimeMs: 300_001 });
    expect(await refusalOf(check(long))).toBe('security.message-lifetime');
    expect(await refusalOf(check(long, { lifetimeMaxMs: 600_000 }))).toBe('accepted');
  });

  const created = '<wsu:Created>2026-03-01T08:00:00.000Z</wsu:Created>';
  const expires = '<wsu:Expires>2026-03-01T08:05:00.000Z</wsu:Expires>';

  it.each([
    ['has no Expires', created],
    ['has no Created', expires],
    ['is empty', ''],
    ['turns the two around', expires + created],
    ['has two Created', created + created + expires],
    ['has something behind them', `${created}${expires}<wsu:More/>`],
    ['has no time zone', created + expires.replace('Z', '')],
    ['has a thirteenth month', created.replace('-03-', '-13-') + expires],
    ['has words', created + expires.replace(/2026.*Z/, 'tomorrow')],
    ['ends when it begins', created + expires.replace('08:05', '08:00')],
    ['ends before it begins', created + expires.replace('08:05', '07:05')],
    ['is of another namespace', created + expires.replaceAll('wsu:', 'wsse:')],
  ])('is not read from a signed Timestamp that %s', async (_name, content) => {
    const changed = material.message.replace(created + expires, content);
    expect(changed).not.toBe(material.message);
    const message = resign(changed, material.identity);
    expect(await refusalOf(check(message))).toBe('security.message-timestamp');
  });

  it('is read with and without fractions and with an offset', async () => {
    for (const [from, to] of [
      ['08:00:00', '08:05:00.123456789Z'],
      ['09:00:00+01:00', '08:05:00Z'],
    ] as const) {
      const zone = from.includes('+') ? '' : 'Z';
      const content = `<wsu:Created>2026-03-01T${from}${zone}</wsu:Created><wsu:Expires>2026-03-01T${to}</wsu:Expires>`;
      const message = resign(
        material.message.replace(created + expires, content),
        material.identity,
      );
      const verified = await check(message, { lifetimeMaxMs: 301_000 });
      expect(verified.created.toISOString()).toBe(new Date(now).toISOString());
    }
  });
});

describe('the certificate of a message', () => {
  const reference = (inner: string) =>
    `<wsse:SecurityTokenReference xmlns:wsse="${names.wsse}">${inner}</wsse:SecurityTokenReference>`;
  const tokenProfile =
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0';
  const der = () => new X509Certificate(material.identity.certificatePem).raw;
  const withKeyInfo = (keyInfo: string) => resign(material.message, material.identity, { keyInfo });

  it.each<[string, () => string]>([
    ['a bare key', () => `<ds:KeyValue><ds:RSAKeyValue/></ds:KeyValue>`],
    ['a key name', () => '<ds:KeyName>me</ds:KeyName>'],
    [
      'a certificate outside a token reference',
      () =>
        `<ds:X509Data><ds:X509Certificate>${der().toString('base64')}</ds:X509Certificate></ds:X509Data>`,
    ],
    ['an empty token reference', () => reference('')],
    ['a token that is not there', () => reference('<wsse:Reference URI="#nobody"/>')],
    ['a token elsewhere', () => reference('<wsse:Reference URI="http://evil.example/cert"/>')],
    ['the Body as token', () => reference('<wsse:Reference URI="#body-1"/>')],
    ['two references', () => reference('<wsse:Reference URI="#a"/><wsse:Reference URI="#b"/>')],
    [
      'another kind of token',
      () => reference(`<wsse:Reference URI="#x" ValueType="${tokenProfile}#X509PKIPathv1"/>`),
    ],
    [
      'a name that nobody resolves',
      () =>
        reference(
          `<wsse:KeyIdentifier ValueType="${tokenProfile}#X509SubjectKeyIdentifier">AAAA</wsse:KeyIdentifier>`,
        ),
    ],
    [
      'an unknown kind of name',
      () => reference('<wsse:KeyIdentifier ValueType="urn:x">AAAA</wsse:KeyIdentifier>'),
    ],
    [
      'an empty name',
      () => reference(`<wsse:KeyIdentifier ValueType="${tokenProfile}#X509SubjectKeyIdentifier"/>`),
    ],
    ['an embedded token', () => reference('<wsse:Embedded/>')],
    [
      'bytes that are no certificate',
      () =>
        reference(
          `<wsse:KeyIdentifier ValueType="${tokenProfile}#X509v3">MAA=</wsse:KeyIdentifier>`,
        ),
    ],
    [
      'a certificate with bytes behind it',
      () =>
        reference(
          `<wsse:KeyIdentifier ValueType="${tokenProfile}#X509v3">${Buffer.concat([der(), Buffer.from([0])]).toString('base64')}</wsse:KeyIdentifier>`,
        ),
    ],
    [
      'a certificate of 20 KB',
      () =>
        reference(
          `<wsse:KeyIdentifier ValueType="${tokenProfile}#X509v3">${Buffer.alloc(20_000).toString('base64')}</wsse:KeyIdentifier>`,
        ),
    ],
    [
      'a serial number that is none',
      () =>
        reference(
          '<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>CN=x</ds:X509IssuerName><ds:X509SerialNumber>-1</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>',
        ),
    ],
  ])('is refused as %s', async (_name, keyInfo) => {
    expect(await refusalOf(check(withKeyInfo(keyInfo())))).toBe('security.signature-token');
  });

  it('is refused without KeyInfo, and with two things in it', async () => {
    const bare = material.message.replace(/<ds:KeyInfo>[\s\S]*<\/ds:KeyInfo>/, '');
    expect(await refusalOf(check(bare))).toBe('security.signature-token');
    const two = withKeyInfo(`${reference('<wsse:Reference URI="#a"/>')}<ds:KeyName>a</ds:KeyName>`);
    expect(await refusalOf(check(two))).toBe('security.signature-token');
  });

  it.each([
    ['of another kind', /ValueType="[^"]*#X509v3"/, 'ValueType="urn:x"'],
    ['in another encoding', /EncodingType="[^"]*"/, 'EncodingType="urn:hex"'],
    ['that is no base64', /(?<=<wsse:BinarySecurityToken[^>]*>)./, '&amp;'],
  ])('is refused from a token %s', async (_name, pattern, by) => {
    const message = material.message.replace(pattern, by);
    expect(message).not.toBe(material.message);
    expect(await refusalOf(check(message))).toBe('security.signature-token');
  });

  it('may stand in the key identifier, in X509Data, or be found by its name', async () => {
    const direct = reference(
      `<wsse:KeyIdentifier ValueType="${tokenProfile}#X509v3">${der().toString('base64')}</wsse:KeyIdentifier>`,
    );
    expect(await refusalOf(check(withKeyInfo(direct)))).toBe('accepted');
    const data = reference(
      `<ds:X509Data><ds:X509Certificate>${der().toString('base64')}</ds:X509Certificate></ds:X509Data>`,
    );
    expect(await refusalOf(check(withKeyInfo(data)))).toBe('accepted');
    const thumbprint =
      'http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1';
    const asked: unknown[] = [];
    const findCertificate = async (name: unknown) => {
      asked.push(name);
      return der();
    };
    for (const inner of [
      `<wsse:KeyIdentifier ValueType="${tokenProfile}#X509SubjectKeyIdentifier">q80=</wsse:KeyIdentifier>`,
      `<wsse:KeyIdentifier ValueType="${thumbprint}">Eis=</wsse:KeyIdentifier>`,
      '<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>CN=Test</ds:X509IssuerName><ds:X509SerialNumber>4096</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>',
    ]) {
      const message = withKeyInfo(reference(inner));
      expect(await refusalOf(check(message, { findCertificate }))).toBe('accepted');
    }
    expect(asked).toEqual([
      { kind: 'subject-key-identifier', value: 'abcd' },
      { kind: 'thumbprint-sha1', value: '122b' },
      { kind: 'issuer-serial', issuer: 'CN=Test', serial: '1000' },
    ]);
  });

  it('has a key of the kind that the algorithm needs', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const mixed = { ...material.identity, privateKeyPem: pem };
    expect(await refusalOf(check(resign(material.message, mixed)))).toBe('security.signature-key');
  });
});
