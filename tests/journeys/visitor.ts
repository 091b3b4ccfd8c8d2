import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Browser,
  chromium,
  type Download,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core';

const browserPath = '/usr/bin/chromium';
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The windows in which the product is looked at, in pixels. */
export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
type Size = typeof desktop;

/** A waiting time that a busy machine keeps. */
const waitMsMax = 30_000;
/** A page that has asked for nothing during this time has all that it asks for at first. */
const calmMs = 200;

/** Somebody with a browser of their own: own cookies, own window, own language. */
export interface Visitor {
  readonly page: Page;
  /** What the console of the browser complained about: broken policies, errors of scripts. */
  readonly complaints: string[];
  /** What was not accessible, or wider than the window, on the pages seen so far. */
  readonly found: string[];
  /** Waits for a page with this heading, and judges it. */
  arrive(heading: string | RegExp, name: string): Promise<void>;
  /**
   * Judges the window as it is now. Its picture is kept under the name, where the variable
   * `KARTOTEKA_SCREENSHOTS` names a folder for pictures.
   */
  judge(name: string): Promise<void>;
  resize(size: Size): Promise<void>;
  leave(): Promise<void>;
}

/** Says why there can be no visitor; `undefined` where there can. */
export function missingBrowser(): string | undefined {
  return existsSync(browserPath) ? undefined : `there is no ${browserPath} on this machine`;
}

/** The browser, without anything that it would do on its own account. */
export function openBrowser(): Promise<Browser> {
  const off = ['background-networking', 'component-update', 'sync', 'gpu'];
  return chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--no-first-run', ...off.map((what) => `--disable-${what}`)],
  });
}

/** A new visitor whose browser speaks this language. */
export async function visit(browser: Browser, size: Size, locale = 'pl-PL'): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: size,
    locale,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(waitMsMax);
  const page = await context.newPage();
  const complaints: string[] = [];
  const found: string[] = [];
  page.on('console', (message) => {
    // Asking who is signed in is answered with 401 while nobody is, a form with something to mend with
    // 422; the browser notes both.
    const answered = /401 \(Unauthorized\)|422 \(Unprocessable Entity\)/.test(message.text());
    if (message.type() === 'error' && !answered) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const quiet = quietness(page);
  const judge = async (name: string, whole: boolean) => {
    await quiet();
    await takePicture(page, name, whole);
    const findings = [...(await axeFindings(page)), ...(await tooWide(page))];
    found.push(...findings.map((finding) => `${name}: ${finding}`));
  };
  return {
    page,
    complaints,
    found,
    judge: (name) => judge(name, false),
    arrive: async (heading, name) => {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await judge(name, true);
    },
    resize: (next) => page.setViewportSize(next),
    leave: () => context.close(),
  };
}

/** The bytes and the name of a file that pressing something saves. */
export async function savedBy(
  page: Page,
  pressed: Locator,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), pressed.click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

/** Drops files on an element as an operating system hands them over. */
export async function dropFiles(
  target: Locator,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const encoded = files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]);
  // Run in the browser, hence its words.
  const dataTransfer = await target.page().evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, base64] of ${JSON.stringify(encoded)}) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: 'text/xml' }));
    }
    return transfer;
  })()`);
  await target.dispatchEvent('drop', { dataTransfer });
}

/** Waits until the page has what it asks for in its first moments: that is part of what is judged. */
function quietness(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return async () => {
    let calmSince = performance.now();
    while (performance.now() - calmSince < calmMs) {
      await pause(20);
      if (open.size > 0) calmSince = performance.now();
    }
  };
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const options = { runOnly: axeRules, resultTypes: ['violations'], iframes: false };
  const { violations } = await page.evaluate<{ violations: AxeViolation[] }>(
    `axe.run(${JSON.stringify(options)})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}

/** WCAG 1.4.10: nobody has to move a page sideways. */
async function tooWide(page: Page): Promise<string[]> {
  const pixels = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return pixels > 0 ? [`the page is ${pixels} pixels wider than its window`] : [];
}

async function takePicture(page: Page, name: string, whole: boolean): Promise<void> {
  const folder = process.env.KARTOTEKA_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole });
}
