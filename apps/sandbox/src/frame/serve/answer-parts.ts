import { STATUS_CODES } from 'node:http';
import { Markup } from '../html.ts';
import type { HttpAnswer } from '../platform.ts';

/** The body of an answer as bytes. */
export function answerBytes({ body }: HttpAnswer): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (body instanceof Markup) return Buffer.from(body.toString(), 'utf8');
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
}

/** Its headers with a content type; a page of a platform is not ours to keep in a cache. */
export function headersOf(answer: HttpAnswer): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    headers[name.toLowerCase()] = typeof value === 'string' ? value : [...value];
  }
  if (answer.body !== undefined && headers['content-type'] === undefined) {
    const isHtml = answer.body instanceof Markup;
    headers['content-type'] = isHtml ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
  }
  return headers;
}

/** Status line and headers as they leave. */
export function answerHead(answer: HttpAnswer): string {
  const lines = [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`.trimEnd()];
  for (const [name, value] of Object.entries(headersOf(answer))) {
    for (const one of [value].flat()) lines.push(`${name}: ${one}`);
  }
  return lines.join('\n');
}

/** Whether masks may be put into the bytes: a file that is no text stays as it was sent. */
export function isTextType(answer: HttpAnswer): boolean {
  const type = String(headersOf(answer)['content-type'] ?? '');
  return /^text\/|[/+](json|xml)\b|x-www-form-urlencoded|multipart\//i.test(type);
}
