import { type Language, languages } from '@kartoteka/kernel';

// The server reads the same cookie, so that its texts and ours agree before anybody signs in.
const cookieName = 'kartoteka_language';
const cookieSecondsMax = 31_536_000;

/** The language chosen here before, or the first of the browser's that the product speaks, or Polish. */
export function preferredLanguage(): Language {
  const wanted = [
    chosenLanguage(document.cookie),
    ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  ];
  for (const tag of wanted) {
    const known = languages.find((language) => language === tag);
    if (known) return known;
  }
  return 'pl';
}

/** Remembers the choice in this browser; it holds `pl`, `hu` or `en` and nothing else. */
export function rememberLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in browsers in use.
  document.cookie = `${cookieName}=${language}; path=/; max-age=${cookieSecondsMax}; samesite=lax`;
}

function chosenLanguage(cookies: string): string | undefined {
  const own = cookies.split('; ').find((cookie) => cookie.startsWith(`${cookieName}=`));
  return own?.slice(cookieName.length + 1);
}
