import { describe, expect, it } from 'vitest';
import { browserName } from '../src/account/browser-name.ts';

const mozilla = 'Mozilla/5.0';

describe('the name of a browser', () => {
  it.each([
    [
      `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0`,
      'Edge, Windows',
    ],
    [
      `${mozilla} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36`,
      'Chrome, Linux',
    ],
    [
      `${mozilla} (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36`,
      'Chrome, Android',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19.0 Safari/604.1`,
      'Safari, iOS',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 CriOS/140.0 Safari/604.1`,
      'Chrome, iOS',
    ],
    [
      `${mozilla} (Macintosh; Intel Mac OS X 15.0; rv:140.0) Gecko/20100101 Firefox/140.0`,
      'Firefox, macOS',
    ],
    [
      `${mozilla} (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 OPR/120.0`,
      'Opera, Windows',
    ],
    ['Firefox/140.0', 'Firefox'],
  ])('is what people call it: %s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });

  it.each(['', 'curl/8.5.0', 'kartoteka', 'MyFirefoxes 1'])('is unknown for "%s"', (userAgent) => {
    expect(browserName(userAgent)).toBeUndefined();
  });
});
