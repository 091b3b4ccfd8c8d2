import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type Language, languages, Problem, type Texts } from '@kartoteka/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerLanguage } from './caller-language.ts';

export interface WebOptions {
  /** Where Vite built the pages: `index.html`, `assets/` with hashed names, icons. */
  readonly folder: string;
  /** Path under which the pages live: `/`, `/portal`, `/operator`. The same as Vite's `base`. */
  readonly base: string;
  /** Said to the page, which then shows a bar: what it shows is not real. */
  readonly world?: 'demo' | 'sandbox' | undefined;
  /** Words in the browser's tab until the page sets its own. */
  readonly title: Texts;
}

const yearSeconds = 31_536_000;

/**
 * Serves a built single-page application: hashed files are cached for good, every other address
 * below `base` gets the index (the page has its own router), except what lies under an `api` or
 * `assets` folder. The index carries the caller's language, so that a reader program starts in it.
 *
 * @throws Problem `service.web-missing` when the folder holds no index
 * @example await serveWeb(server, { folder: 'apps/practice/web/dist', base: '/', title: texts.title });
 */
export async function serveWeb(server: FastifyInstance, options: WebOptions): Promise<void> {
  const { folder } = options;
  const base = options.base.replace(/\/$/, '');
  const indexFile = join(folder, 'index.html');
  if (!existsSync(indexFile)) throw new Problem('service.web-missing', { params: { folder } });
  const pages = indexPages(readFileSync(indexFile, 'utf8'), options);

  await server.register(fastifyStatic, {
    root: folder,
    prefix: `${base}/`,
    index: false,
    // Every file is a route of its own: no path ever reaches the disk.
    wildcard: false,
    globIgnore: ['index.html', '**/*.map'],
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      const rule = hashed ? `public, max-age=${yearSeconds}, immutable` : 'public, max-age=3600';
      reply.header('cache-control', rule);
    },
  });
  const sendIndex = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.slice(base.length).split('?')[0] ?? '';
    if (/\/(api|assets)(\/|$)/.test(path)) throw new Problem('service.not-found');
    const language = callerLanguage(request);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-language', language)
      .header('vary', 'accept-language, cookie')
      .send(pages[language]);
  };
  if (base !== '') server.get(base, sendIndex);
  server.get(`${base}/`, sendIndex);
  server.get(`${base}/*`, sendIndex);
}

function indexPages(
  html: string,
  { title, world }: Pick<WebOptions, 'title' | 'world'>,
): Record<Language, string> {
  const said = world === undefined ? '' : `<meta name="kartoteka-world" content="${world}" />`;
  const pages = languages.map((language) => [
    language,
    html
      .replace(/<html[^>]*>/, `<html lang="${language}">`)
      .replace('<head>', `<head>${said}`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title[language])}</title>`),
  ]);
  return Object.fromEntries(pages) as Record<Language, string>;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
