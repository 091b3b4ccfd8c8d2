import { type Language, Problem, type Texts } from '@kartoteka/kernel';

/** One wrong setting: its name, what stands there now, what has to stand there. */
export interface ConfigFinding {
  readonly name: string;
  /** Never the value of a secret. */
  readonly found: Texts;
  readonly expected: Texts;
}

/**
 * All wrong settings of one start, together. `text(language)` prints a line for each.
 *
 * @example
 * These settings cannot be used (1):
 *   KARTOTEKA_PORT: found "eighty"; expected a whole number from 1 to 65523
 */
export class ConfigProblem extends Problem {
  readonly findings: readonly ConfigFinding[];

  constructor(findings: readonly ConfigFinding[], cause?: unknown) {
    super('service.config-wrong', {
      params: { count: findings.length, settings: listSettings(findings, 'en') },
      cause,
    });
    this.findings = findings;
  }

  override text(language: Language): string {
    const settings = listSettings(this.findings, language);
    const frame = this.definition.text[language];
    return frame
      .replace('{count}', String(this.findings.length))
      .replace('{settings}', () => settings);
  }
}

const lineWords: Record<Language, { found: string; expected: string }> = {
  pl: { found: 'jest', expected: 'powinno być' },
  hu: { found: 'most', expected: 'elvárt' },
  en: { found: 'found', expected: 'expected' },
};

function listSettings(findings: readonly ConfigFinding[], language: Language): string {
  const words = lineWords[language];
  const colon = language === 'en' ? '' : ':';
  return findings
    .map(({ name, found, expected }) => {
      const now = `${words.found}${colon} ${found[language]}`;
      const wanted = `${words.expected}${colon} ${expected[language]}`;
      return `\n  ${name}: ${now}; ${wanted}`;
    })
    .join('');
}
