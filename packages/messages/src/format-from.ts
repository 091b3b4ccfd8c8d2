import type { Language } from '@kartoteka/kernel';
import { IntlMessageFormat } from 'intl-messageformat';
import type { CatalogOf } from './area.ts';
import type { catalog as polish } from './pl/index.ts';

/** The texts of one language, all areas. */
export type Catalog = CatalogOf<typeof polish>;

/** `area.key` of every text of the product, such as `table.pageOf`. */
export type MessageKey = {
  [Area in keyof Catalog & string]: `${Area}.${keyof Catalog[Area] & string}`;
}[keyof Catalog & string];

/** What fills the placeholders of a message. */
export type MessageValues = Readonly<Record<string, string | number>>;

type PolishText<Key extends string> = Key extends `${infer Area}.${infer Name}`
  ? Area extends keyof typeof polish
    ? Name extends keyof (typeof polish)[Area]
      ? (typeof polish)[Area][Name]
      : never
    : never
  : never;

/** Values are demanded where the Polish text has a placeholder, and refused where it has none. */
export type ValuesFor<Key extends MessageKey> = string extends Key
  ? [values?: MessageValues]
  : [PolishText<Key>] extends [`${string}{${string}`]
    ? [values: MessageValues]
    : [values?: MessageValues];

/**
 * A text of a catalog with its placeholders filled (ICU message format). Browsers load the catalog of
 * one language; servers use `formatMessage`. A value that was not handed over stays visible as
 * `{name}` instead of failing the whole screen; `checkMessages` finds such slips beforehand.
 *
 * @example formatFrom(await loadCatalog('hu'), 'hu', 'common.yes')
 */
export function formatFrom(
  catalog: Catalog,
  language: Language,
  key: MessageKey,
  values?: MessageValues,
): string {
  const text = textOfKey(catalog, key);
  if (!text.includes('{')) return text;
  const formatted = compiled(language, text).format(withVisibleGaps(text, values ?? {}));
  return typeof formatted === 'string' ? formatted : String(formatted);
}

/** The text as it stands in the catalog, placeholders unfilled. */
export function textOfKey(catalog: Catalog, key: MessageKey): string {
  const dot = key.indexOf('.');
  const area = catalog[key.slice(0, dot) as keyof Catalog] as Readonly<Record<string, string>>;
  return area[key.slice(dot + 1)] ?? key;
}

const compiledByText = new Map<string, IntlMessageFormat>();

function compiled(language: Language, text: string): IntlMessageFormat {
  const id = `${language} ${text}`;
  const known = compiledByText.get(id);
  if (known) return known;
  const message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  compiledByText.set(id, message);
  return message;
}

/** Fills what is missing with its own name, so that the slip is seen and nothing else breaks. */
function withVisibleGaps(text: string, values: MessageValues): MessageValues {
  const gaps: Record<string, string> = {};
  for (const [, name = ''] of text.matchAll(/\{\s*(\w+)\s*[,}]/g)) {
    if (!(name in values)) gaps[name] = `{${name}}`;
  }
  return { ...gaps, ...values };
}
