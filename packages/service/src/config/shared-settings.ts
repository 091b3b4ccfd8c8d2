import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { basePortMax } from './ports.ts';
import type { ConfigOf, ConfigShape } from './read-config.ts';

/** What every application of the house is set up by; an application adds its own settings to them. */
export const sharedSettings = {
  home: {
    name: 'KARTOTEKA_HOME',
    schema: z.string().default('.kartoteka'),
    expected: {
      pl: 'ścieżka folderu z danymi',
      hu: 'az adatmappa elérési útja',
      en: 'the path of the folder for data',
    },
  },
  port: {
    name: 'KARTOTEKA_PORT',
    schema: z.stringFormat('port', isBasePort).default('4000').transform(Number),
    expected: {
      pl: `liczba całkowita od 1 do ${basePortMax}`,
      hu: `egész szám 1 és ${basePortMax} között`,
      en: `a whole number from 1 to ${basePortMax}`,
    },
  },
  bind: {
    name: 'KARTOTEKA_BIND',
    schema: z.stringFormat('address', isBindAddress).default('127.0.0.1'),
    expected: {
      pl: 'adres IP tego komputera, na przykład 127.0.0.1, albo localhost',
      hu: 'e gép IP-címe, például 127.0.0.1, vagy localhost',
      en: 'an IP address of this machine, such as 127.0.0.1, or localhost',
    },
  },
  tlsCert: {
    name: 'KARTOTEKA_TLS_CERT',
    schema: z
      .string()
      .regex(/-----BEGIN CERTIFICATE-----/)
      .optional(),
    pemOrPath: true,
    expected: {
      pl: 'certyfikat serwera w PEM albo ścieżka takiego pliku',
      hu: 'a kiszolgáló PEM tanúsítványa vagy egy ilyen fájl elérési útja',
      en: 'the certificate of the server as PEM, or the path of such a file',
    },
  },
  tlsKey: {
    name: 'KARTOTEKA_TLS_KEY',
    schema: z
      .string()
      .regex(/-----BEGIN (RSA |EC )?PRIVATE KEY-----/)
      .optional(),
    secret: true,
    pemOrPath: true,
    expected: {
      pl: 'klucz prywatny serwera w PEM, bez hasła, albo ścieżka takiego pliku',
      hu: 'a kiszolgáló jelszó nélküli PEM privát kulcsa vagy egy ilyen fájl elérési útja',
      en: 'the private key of the server as PEM without a password, or the path of such a file',
    },
  },
  trustedProxies: {
    name: 'KARTOTEKA_TRUSTED_PROXY',
    schema: z
      .stringFormat('proxies', (text) => splitList(text).every(isAddressOrNetwork))
      .optional()
      .transform((text) => splitList(text ?? '')),
    expected: {
      pl: 'adresy IP lub sieci oddzielone przecinkami, na przykład 10.0.0.5, 10.1.0.0/16',
      hu: 'vesszővel elválasztott IP-címek vagy hálózatok, például 10.0.0.5, 10.1.0.0/16',
      en: 'IP addresses or networks, separated by commas, such as 10.0.0.5, 10.1.0.0/16',
    },
  },
  mode: {
    name: 'KARTOTEKA_MODE',
    schema: z.enum(['production', 'demo', 'test']).default('production'),
    expected: {
      pl: 'production, demo albo test',
      hu: 'production, demo vagy test',
      en: 'production, demo or test',
    },
  },
  clockUrl: {
    name: 'KARTOTEKA_CLOCK_URL',
    schema: z.url({ protocol: /^https?$/ }).optional(),
    expected: {
      pl: 'adres zegara piaskownicy, na przykład http://localhost:4002/api/clock',
      hu: 'a tesztkörnyezet órájának címe, például http://localhost:4002/api/clock',
      en: 'the address of the clock of a sandbox, such as http://localhost:4002/api/clock',
    },
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    secret: true,
    expected: {
      pl: 'adres serwera PostgreSQL: postgres://użytkownik:hasło@serwer:5432/',
      hu: 'egy PostgreSQL-kiszolgáló címe: postgres://felhasználó:jelszó@kiszolgáló:5432/',
      en: 'the address of a PostgreSQL server: postgres://user:password@host:5432/',
    },
  },
  keyFile: {
    name: 'KARTOTEKA_KEY_FILE',
    schema: z.string().optional(),
    expected: {
      pl: 'ścieżka pliku z kluczem głównym',
      hu: 'a főkulcs fájljának elérési útja',
      en: 'the path of the file with the master key',
    },
  },
} as const satisfies ConfigShape;

export type SharedConfig = ConfigOf<typeof sharedSettings>;

/**
 * Where the master key lies: `KARTOTEKA_KEY_FILE`, or `keyring` in the home folder.
 *
 * @example keyFileOf({ home: '.kartoteka', keyFile: undefined }) // '.kartoteka/keyring'
 */
export function keyFileOf(config: Pick<SharedConfig, 'home' | 'keyFile'>): string {
  return config.keyFile ?? join(config.home, 'keyring');
}

/**
 * Whether an address can be reached from this machine alone.
 *
 * @example isLoopback('127.0.0.1') // true
 */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}

function isBasePort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= basePortMax;
}

function isBindAddress(text: string): boolean {
  return text === 'localhost' || isIP(text) !== 0;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one.length > 0);
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}
