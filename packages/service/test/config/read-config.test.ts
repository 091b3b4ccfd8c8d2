import { languages } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  basePortMax,
  ConfigProblem,
  type ConfigShape,
  isLoopback,
  keyFileOf,
  portOf,
  portOffsets,
  readConfig,
  sharedRules,
  sharedSettings,
} from '../../src/config/index.ts';

const cert = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';

function filesOf(files: Record<string, string>): (path: string) => string {
  return (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`);
    return text;
  };
}

function readShared(env: Record<string, string>, files: Record<string, string> = {}) {
  return readConfig(sharedSettings, env, filesOf(files), sharedRules);
}

function problemOf(read: () => unknown): ConfigProblem {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigProblem) return error;
    throw error;
  }
  throw new Error('the settings were taken');
}

const namesOf = (problem: ConfigProblem) => problem.findings.map((finding) => finding.name);

describe('readConfig', () => {
  it('fills every shared setting from its default', () => {
    expect(readShared({})).toEqual({
      home: '.kartoteka',
      port: 4000,
      bind: '127.0.0.1',
      tlsCert: undefined,
      tlsKey: undefined,
      trustedProxies: [],
      mode: 'production',
      clockUrl: undefined,
      databaseUrl: undefined,
      keyFile: undefined,
    });
  });

  it('reads typed values', () => {
    const config = readShared({
      KARTOTEKA_PORT: '5000',
      KARTOTEKA_BIND: '0.0.0.0',
      KARTOTEKA_TRUSTED_PROXY: '10.0.0.5, fd00::/8',
      DATABASE_URL: 'postgres://kartoteka:secret@db:5432/',
    });
    expect(config.port).toBe(5000);
    expect(config.trustedProxies).toEqual(['10.0.0.5', 'fd00::/8']);
    expect(config.databaseUrl).toBe('postgres://kartoteka:secret@db:5432/');
  });

  it('takes an empty variable as unset', () => {
    expect(readShared({ KARTOTEKA_PORT: '', KARTOTEKA_CLOCK_URL: '' }).port).toBe(4000);
  });

  it('reads every setting from a file too, without the line break at its end', () => {
    for (const [property, setting] of Object.entries(sharedSettings)) {
      if (setting.name.endsWith('_FILE')) continue;
      const shape = { [property]: { ...setting, schema: z.string() } } as ConfigShape;
      const env = { [`${setting.name}_FILE`]: '/run/secrets/one' };
      const config = readConfig(shape, env, filesOf({ '/run/secrets/one': 'from the file\n' }));
      expect(config).toEqual({ [property]: 'from the file' });
    }
  });

  it('refuses a setting that is given twice', () => {
    const env = { KARTOTEKA_PORT: '4000', KARTOTEKA_PORT_FILE: '/p' };
    const problem = problemOf(() => readShared(env, { '/p': '4000' }));
    expect(namesOf(problem)).toEqual(['KARTOTEKA_PORT, KARTOTEKA_PORT_FILE']);
  });

  it('names a file that cannot be read and keeps the cause', () => {
    const problem = problemOf(() => readShared({ KARTOTEKA_HOME_FILE: '/gone' }));
    expect(problem.text('en')).toContain('KARTOTEKA_HOME_FILE: found "/gone"; expected the path');
    expect(problem.text('en')).not.toContain('ENOENT');
    expect(problem.cause).toBeInstanceOf(AggregateError);
  });

  it('takes PEM text or the path of a PEM file in the variable itself', () => {
    const env = { KARTOTEKA_TLS_CERT: cert, KARTOTEKA_TLS_KEY: '/tls/key.pem' };
    const config = readShared(env, { '/tls/key.pem': `${key}\n` });
    expect([config.tlsCert, config.tlsKey]).toEqual([cert, key]);
  });

  it('reports all wrong settings together, in words of each language', () => {
    const problem = problemOf(() =>
      readShared({
        KARTOTEKA_PORT: 'eighty',
        KARTOTEKA_BIND: 'everywhere',
        KARTOTEKA_MODE: 'prod',
        KARTOTEKA_CLOCK_URL: 'soon',
        KARTOTEKA_TRUSTED_PROXY: '10.0.0.300',
      }),
    );
    expect(problem.code).toBe('service.config-wrong');
    expect(namesOf(problem)).toEqual([
      'KARTOTEKA_PORT',
      'KARTOTEKA_BIND',
      'KARTOTEKA_TRUSTED_PROXY',
      'KARTOTEKA_MODE',
      'KARTOTEKA_CLOCK_URL',
    ]);
    expect(problem.text('en')).toContain(
      'These settings cannot be used (5):\n  KARTOTEKA_PORT: found "eighty"; expected a whole number',
    );
    for (const language of languages) {
      expect(problem.text(language).split('\n')).toHaveLength(6);
      expect(problem.text(language)).not.toMatch(/[{}]|undefined/);
    }
    expect(problem.text('pl')).toContain('jest: „eighty”; powinno być: liczba całkowita');
    expect(problem.text('hu')).toContain('most: „eighty”; elvárt: egész szám');
  });

  it('never shows the value of a secret, wherever it was put', () => {
    const secret = 'hunter2-very-long';
    const inDirect = problemOf(() => readShared({ DATABASE_URL: secret }));
    const inPath = problemOf(() => readShared({ KARTOTEKA_TLS_KEY: secret }));
    const inFile = problemOf(() => readShared({ DATABASE_URL_FILE: '/f' }, { '/f': secret }));
    for (const problem of [inDirect, inPath, inFile]) {
      const texts = languages.map((language) => problem.text(language)).join();
      expect(texts + JSON.stringify(problem.params)).not.toContain(secret);
      expect(problem.text('en')).toContain('a value that is not shown (17 characters)');
    }
  });

  it('shows a long or many-lined value on one short line', () => {
    const problem = problemOf(() => readShared({ KARTOTEKA_MODE: `a\nb${'x'.repeat(500)}` }));
    const [, line = '', ...more] = problem.text('en').split('\n');
    expect(more).toEqual([]);
    expect(line).toContain('found "a b');
    expect(line.length).toBeLessThan(200);
  });

  it('keeps dollar signs of a value as they are', () => {
    const problem = problemOf(() => readShared({ KARTOTEKA_MODE: "$& $'" }));
    expect(problem.text('en')).toContain(`found "$& $'"`);
  });
});

describe('rules over the shared settings', () => {
  const open = { KARTOTEKA_BIND: '0.0.0.0' };
  const tls = { KARTOTEKA_TLS_CERT: cert, KARTOTEKA_TLS_KEY: key };

  it.each([
    ['loopback alone', {}],
    ['loopback in version 6', { KARTOTEKA_BIND: '::1' }],
    ['another loopback address', { KARTOTEKA_BIND: '127.0.1.1' }],
    ['open with HTTPS', { ...open, ...tls }],
    ['open behind a named proxy', { ...open, KARTOTEKA_TRUSTED_PROXY: '10.0.0.5' }],
    ['demo on loopback', { KARTOTEKA_MODE: 'demo' }],
    [
      'a moved clock in demo',
      { KARTOTEKA_MODE: 'demo', KARTOTEKA_CLOCK_URL: 'http://localhost:4002/api/clock' },
    ],
  ])('takes %s', (_title, env) => {
    expect(() => readShared(env)).not.toThrow();
  });

  it.each([
    ['open without encryption', open, ['KARTOTEKA_BIND']],
    ['open demo', { ...open, ...tls, KARTOTEKA_MODE: 'demo' }, ['KARTOTEKA_MODE']],
    ['open test', { ...open, ...tls, KARTOTEKA_MODE: 'test' }, ['KARTOTEKA_MODE']],
    [
      'a moved clock in production',
      { KARTOTEKA_CLOCK_URL: 'http://localhost/c' },
      ['KARTOTEKA_CLOCK_URL'],
    ],
    ['a certificate without its key', { KARTOTEKA_TLS_CERT: cert }, ['KARTOTEKA_TLS_KEY']],
    ['a key without its certificate', { KARTOTEKA_TLS_KEY: key }, ['KARTOTEKA_TLS_CERT']],
    [
      'a key that needs a password',
      { ...tls, KARTOTEKA_TLS_KEY: '-----BEGIN ENCRYPTED PRIVATE KEY-----' },
      ['KARTOTEKA_TLS_KEY'],
    ],
    [
      'open without encryption and demo',
      { ...open, KARTOTEKA_MODE: 'demo' },
      ['KARTOTEKA_BIND', 'KARTOTEKA_MODE'],
    ],
  ])('refuses %s', (_title, env, names) => {
    expect(namesOf(problemOf(() => readShared(env)))).toEqual(names);
  });

  it('does not judge a rule on top of a setting that is wrong by itself', () => {
    const env = { KARTOTEKA_BIND: 'somewhere', KARTOTEKA_MODE: 'demo' };
    expect(namesOf(problemOf(() => readShared(env)))).toEqual(['KARTOTEKA_BIND']);
  });

  it('serves an application that adds its own settings', () => {
    const shape = {
      ...sharedSettings,
      pageSizeMax: {
        name: 'KARTOTEKA_PAGE_SIZE',
        schema: z.coerce.number().int().min(1),
        expected: { pl: 'liczba', hu: 'szám', en: 'a number' },
      },
    } as const;
    const config = readConfig(shape, { KARTOTEKA_PAGE_SIZE: '20' }, filesOf({}), sharedRules);
    const pageSizeMax: number = config.pageSizeMax;
    expect(pageSizeMax).toBe(20);
    const wrong = problemOf(() => readConfig(shape, open, filesOf({}), sharedRules));
    expect(namesOf(wrong)).toEqual(['KARTOTEKA_PAGE_SIZE', 'KARTOTEKA_BIND']);
    expect(wrong.text('en')).toContain('KARTOTEKA_PAGE_SIZE: found nothing; expected a number');
  });
});

describe('places', () => {
  it('counts the ports of the contract from the base', () => {
    expect(portOf(4000, 'practice')).toBe(4000);
    expect(portOf(4000, 'cloudMachine')).toBe(4003);
    expect(portOf(4000, 'sandboxPop3')).toBe(4012);
    expect(new Set(Object.values(portOffsets)).size).toBe(13);
  });

  it.each(['0', '65536', '4000.5', '-1', ' 4000'])('refuses the base port %s', (port) => {
    expect(namesOf(problemOf(() => readShared({ KARTOTEKA_PORT: port })))).toEqual([
      'KARTOTEKA_PORT',
    ]);
  });

  it('leaves room for the last listener', () => {
    expect(readShared({ KARTOTEKA_PORT: String(basePortMax) }).port).toBe(basePortMax);
    const problem = problemOf(() => readShared({ KARTOTEKA_PORT: String(basePortMax + 1) }));
    expect(problem.text('en')).toContain(`from 1 to ${basePortMax}`);
  });

  it('finds the key file in the home folder unless it is named', () => {
    expect(keyFileOf({ home: '/srv/kartoteka', keyFile: undefined })).toBe(
      '/srv/kartoteka/keyring',
    );
    expect(keyFileOf({ home: '/srv/kartoteka', keyFile: '/etc/keys' })).toBe('/etc/keys');
  });

  it('does not take a name that only begins like loopback', () => {
    expect(isLoopback('127.example.org')).toBe(false);
    expect(isLoopback('10.0.0.1')).toBe(false);
  });
});
