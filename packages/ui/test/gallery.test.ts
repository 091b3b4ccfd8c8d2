import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Language, languages } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GalleryPage, missingBrowser, type OpenGallery, openGallery } from './open-gallery.ts';

interface Pass {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly spoken: readonly Language[];
}

// Words do not depend on the theme, so the dark one is seen in one language at each width.
const views: readonly Pass[] = [
  { width: 1280, scheme: 'light', spoken: languages },
  { width: 390, scheme: 'light', spoken: languages },
  { width: 1280, scheme: 'dark', spoken: ['hu'] },
  { width: 390, scheme: 'dark', spoken: ['pl'] },
];
const missing = missingBrowser();
if (missing) console.warn(`the gallery is not looked at: ${missing}`);

const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

async function violations({ page }: GalleryPage): Promise<string[]> {
  const found = await page.evaluate(async (values) => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: AxeViolation[] }> };
    };
    return (await axe.run({ runOnly: values, resultTypes: ['violations'] })).violations;
  }, axeRules);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}

/** How far the page is wider than the window, in pixels. */
function overflow({ page }: GalleryPage): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

describe.skipIf(missing)('every sheet of the gallery', () => {
  let gallery: OpenGallery;
  let names: readonly string[] = [];
  let axe = '';

  beforeAll(async () => {
    gallery = await openGallery();
    const first = await gallery.open({ width: 800, height: 600 });
    names = await first.page.evaluate(() => window.gallery.names);
    await first.page.close();
    const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    axe = await readFile(path, 'utf8');
  });
  afterAll(() => gallery.close());

  for (const { width, scheme, spoken } of views) {
    it(`is accessible at ${width} pixels in ${scheme} (${spoken.join(', ')}) and breaks no policy`, async () => {
      const shown = await gallery.open({ width, height: 844 });
      await shown.page.evaluate(axe);
      const findings: string[] = [];
      for (const sheet of names) {
        for (const language of spoken) {
          await shown.show({ sheet, language, scheme });
          const wide = await overflow(shown);
          const found = await violations(shown);
          if (wide > 0) found.push(`${wide} pixels wider than the window`);
          findings.push(...found.map((finding) => `${sheet} ${language}: ${finding}`));
        }
      }
      expect(findings).toEqual([]);
      expect(shown.complaints).toEqual([]);
      await shown.page.close();
    }, 300_000);
  }

  it('fits a window of 320 pixels without moving sideways (WCAG 1.4.10)', async () => {
    const shown = await gallery.open({ width: 320, height: 700 });
    const wide: string[] = [];
    for (const sheet of names) {
      await shown.show({ sheet, language: 'hu' });
      if ((await overflow(shown)) > 0) wide.push(sheet);
    }
    expect(wide).toEqual([]);
    await shown.page.close();
  }, 60_000);

  it('keeps its words with the spacing that readers may set (WCAG 1.4.12)', async () => {
    const shown = await gallery.open({ width: 390, height: 844 });
    const cut: string[] = [];
    for (const sheet of names) {
      await shown.show({ sheet, language: 'hu' });
      const found = await shown.page.evaluate(() => {
        const sheetOfStyles = new CSSStyleSheet();
        sheetOfStyles.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
        );
        document.adoptedStyleSheets = [sheetOfStyles];
        const cutOff = [...document.querySelectorAll('button, a, td, dd, h1, h2, label')].filter(
          (element) =>
            element.clientWidth > 1 &&
            getComputedStyle(element).overflow === 'hidden' &&
            element.scrollWidth > element.clientWidth + 1,
        );
        document.adoptedStyleSheets = [];
        return cutOff.map((element) => element.textContent);
      });
      cut.push(...found.map((text) => `${sheet}: ${text}`));
    }
    expect(cut).toEqual([]);
    await shown.page.close();
  }, 60_000);

  it('has targets of 24 pixels at least (WCAG 2.5.8)', async () => {
    const shown = await gallery.open({ width: 390, height: 844 });
    const small: string[] = [];
    for (const sheet of names) {
      await shown.show({ sheet, language: 'pl' });
      const found = await shown.page.evaluate(() =>
        [...document.querySelectorAll('button, select, input:not([type="file"])')]
          .filter((element) => element.checkVisibility())
          .map((element) => {
            const { width, height } = element.getBoundingClientRect();
            // The room around a box belongs to it: nothing else is nearer than that.
            const room = 2 * Number.parseFloat(getComputedStyle(element).marginTop);
            return { width, least: Math.min(width, height) + room, name: element.outerHTML };
          })
          .filter(({ width, least }) => width > 1 && least < 24)
          .map(({ name, least }) => `${Math.round(least)} ${name.slice(0, 90)}`),
      );
      small.push(...found.map((text) => `${sheet}: ${text}`));
    }
    expect(small).toEqual([]);
    await shown.page.close();
  }, 60_000);

  it('finds a planted violation, so that the check is known to be awake', async () => {
    const shown = await gallery.open({ width: 800, height: 600 });
    await shown.page.evaluate(axe);
    await shown.show({ sheet: 'form' });
    await shown.page.evaluate(() => {
      document.querySelector('main')?.append(document.createElement('img'));
    });
    expect(await violations(shown)).toContainEqual(expect.stringContaining('image-alt'));
    await shown.page.close();
  });
});
