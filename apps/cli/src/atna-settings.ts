import {
  type ConfigFinding,
  type ConfigOf,
  type ConfigRule,
  type ConfigShape,
  type SyslogCollector,
  sharedSettings,
} from '@kartoteka/service';
import { z } from 'zod';

/** IANA's port for syslog over TLS (RFC 5425, 4.1). */
const portDefault = 6514;
const certificate = z
  .string()
  .regex(/-----BEGIN CERTIFICATE-----/)
  .optional();

/** The audit record repository (IHE ATNA) that the cloud tells of its exchanges. */
export const atnaSettings = {
  atnaUrl: {
    name: 'KARTOTEKA_ATNA_URL',
    schema: z
      .url({ protocol: /^tls$/, hostname: /^.+$/ })
      .refine((text) => /^tls:\/\/[^/@?#]+\/?$/.test(text))
      .optional(),
    expected: {
      pl: 'adres repozytorium audytu (syslog po TLS), na przykład tls://atna.example:6514',
      hu: 'a naplótár címe (syslog TLS fölött), például tls://atna.example:6514',
      en: 'the address of an audit record repository (syslog over TLS), such as tls://atna.example:6514',
    },
  },
  atnaCa: {
    name: 'KARTOTEKA_ATNA_CA',
    schema: certificate,
    pemOrPath: true,
    expected: {
      pl: 'certyfikat wystawcy repozytorium audytu w PEM albo ścieżka takiego pliku',
      hu: 'a naplótár kiadójának PEM tanúsítványa vagy egy ilyen fájl elérési útja',
      en: 'the certificate of the authority of the audit record repository as PEM, or the path of such a file',
    },
  },
  atnaCert: {
    name: 'KARTOTEKA_ATNA_CERT',
    schema: certificate,
    pemOrPath: true,
    expected: {
      pl: 'certyfikat chmury dla repozytorium audytu w PEM albo ścieżka takiego pliku',
      hu: 'a felhő PEM tanúsítványa a naplótár felé vagy egy ilyen fájl elérési útja',
      en: "the cloud's certificate for the audit record repository as PEM, or the path of such a file",
    },
  },
  atnaKey: {
    name: 'KARTOTEKA_ATNA_KEY',
    schema: sharedSettings.tlsKey.schema,
    secret: true,
    pemOrPath: true,
    expected: {
      pl: 'klucz prywatny do KARTOTEKA_ATNA_CERT w PEM, bez hasła, albo ścieżka takiego pliku',
      hu: 'a KARTOTEKA_ATNA_CERT jelszó nélküli PEM privát kulcsa vagy egy ilyen fájl elérési útja',
      en: 'the private key of KARTOTEKA_ATNA_CERT as PEM without a password, or the path of such a file',
    },
  },
} as const satisfies ConfigShape;

type AtnaConfig = ConfigOf<typeof atnaSettings>;

/** What must hold between these settings. */
export const atnaRules: readonly ConfigRule<AtnaConfig>[] = [
  { reads: ['atnaCert', 'atnaKey'], check: checkPair },
  { reads: ['atnaUrl', 'atnaCa', 'atnaCert', 'atnaKey'], check: checkAddress },
];

function checkPair({ atnaCert, atnaKey }: AtnaConfig): ConfigFinding[] {
  if ((atnaCert === undefined) === (atnaKey === undefined)) return [];
  const [missing, present] =
    atnaCert === undefined
      ? ([atnaSettings.atnaCert, atnaSettings.atnaKey] as const)
      : ([atnaSettings.atnaKey, atnaSettings.atnaCert] as const);
  return [missingBeside(missing, present.name)];
}

/** Certificates without an address: somebody believes that audit messages are sent. */
function checkAddress({ atnaUrl, atnaCa, atnaCert, atnaKey }: AtnaConfig): ConfigFinding[] {
  if (atnaUrl !== undefined) return [];
  const given = [
    [atnaCa, atnaSettings.atnaCa],
    [atnaCert, atnaSettings.atnaCert],
    [atnaKey, atnaSettings.atnaKey],
  ] as const;
  const present = given.find(([value]) => value !== undefined)?.[1];
  return present ? [missingBeside(atnaSettings.atnaUrl, present.name)] : [];
}

function missingBeside(
  { name, expected }: Pick<ConfigFinding, 'name' | 'expected'>,
  present: string,
): ConfigFinding {
  return {
    name,
    found: {
      pl: `nie ustawiono, a ${present} jest`,
      hu: `nincs beállítva, ${present} viszont igen`,
      en: `nothing, while ${present} is set`,
    },
    expected,
  };
}

/** The collector that the settings name; nothing is told where they name none. */
export function collectorOf(config: AtnaConfig): SyslogCollector | undefined {
  if (config.atnaUrl === undefined) return undefined;
  const { hostname, port } = new URL(config.atnaUrl);
  return {
    // An IPv6 address stands in brackets in an address, and nowhere else.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? portDefault : Number(port),
    ...(config.atnaCa !== undefined && { ca: config.atnaCa }),
    ...(config.atnaCert !== undefined && { cert: config.atnaCert }),
    ...(config.atnaKey !== undefined && { key: config.atnaKey }),
  };
}
