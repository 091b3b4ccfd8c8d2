import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Language } from '@kartoteka/kernel';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildWebIfStale } from '../src/vite.ts';

/** What a view of the gallery is: a sheet in a language, a theme and a width. */
export interface View {
  readonly sheet: string;
  readonly language?: Language;
  readonly scheme?: 'light' | 'dark';
}

export interface OpenGallery {
  readonly browser: Browser;
  readonly address: string;
  /** A page of the gallery; what it complained about is collected in `complaints`. */
  open(size: { readonly width: number; readonly height: number }): Promise<GalleryPage>;
  close(): Promise<void>;
}

export interface GalleryPage {
  readonly page: Page;
  readonly complaints: string[];
  show(view: View): Promise<void>;
  visited(): Promise<string[]>;
}

const browserPath = '/usr/bin/chromium';

/** Says why the browser tests cannot run here; `undefined` where they can. */
export function missingBrowser(): string | undefined {
  return existsSync(browserPath) ? undefined : `there is no ${browserPath} on this machine`;
}

// Stricter than the product's own policy: neither styles nor images may be inline.
const policy = "default-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Builds the gallery where it is stale, serves it under a strict policy and starts a browser. */
export async function openGallery(): Promise<OpenGallery> {
  const outDir = 'node_modules/.cache/kartoteka-gallery';
  const built = await buildWebIfStale({ root: 'packages/ui/test/gallery', outDir });
  const server = await serve(built.outDir);
  const address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    browser,
    address,
    open: (size) => openPage(browser, address, size),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function openPage(
  browser: Browser,
  address: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<GalleryPage> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.waitForFunction(() => 'gallery' in window);
  return {
    page,
    complaints,
    show: ({ sheet, language = 'en', scheme = 'light' }) =>
      page.evaluate((view) => window.gallery.show(view), { sheet, language, scheme }),
    visited: () => page.evaluate(() => window.gallery.visited),
  };
}
