import type { Texts } from '@kartoteka/kernel';
import type { z } from 'zod';
import { type ConfigFinding, ConfigProblem } from './config-problem.ts';

/** One setting: the variable that carries it, how its text is read, what a person is told to write. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** Name of the variable, such as `KARTOTEKA_PORT`. `<name>_FILE` is read as well. */
  readonly name: string;
  /** Takes the text, or `undefined` when the variable is unset or empty. */
  readonly schema: Schema;
  readonly expected: Texts;
  /** The value is never shown, not even when it is wrong. */
  readonly secret?: boolean;
  /** PEM text or the path of a PEM file in the variable itself; people write either. */
  readonly pemOrPath?: boolean;
}

export type ConfigShape = Readonly<Record<string, Setting>>;

/** The typed result of reading a shape: one property for each setting. */
export type ConfigOf<Shape extends ConfigShape> = {
  readonly [Key in keyof Shape]: z.output<Shape[Key]['schema']>;
};

/** A condition over several settings; asked only when all that it reads were right by themselves. */
export interface ConfigRule<Config> {
  readonly reads: readonly (keyof Config & string)[];
  check(config: Config): readonly ConfigFinding[];
}

/**
 * Reads settings from the environment. Each setting may be given as `NAME` or as the path of a file
 * in `NAME_FILE` (a name that already ends in `_FILE` is a path and has no second form); one line
 * break at the end of such a file is dropped. An empty variable counts as unset.
 *
 * @param env the variables, handed in by the composition root
 * @param readFile reads a file as text, or throws
 * @throws ConfigProblem `service.config-wrong` naming every wrong setting at once
 * @example
 * const config = readConfig(sharedSettings, process.env, (path) => readFileSync(path, 'utf8'), sharedRules);
 * listen(portOf(config.port, 'practice'), config.bind);
 */
export function readConfig<const Shape extends ConfigShape>(
  shape: Shape,
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
  rules: readonly ConfigRule<ConfigOf<Shape>>[] = [],
): ConfigOf<Shape> {
  const values: Record<string, unknown> = {};
  const wrong = new Set<string>();
  const findings: ConfigFinding[] = [];
  const causes: unknown[] = [];
  for (const [key, setting] of Object.entries(shape)) {
    const outcome = readSetting(setting, env, readFile);
    if (outcome.finding) {
      wrong.add(key);
      findings.push(outcome.finding);
      if (outcome.cause) causes.push(outcome.cause);
    }
    values[key] = outcome.value;
  }
  const config = values as ConfigOf<Shape>;
  for (const rule of rules) {
    if (rule.reads.some((key) => wrong.has(key))) continue;
    findings.push(...rule.check(config));
  }
  if (findings.length > 0) {
    throw new ConfigProblem(findings, causes.length > 0 ? new AggregateError(causes) : undefined);
  }
  return config;
}

interface SettingOutcome {
  readonly value?: unknown;
  readonly finding?: ConfigFinding;
  readonly cause?: unknown;
}

function readSetting(
  setting: Setting,
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): SettingOutcome {
  const fileName = setting.name.endsWith('_FILE') ? undefined : `${setting.name}_FILE`;
  const direct = env[setting.name] || undefined;
  const path = (fileName && env[fileName]) || undefined;
  if (direct !== undefined && path !== undefined) {
    return {
      finding: { name: `${setting.name}, ${fileName}`, found: bothSet, expected: oneOfThem },
    };
  }
  if (path !== undefined) return readSettingFile(setting, fileName ?? setting.name, path, readFile);
  if (setting.pemOrPath && direct !== undefined && !direct.trimStart().startsWith('-----BEGIN')) {
    return readSettingFile(setting, setting.name, direct, readFile);
  }
  return parseSetting(setting, setting.name, direct);
}

function readSettingFile(
  setting: Setting,
  name: string,
  path: string,
  readFile: (path: string) => string,
): SettingOutcome {
  let text: string;
  try {
    text = readFile(path);
  } catch (cause) {
    // A private key pasted where a path belongs would be shown by quoting what was found.
    const found = setting.secret && name === setting.name ? hidden(path) : quoted(path);
    return { finding: { name, found, expected: readableFile }, cause };
  }
  return parseSetting(setting, name, text.replace(/\r?\n$/, '') || undefined);
}

function parseSetting(setting: Setting, name: string, text: string | undefined): SettingOutcome {
  const parsed = setting.schema.safeParse(text);
  if (parsed.success) return { value: parsed.data };
  const found = text === undefined ? notSet : setting.secret ? hidden(text) : quoted(text);
  return { finding: { name, found, expected: setting.expected } };
}

const foundCharactersMax = 80;

function quoted(text: string): Texts {
  // A key in the place of a certificate is a secret wherever it stands.
  if (text.includes('PRIVATE KEY-----')) return hidden(text);
  const oneLine = text.replace(/\p{Cc}+/gu, ' ');
  const cut = oneLine.length > foundCharactersMax;
  const shown = cut ? `${oneLine.slice(0, foundCharactersMax)}…` : oneLine;
  return { pl: `„${shown}”`, hu: `„${shown}”`, en: `"${shown}"` };
}

function hidden(text: string): Texts {
  return {
    pl: `wartość, której nie pokazujemy (liczba znaków: ${text.length})`,
    hu: `nem megjelenített érték (${text.length} karakter)`,
    en: `a value that is not shown (${text.length} characters)`,
  };
}

const notSet: Texts = { pl: 'nie ustawiono', hu: 'nincs beállítva', en: 'nothing' };
const bothSet: Texts = { pl: 'ustawiono oba', hu: 'mindkettő be van állítva', en: 'both set' };
const oneOfThem: Texts = {
  pl: 'tylko jedno z nich',
  hu: 'csak az egyik',
  en: 'only one of the two',
};
const readableFile: Texts = {
  pl: 'ścieżka pliku, który ten proces może odczytać',
  hu: 'olyan fájl elérési útja, amelyet ez a folyamat olvashat',
  en: 'the path of a file that this process can read',
};
