import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageCookie } from '../http/caller-language.ts';
import type { SignInFrame } from './frame.ts';

const yearSeconds = 31_536_000;

/** One cookie per area: ports of one host share cookies (RFC 6265, 8.5). */
export function sessionCookie(area: string): string {
  return `kartoteka_${area}`;
}

/**
 * The cookie by which a browser is known to one login. Named after the login, so that people who
 * share a computer do not push each other out, and a planted cookie serves nobody else.
 */
export function deviceCookie(area: string, tenant: string, loginName: string): string {
  const digest = createHash('sha256').update(`${tenant}:${loginName}`).digest('hex');
  return `kartoteka_${area}_device_${digest.slice(0, 12)}`;
}

/** Cookies live below the part of the path that comes before `/api/`. */
export function setSessionCookie(
  frame: SignInFrame,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): void {
  reply.setCookie(sessionCookie(frame.area), token, cookieOptions(request));
}

export function clearSessionCookie(
  frame: SignInFrame,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.clearCookie(sessionCookie(frame.area), cookieOptions(request));
}

export function setDeviceCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  device: { readonly cookie: string; readonly token: string },
): void {
  reply.setCookie(device.cookie, device.token, { ...cookieOptions(request), maxAge: yearSeconds });
}

/** For every page of the host: the language is the person's, not the area's. */
export function setLanguageCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  language: string,
): void {
  const options = { ...cookieOptions(request), path: '/', httpOnly: false, maxAge: yearSeconds };
  reply.setCookie(languageCookie, language, options);
}

function cookieOptions(request: FastifyRequest) {
  const path = request.url.slice(0, Math.max(0, request.url.indexOf('/api/')));
  return {
    path: path === '' ? '/' : path,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
}
