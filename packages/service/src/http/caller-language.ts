import { type Language, languages } from '@kartoteka/kernel';

/** Readable by the page: it holds nothing but `pl`, `hu` or `en`. */
export const languageCookie = 'kartoteka_language';

export interface LanguageSource {
  readonly cookies?: Readonly<Record<string, string | undefined>>;
  readonly headers: { readonly 'accept-language'?: string | undefined };
}

/**
 * The language to answer in: the one that was chosen (cookie), else the best of Accept-Language
 * (RFC 9110, 12.5.4), else Polish.
 *
 * @example callerLanguage(request)
 */
export function callerLanguage(source: LanguageSource): Language {
  const chosen = languages.find((one) => one === source.cookies?.[languageCookie]);
  return chosen ?? preferred(source.headers['accept-language'] ?? '') ?? 'pl';
}

function preferred(header: string): Language | undefined {
  return header
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(rest.join(';'))?.[1];
      return { tag: tag.trim().split('-')[0], quality: Number(quality ?? 1), order };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order)
    .map(({ tag }) => languages.find((language) => language === tag))
    .find((language) => language !== undefined);
}
