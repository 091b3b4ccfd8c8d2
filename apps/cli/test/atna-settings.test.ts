import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '@kartoteka/kernel';
import { ConfigProblem } from '@kartoteka/service';
import { afterAll, describe, expect, it } from 'vitest';
import { collectorOf } from '../src/atna-settings.ts';
import { readSettings } from '../src/settings.ts';

const cert = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';
const url = 'tls://atna.example:7514';

describe('settings of the audit record repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-settings-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const collector = (env: Record<string, string>) => collectorOf(readSettings(env));
  const wrong = (env: Record<string, string>): string[] => {
    try {
      readSettings(env);
      return [];
    } catch (thrown) {
      if (!(thrown instanceof ConfigProblem)) throw thrown;
      for (const language of languages) expect(thrown.text(language)).not.toContain('MII');
      return thrown.findings.map(({ name }) => name);
    }
  };

  it('tells nobody unless an address is set', () => {
    expect(collector({})).toBeUndefined();
  });

  it('reads host and port, the registered one unless said otherwise, and addresses in brackets', () => {
    expect(collector({ KARTOTEKA_ATNA_URL: url })).toEqual({ host: 'atna.example', port: 7514 });
    expect(collector({ KARTOTEKA_ATNA_URL: 'tls://[2001:db8::7]' })).toEqual({
      host: '2001:db8::7',
      port: 6514,
    });
  });

  it('takes certificates as text, as a path, and by the _FILE form', () => {
    const path = join(folder, 'ca.pem');
    writeFileSync(path, cert);
    const given = { host: 'atna.example', port: 7514, ca: cert, cert, key };
    expect(
      collector({
        KARTOTEKA_ATNA_URL: url,
        KARTOTEKA_ATNA_CA: path,
        KARTOTEKA_ATNA_CERT_FILE: path,
        KARTOTEKA_ATNA_KEY: key,
      }),
    ).toEqual(given);
  });

  it.each([
    [
      'an address without TLS',
      { KARTOTEKA_ATNA_URL: 'http://atna.example' },
      ['KARTOTEKA_ATNA_URL'],
    ],
    ['a path in the address', { KARTOTEKA_ATNA_URL: `${url}/log` }, ['KARTOTEKA_ATNA_URL']],
    [
      'a password in the address',
      { KARTOTEKA_ATNA_URL: 'tls://a:b@atna.example' },
      ['KARTOTEKA_ATNA_URL'],
    ],
    ['no certificate', { KARTOTEKA_ATNA_URL: url, KARTOTEKA_ATNA_CA: key }, ['KARTOTEKA_ATNA_CA']],
    ['a key alone', { KARTOTEKA_ATNA_URL: url, KARTOTEKA_ATNA_KEY: key }, ['KARTOTEKA_ATNA_CERT']],
    [
      'a certificate alone',
      { KARTOTEKA_ATNA_URL: url, KARTOTEKA_ATNA_CERT: cert },
      ['KARTOTEKA_ATNA_KEY'],
    ],
    ['an authority without an address', { KARTOTEKA_ATNA_CA: cert }, ['KARTOTEKA_ATNA_URL']],
  ])('refuses %s', (_name, env, names) => {
    expect(wrong(env)).toEqual(names);
  });
});
