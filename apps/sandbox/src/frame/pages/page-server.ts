import { Problem } from '@kartoteka/kernel';
import { attachmentHeader, securityHeaders } from '@kartoteka/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, type Markup } from '../html.ts';
import type { HttpRequest, Platform, World } from '../platform.ts';
import { readRequest } from '../serve/read-request.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { defaultWorld, parseWorldName } from '../worlds/world-name.ts';
import type { FormFailure } from './form-failure.ts';
import { layOutPage, type PageFrame, sayIn } from './layout.ts';

/** Nothing from elsewhere, no script, no inline style. */
const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a page is asked with. */
export interface PageAsked {
  readonly frame: PageFrame;
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly request: HttpRequest;
  readonly reply: FastifyReply;
}

export type PageGiven =
  | {
      readonly title: string;
      readonly content: Markup;
      readonly failure?: FormFailure | undefined;
      readonly status?: number;
    }
  | { readonly redirect: string }
  | { readonly bytes: Uint8Array; readonly contentType: string; readonly saveAs?: string };

export type BindPage = (
  method: 'GET' | 'POST',
  path: string,
  answer: (asked: PageAsked) => Promise<PageGiven> | PageGiven,
) => void;

/**
 * Hands out a way to put pages on the server, each for the default world and for every named one. A
 * problem becomes a page in its own words.
 */
export async function servePages(
  server: FastifyInstance,
  options: { readonly desk: WorldDesk; readonly platforms: readonly Platform[] },
  bindPages: (bind: BindPage) => void,
): Promise<void> {
  for (const prefix of ['', '/w/:world']) {
    await server.register(
      async (child) => {
        child.removeAllContentTypeParsers();
        child.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
          done(null, body),
        );
        bindPages((method, path, answer) => {
          child.route({
            method,
            url: path.replace(/\{(\w+)\}/g, ':$1'),
            handler: (raw, reply) => givePage(raw, reply, options, answer),
          });
        });
      },
      { prefix },
    );
  }
}

async function givePage(
  raw: FastifyRequest,
  reply: FastifyReply,
  { desk, platforms }: { readonly desk: WorldDesk; readonly platforms: readonly Platform[] },
  answer: (asked: PageAsked) => Promise<PageGiven> | PageGiven,
): Promise<FastifyReply> {
  const inPath = (raw.params as Record<string, string | undefined>).world;
  const base = inPath === undefined ? '' : `/w/${inPath}`;
  const request = readRequest(raw, base);
  const { language } = request;
  const frame: PageFrame = {
    language,
    say: sayIn(language),
    world: parseWorldName(inPath ?? defaultWorld) ?? defaultWorld,
    base,
    path: request.path,
    menu: platforms.flatMap(({ pages }) =>
      (pages ?? []).flatMap(({ names, path, method }) =>
        names && method === 'GET' ? [{ path, name: names[language] }] : [],
      ),
    ),
  };
  reply.header('content-security-policy', pagePolicy);
  reply.header('content-language', language);
  try {
    const name = parseWorldName(inPath ?? defaultWorld);
    if (!name) throw new Problem('sandbox.world-unknown', { params: { world: inPath ?? '' } });
    const world = await desk.open(name);
    const { params, query, form } = request;
    return sendPage(
      frame,
      reply,
      await answer({ frame, world, params, query, form, request, reply }),
    );
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.definition.status >= 500) throw thrown;
    return sendPage({ ...frame, base: '' }, reply, problemPage(thrown, frame));
  }
}

function problemPage(problem: Problem, { language }: PageFrame): PageGiven {
  const title = problem.text(language);
  const content = html`<h1>${title}</h1><p>${problem.next(language)}</p>`;
  return { title, content, status: problem.definition.status };
}

function sendPage(frame: PageFrame, reply: FastifyReply, given: PageGiven): FastifyReply {
  if ('redirect' in given) return reply.redirect(given.redirect, 303);
  if ('bytes' in given) {
    // Somebody else's bytes: an origin of their own, no script, no network.
    reply.headers(securityHeaders('document', false));
    reply.type(given.contentType);
    if (given.saveAs !== undefined) {
      reply.header('content-disposition', attachmentHeader(given.saveAs));
    }
    return reply.send(Buffer.from(given.bytes));
  }
  const { title, content, failure } = given;
  const page = layOutPage(frame, { title, content, failed: failure !== undefined });
  return reply
    .code(given.status ?? failure?.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(page.toString());
}
