/** HTML that may stand in a page as it is: made by `html`, so everything foreign in it is escaped. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = Markup | string | number | false | null | undefined | readonly Part[];

/**
 * Writes HTML. Every value is escaped unless it is `Markup` itself; lists are joined; `false`, `null`
 * and `undefined` write nothing. There is no way to pass raw text but to construct `Markup`.
 *
 * @example html`<li>${name}</li>`
 */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) text += written(value) + strings[index + 1];
  return new Markup(text);
}

function written(value: Part): string {
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(value);
  if (Array.isArray(value)) return value.map(written).join('');
  return '';
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
