/** `large` is one step above the portal's own 18 px, for those who want it. */
export type TextSize = 'usual' | 'large';

const cookieName = 'kartoteka_text';
const cookieSecondsMax = 31_536_000;

/** The size chosen in this browser before. */
export function textSizeChosen(): TextSize {
  return document.cookie.split('; ').includes(`${cookieName}=large`) ? 'large' : 'usual';
}

/** Sets the size for the page as a whole; everything else is in step with the root element. */
export function showTextSize(size: TextSize): void {
  document.documentElement.dataset.text = size;
}

/** Shows a size and remembers it in this browser. */
export function chooseTextSize(size: TextSize): void {
  showTextSize(size);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in browsers in use.
  document.cookie = `${cookieName}=${size}; path=/portal; max-age=${cookieSecondsMax}; samesite=lax`;
}
