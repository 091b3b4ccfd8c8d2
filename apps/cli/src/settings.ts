import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Oid, parseOid } from '@kartoteka/kernel';
import { type ConfigOf, readConfig, sharedRules, sharedSettings } from '@kartoteka/service';
import { z } from 'zod';
import { atnaRules, atnaSettings } from './atna-settings.ts';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/** Scheme, host and port of a web server, without a path. */
const webAddress = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).origin === text.replace(/\/$/, ''))
  .transform((text) => new URL(text).origin)
  .optional();

/** Every setting of the command, shared ones and those of single applications. */
const settings = {
  ...sharedSettings,
  ...atnaSettings,
  workers: {
    name: 'KARTOTEKA_WORKERS',
    schema: wholeNumber(1, 64).default(Math.min(4, availableParallelism())),
    expected: {
      pl: 'liczba procesów chmury, od 1 do 64',
      hu: 'a felhő folyamatainak száma, 1 és 64 között',
      en: 'how many processes serve the cloud, from 1 to 64',
    },
  },
  operatorName: {
    name: 'KARTOTEKA_OPERATOR_NAME',
    schema: z.string().min(1).max(60).default('Kartoteka'),
    expected: {
      pl: 'nazwa operatora chmury',
      hu: 'a felhő üzemeltetőjének neve',
      en: 'the name of the operator',
    },
  },
  oidRoot: {
    name: 'KARTOTEKA_OID_ROOT',
    schema: z
      .string()
      .refine((text) => parseOid(text) !== undefined)
      .optional(),
    expected: {
      pl: 'OID, poniżej którego chmura nadaje identyfikatory',
      hu: 'az OID, amely alatt a felhő azonosítókat ad',
      en: 'the OID below which the cloud issues identifiers',
    },
  },
  sourceOid: {
    name: 'KARTOTEKA_PROVIDER_OID',
    schema: z
      .string()
      .transform((text) => parseOid(text))
      .refine((oid): oid is Oid => oid !== undefined)
      .optional(),
    expected: {
      pl: 'OID świadczeniodawcy, na przykład 2.16.840.1.113883.3.4424.2.7.26',
      hu: 'a szolgáltató OID-je, például 2.16.840.1.113883.3.4424.2.7.26',
      en: 'the OID of the provider, such as 2.16.840.1.113883.3.4424.2.7.26',
    },
  },
  practiceUrl: {
    name: 'KARTOTEKA_PRACTICE_URL',
    schema: webAddress,
    expected: {
      pl: 'adres, pod którym praktyka otwiera się w przeglądarce, na przykład https://kartoteka.example',
      hu: 'a cím, amelyen a praxis a böngészőben megnyílik, például https://kartoteka.example',
      en: 'the address under which the practice opens in a browser, such as https://kartoteka.example',
    },
  },
  cloudUrl: {
    name: 'KARTOTEKA_CLOUD_URL',
    schema: webAddress,
    expected: {
      pl: 'adres, pod którym chmura otwiera się w przeglądarce, na przykład https://chmura.example',
      hu: 'a cím, amelyen a felhő a böngészőben megnyílik, például https://felho.example',
      en: 'the address under which the cloud opens in a browser, such as https://cloud.example',
    },
  },
  watchedFolder: {
    name: 'KARTOTEKA_WATCHED_FOLDER',
    schema: z.string().min(1).optional(),
    expected: {
      pl: 'ścieżka folderu, z którego dokumenty wczytują się same',
      hu: 'a mappa, ahonnan a dokumentumok maguktól betöltődnek',
      en: 'the path of a folder from which documents are taken in by themselves',
    },
  },
  timeoutMs: {
    name: 'KARTOTEKA_TIMEOUT_MS',
    schema: wholeNumber(100, 600_000).default(15_000),
    expected: {
      pl: 'czas oczekiwania na inny system w milisekundach, na przykład 15000',
      hu: 'várakozás más rendszerre ezredmásodpercben, például 15000',
      en: 'how long another system is waited for, in milliseconds, such as 15000',
    },
  },
  shareDays: {
    name: 'KARTOTEKA_SHARE_DAYS',
    schema: wholeNumber(1, 36_500).default(365),
    expected: {
      pl: 'na ile dni udostępnia się dokument',
      hu: 'hány napra szól a megosztás',
      en: 'for how many days a document is shared',
    },
  },
  metrics: {
    name: 'KARTOTEKA_METRICS',
    schema: z
      .enum(['on', 'off'])
      .default('off')
      .transform((text) => text === 'on'),
    expected: {
      pl: 'on albo off: czy pod /metrics są dane dla Prometheusa',
      hu: 'on vagy off: legyenek-e a /metrics címen Prometheus-adatok',
      en: 'on or off: whether /metrics answers with figures for Prometheus',
    },
  },
  logLevel: {
    name: 'KARTOTEKA_LOG_LEVEL',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
    expected: {
      pl: 'debug, info, warn, error albo silent',
      hu: 'debug, info, warn, error vagy silent',
      en: 'debug, info, warn, error or silent',
    },
  },
} as const;

export type Settings = ConfigOf<typeof settings>;

/** Reads all settings; everything that is wrong is reported together. @throws ConfigProblem */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return readConfig(settings, env, (path) => readFileSync(path, 'utf8'), [
    ...sharedRules,
    ...atnaRules,
  ] as never) as Settings;
}
