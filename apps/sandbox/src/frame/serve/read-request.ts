import { callerLanguage } from '@kartoteka/service';
import type { FastifyRequest } from 'fastify';
import type { HttpRequest } from '../platform.ts';

/** A request as platforms see it: whole, without the world's prefix. */
export function readRequest(request: FastifyRequest, base: string): HttpRequest {
  const [path = '/', search = ''] = (request.raw.url ?? '/').split(/\?(.*)/s, 2);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { world: _world, ...params } = request.params as Record<string, string>;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(
    request.headers['content-type'] ?? '',
  );
  return {
    method: request.method,
    path: path.slice(base.length) || '/',
    params,
    query: new URLSearchParams(search),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        [value ?? ''].flat().join(', '),
      ]),
    ),
    cookies: request.cookies,
    body,
    form: new URLSearchParams(isForm ? body.toString('utf8') : ''),
    language: callerLanguage(request),
  };
}

/** Request line and headers as they came. */
export function requestHead(request: FastifyRequest): string {
  const { method, url, httpVersion, rawHeaders } = request.raw;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  }
  return lines.join('\n');
}
