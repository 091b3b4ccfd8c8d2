import type { Texts } from '@kartoteka/kernel';
import type { ConfigFinding } from './config-problem.ts';
import type { ConfigRule } from './read-config.ts';
import { isLoopback, type SharedConfig, sharedSettings } from './shared-settings.ts';

/**
 * What must hold between the shared settings. Medical records never leave the machine in clear, and
 * nothing invented (demo data, a clock that can be moved) is ever reachable from outside.
 *
 * @example readConfig(sharedSettings, env, readFile, sharedRules)
 */
export const sharedRules: readonly ConfigRule<SharedConfig>[] = [
  { reads: ['tlsCert', 'tlsKey'], check: checkTlsPair },
  { reads: ['bind', 'tlsCert', 'tlsKey', 'trustedProxies'], check: checkOpenBind },
  { reads: ['bind', 'mode'], check: checkOpenMode },
  { reads: ['mode', 'clockUrl'], check: checkClock },
];

function checkTlsPair({ tlsCert, tlsKey }: SharedConfig): ConfigFinding[] {
  if ((tlsCert === undefined) === (tlsKey === undefined)) return [];
  const missing = tlsCert === undefined ? sharedSettings.tlsCert : sharedSettings.tlsKey;
  const present = tlsCert === undefined ? sharedSettings.tlsKey : sharedSettings.tlsCert;
  return [
    {
      name: missing.name,
      found: {
        pl: `nie ustawiono, a ${present.name} jest`,
        hu: `nincs beállítva, ${present.name} viszont igen`,
        en: `nothing, while ${present.name} is set`,
      },
      expected: missing.expected,
    },
  ];
}

function checkOpenBind(config: SharedConfig): ConfigFinding[] {
  if (isLoopback(config.bind)) return [];
  if (config.tlsCert !== undefined || config.tlsKey !== undefined) return [];
  if (config.trustedProxies.length > 0) return [];
  return [
    {
      name: sharedSettings.bind.name,
      found: openBind(config.bind),
      expected: {
        pl: 'adres pętli zwrotnej albo, obok tego adresu, HTTPS (KARTOTEKA_TLS_CERT i KARTOTEKA_TLS_KEY) lub zaufany serwer pośredniczący (KARTOTEKA_TRUSTED_PROXY)',
        hu: 'visszacsatolási cím, vagy e cím mellett HTTPS (KARTOTEKA_TLS_CERT és KARTOTEKA_TLS_KEY) vagy megbízható proxy (KARTOTEKA_TRUSTED_PROXY)',
        en: 'a loopback address or, with this address, HTTPS (KARTOTEKA_TLS_CERT and KARTOTEKA_TLS_KEY) or a trusted proxy (KARTOTEKA_TRUSTED_PROXY)',
      },
    },
  ];
}

function checkOpenMode(config: SharedConfig): ConfigFinding[] {
  if (isLoopback(config.bind) || config.mode === 'production') return [];
  return [
    {
      name: sharedSettings.mode.name,
      found: {
        pl: `${config.mode} przy adresie ${config.bind}, dostępnym z zewnątrz`,
        hu: `${config.mode}, kívülről elérhető címmel (${config.bind})`,
        en: `${config.mode} with ${config.bind}, which others can reach`,
      },
      expected: {
        pl: 'production: danych pokazowych nie wystawiamy na zewnątrz',
        hu: 'production: bemutató adatokat nem teszünk kívülről elérhetővé',
        en: 'production: demo data is never shown to the outside',
      },
    },
  ];
}

function checkClock(config: SharedConfig): ConfigFinding[] {
  if (config.clockUrl === undefined || config.mode !== 'production') return [];
  return [
    {
      name: sharedSettings.clockUrl.name,
      found: {
        pl: `${config.clockUrl} w trybie production`,
        hu: `${config.clockUrl} production módban`,
        en: `${config.clockUrl} in production mode`,
      },
      expected: {
        pl: 'bez tego ustawienia: w trybie production liczy się tylko zegar komputera',
        hu: 'e beállítás nélkül: production módban csak a gép órája számít',
        en: 'no such setting: in production mode only the clock of the machine counts',
      },
    },
  ];
}

function openBind(address: string): Texts {
  return {
    pl: `${address} bez szyfrowania`,
    hu: `${address} titkosítás nélkül`,
    en: `${address} without encryption`,
  };
}
