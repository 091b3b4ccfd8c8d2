/** The first that fits counts: browsers name those that they are like as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * A browser and its system as people call them; `undefined` for what is no known browser.
 *
 * @example browserName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) … Firefox/140.0') // 'Firefox, Linux'
 */
export function browserName(userAgent: string): string | undefined {
  const named = (from: typeof browsers) => from.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = named(browsers);
  return browser && [browser, named(systems)].filter(Boolean).join(', ');
}
