import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderer, describeRemoved, documentPolicy, sanitiseHtml } from '../src/index.ts';
import { hostilePayloads } from './hostile-payloads.ts';

const chromiumPath = '/usr/bin/chromium';
const canBrowse = existsSync(chromiumPath) && existsSync('/usr/bin/xsltproc');
if (!canBrowse) console.info('skipped: Chromium or xsltproc is not installed');

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-hostile-'));
const own = createRenderer();
const installed = createRenderer({ stylesheetFolder: folder });
/** Pages by path, and every path that was asked for beside them. */
const pages = new Map<string, string>();
const stray: string[] = [];
const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '');
  if (page === undefined && request.url !== '/favicon.ico') stray.push(request.url ?? '');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page ?? '<script>parent.PWNED?.()</script>');
});
const requests: string[] = [];
let runs = 0;
let browser: Browser;
let tab: Page;
let origin = '';

// A stylesheet with no caution at all: it copies whatever the document holds into the page.
const careless = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3">
<xsl:output method="xml"/>
<xsl:template match="/"><html><head><title><xsl:value-of select="//v3:title"/></title></head><body>
<h1><xsl:copy-of select="/v3:ClinicalDocument/v3:title/node()"/></h1><p><xsl:value-of select="//v3:patient/v3:name"/></p>
<xsl:apply-templates select="//v3:section/v3:title/node() | //v3:section/v3:text/node() | //v3:nonXMLBody/v3:text"/></body></html></xsl:template>
<xsl:template match="v3:linkHtml"><a href="{@href}"><xsl:apply-templates/></a></xsl:template>
<xsl:template match="v3:renderMultiMedia"><xsl:apply-templates select="//v3:observationMedia/v3:value"/></xsl:template>
<xsl:template match="v3:value | v3:nonXMLBody/v3:text"><xsl:variable name="src"><xsl:choose><xsl:when test="v3:reference"><xsl:value-of select="v3:reference/@value"/></xsl:when>
<xsl:otherwise><xsl:value-of select="concat('data:', @mediaType, ';base64,', normalize-space(.))"/></xsl:otherwise></xsl:choose></xsl:variable>
<img src="{$src}" alt="plik"/><iframe src="{$src}"/><object data="{$src}"/><a href="{$src}">plik</a></xsl:template>
<xsl:template match="*"><xsl:element name="{local-name()}" namespace="{namespace-uri()}"><xsl:copy-of select="@*"/><xsl:if test="@styleCode"><xsl:attribute name="style"><xsl:value-of select="@styleCode"/></xsl:attribute></xsl:if><xsl:apply-templates/></xsl:element></xsl:template>
</xsl:stylesheet>`;

beforeAll(async () => {
  if (!canBrowse) return;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  origin = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  writeFileSync(join(folder, 'careless.xsl'), careless);
  writeFileSync(join(folder, 'CDA_PL_IG_1.3.1.xsl'), careless);
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  tab = await openTab();
});
afterAll(async () => {
  await browser?.close();
  await own.close();
  await installed.close();
  server.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page, pokes at everything in it, and counts what ran and what was asked for. */
async function provoke(html: string): Promise<{ runs: number; requests: string[]; words: string }> {
  pages.clear();
  pages.set('/page', html);
  stray.length = 0;
  requests.length = 0;
  runs = 0;
  await tab.goto(`${origin}/page`, { waitUntil: 'load' });
  const words = (await tab.locator('body').textContent()) ?? '';
  await tab.evaluate(`for (const one of document.querySelectorAll('*')) {
    for (const kind of ['mouseover', 'focus', 'click', 'load', 'error', 'toggle']) {
      const leads = kind === 'click' && /^(https?|mailto):/.test(one.getAttribute('href') ?? '');
      if (!leads) one.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    }
    one.focus?.();
  }`);
  // A round trip through the page, so that what it started has been heard of.
  await tab.evaluate('new Promise((done) => setTimeout(done, 20))');
  return { runs, requests: [...requests, ...stray], words };
}

async function openTab(): Promise<Page> {
  const page = await browser.newPage();
  await page.exposeFunction('PWNED', () => {
    runs += 1;
  });
  page.on('dialog', (dialog) => {
    runs += 1;
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (url !== `${origin}/page` && !url.startsWith('data:image/')) requests.push(url);
  });
  return page;
}

const withoutPolicy = (html: string) => {
  const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  expect(bare).not.toContain(documentPolicy);
  return bare;
};
const names = hostilePayloads('http://evil.example').map(({ name }) => name);
const payload = (name: string) =>
  hostilePayloads(`${origin}/evil`).find((one) => one.name === name)!;

describe.skipIf(!canBrowse)('a hostile document in a real browser', () => {
  it('is met in many kinds', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it('would do harm without the sanitiser: the test can see it', async () => {
    const seen = await provoke(
      `<img src="${origin}/evil/p.png"><script>PWNED()</script><p onclick="PWNED()">x</p>`,
    );
    expect(seen.runs).toBeGreaterThanOrEqual(2);
    expect(seen.requests).toContain(`${origin}/evil/p.png`);
  });

  it.each(names)(
    'is dead through our own stylesheet, even without the policy: %s',
    async (name) => {
      const { document, notice } = payload(name);
      // A renderer without the careless stylesheet would do; the document names it, so ours is asked for.
      const own = createRenderer();
      const { html, removed, stylesheet } = await own.render(document, { language: 'pl' });
      await own.close();
      expect(stylesheet).toBe('own');
      const { runs, requests, words } = await provoke(withoutPolicy(html));
      expect({ runs, requests }).toEqual({ runs: 0, requests: [] });
      expect(words).toContain('Żaneta');
      if (!name.startsWith('a body')) expect(words).toContain('ZOSTAJE');
      if (notice) {
        expect(removed.some((one) => notice.test(one))).toBe(true);
        expect(describeRemoved(removed, 'pl')).toContain('Sam dokument jest niezmieniony.');
      }
    },
  );

  it.each(names)('is dead through a stylesheet without caution: %s', async (name) => {
    const { html, stylesheet } = await installed.render(payload(name).document, { language: 'pl' });
    expect(stylesheet).toBe(/stylesheet/.test(name) ? 'own' : 'CDA_PL_IG_1.3.1.xsl');
    const { runs, requests, words } = await provoke(withoutPolicy(html));
    expect({ runs, requests }).toEqual({ runs: 0, requests: [] });
    expect(words).toContain('Żaneta');
  });

  it.each(names)('is dead through the sanitiser alone: %s', async (name) => {
    const path = join(folder, 'raw.xml');
    writeFileSync(path, payload(name).document);
    const raw = execFileSync('xsltproc', ['--nonet', join(folder, 'careless.xsl'), path], {
      maxBuffer: 50_000_000,
    });
    const { html } = sanitiseHtml(raw, { language: 'pl' });
    const { runs, requests, words } = await provoke(withoutPolicy(html));
    expect({ runs, requests }).toEqual({ runs: 0, requests: [] });
    expect(words).toContain('Żaneta');
  });
});
