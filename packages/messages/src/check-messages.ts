import { type Language, languages, catalog as problems } from '@kartoteka/kernel';
import { IntlMessageFormat } from 'intl-messageformat';
import { bannedWords, bareStatus } from './banned-words.ts';
import { catalog as english } from './en/index.ts';
import { catalog as hungarian } from './hu/index.ts';
import { catalog as polish } from './pl/index.ts';
import { knownPhrases, polishWords } from './words.ts';

/** One thing to mend in the texts. */
export interface MessageFinding {
  readonly language: Language;
  /** `area.key` of a message, or the code of a problem. */
  readonly key: string;
  readonly finding: string;
}

/** Texts by area and key, as the catalogs hold them. */
export type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Looks through every text of the product: same keys and placeholders in all languages, all plural
 * forms of each language, none of the words of UX-5, the labels of the word list unchanged. The texts
 * of the problem catalog are held to the same words. An empty list means that all is well.
 *
 * @example const findings = checkMessages();
 */
export function checkMessages(): MessageFinding[] {
  return [
    ...checkCatalogs({ pl: polish, hu: hungarian, en: english }, polishWords),
    ...checkProblems(problems),
  ];
}

/** The same check over given catalogs; Polish decides which keys and placeholders there are. */
export function checkCatalogs(
  catalogs: Readonly<Record<Language, Texts>>,
  words: Readonly<Record<string, string | undefined>>,
): MessageFinding[] {
  const reference = flat(catalogs.pl);
  return languages.flatMap((language) => {
    const texts = flat(catalogs[language]);
    return [
      ...checkKeys(language, reference, texts),
      ...[...texts].flatMap(([key, text]) => {
        const wanted = reference.get(key);
        return [
          ...checkShape(language, key, text, wanted),
          ...(words[key] === text ? [] : checkWords(language, key, text)),
        ];
      }),
      ...(language === 'pl' ? checkLabels(texts, words) : []),
    ];
  });
}

/** The texts of problems: same parameters in each language, none of the words of UX-5. */
export function checkProblems(
  catalog: Readonly<Record<string, { readonly text: Texts[string]; readonly next: Texts[string] }>>,
): MessageFinding[] {
  return Object.entries(catalog).flatMap(([code, { text, next }]) =>
    [text, next].flatMap((texts) =>
      languages.flatMap((language) => {
        const own = texts[language] ?? '';
        const findings = checkWords(language, code, own);
        if (own.trim() === '') findings.push({ language, key: code, finding: 'has no text' });
        if (parameters(own) !== parameters(texts.pl ?? '')) {
          findings.push({ language, key: code, finding: 'has other parameters than Polish' });
        }
        return findings;
      }),
    ),
  );
}

function parameters(text: string): string {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort().join(' ');
}

function flat(texts: Texts): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([area, messages]) =>
    Object.entries(messages).map(([key, text]) => [`${area}.${key}`, text] as const),
  );
  return new Map(entries);
}

function checkKeys(
  language: Language,
  reference: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): MessageFinding[] {
  const missing = [...reference.keys()].filter((key) => !texts.has(key));
  const left = [...texts.keys()].filter((key) => !reference.has(key));
  return [
    ...missing.map((key) => ({ language, key, finding: 'is missing' })),
    ...left.map((key) => ({ language, key, finding: 'is not there in Polish' })),
  ];
}

function checkShape(
  language: Language,
  key: string,
  text: string,
  wanted: string | undefined,
): MessageFinding[] {
  const own = readShape(language, text);
  const reference = wanted === undefined ? undefined : readShape('pl', wanted);
  if (!own) return [{ language, key, finding: 'cannot be read as an ICU message' }];
  const findings: string[] = [];
  if (text.trim() === '') findings.push('has no text');
  if (text !== text.trim() && !text.endsWith(': ')) findings.push('starts or ends with a space');
  if (reference && own.placeholders !== reference.placeholders) {
    findings.push(
      `has placeholders ${own.placeholders || 'none'}, Polish ${reference.placeholders || 'none'}`,
    );
  }
  if (own.missingForms.length > 0) findings.push(`lacks the plural ${own.missingForms.join(', ')}`);
  return findings.map((finding) => ({ language, key, finding }));
}

interface Shape {
  /** `name:kind` of each placeholder, sorted. */
  readonly placeholders: string;
  readonly missingForms: readonly string[];
}

/** What every plural of a language has to offer (Unicode CLDR plural rules, cardinals). */
const pluralForms: Readonly<Record<Language, readonly string[]>> = {
  pl: ['one', 'few', 'many', 'other'],
  hu: ['one', 'other'],
  en: ['one', 'other'],
};

function readShape(language: Language, text: string): Shape | undefined {
  const kinds = new Set<string>();
  const missingForms = new Set<string>();
  const visit = (elements: readonly AstElement[]): void => {
    for (const element of elements) {
      if (element.type !== 0 && element.type !== 7) kinds.add(`${element.value}:${element.type}`);
      if (element.type === 6) {
        for (const form of pluralForms[language]) {
          if (!element.options?.[form]) missingForms.add(form);
        }
      }
      for (const option of Object.values(element.options ?? {})) visit(option.value);
    }
  };
  const ast = astOf(language, text);
  if (!ast) return undefined;
  visit(ast);
  return { placeholders: [...kinds].sort().join(' '), missingForms: [...missingForms] };
}

/** The parser's tree: 0 text, 1 argument, 2 number, 5 select, 6 plural, 7 the number sign in a plural. */
interface AstElement {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly AstElement[] }>>;
}

function astOf(language: Language, text: string): readonly AstElement[] | undefined {
  try {
    const message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    return message.getAst() as readonly AstElement[];
  } catch {
    // The caller reports the text; the parser's own words are of no use to a translator.
    return undefined;
  }
}

function checkWords(language: Language, key: string, text: string): MessageFinding[] {
  const ours = knownPhrases.reduce((rest, phrase) => rest.replaceAll(phrase, ''), text);
  const found = [...bannedWords[language], bareStatus].flatMap((pattern) => {
    const hit = pattern.exec(ours);
    return hit ? [hit[0]] : [];
  });
  return found.map((word) => ({ language, key, finding: `says “${word}” (UX-5)` }));
}

function checkLabels(
  texts: ReadonlyMap<string, string>,
  words: Readonly<Record<string, string | undefined>>,
): MessageFinding[] {
  return Object.entries(words)
    .filter(([key, label]) => texts.get(key) !== label)
    .map(([key, label]) => ({ language: 'pl', key, finding: `has to read “${label}”` }));
}
